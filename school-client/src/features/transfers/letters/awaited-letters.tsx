import { listPromises } from '@hocba/shared/contract/promises/endpoints';
import { useTranslation } from 'react-i18next';
import { useFetched } from '../../../work/use-fetched.ts';
import styles from '../transfers.module.css';
import { LetterLine } from './letter-line.tsx';

/** The letters that the own school waits for or is asked by, overdue ones first; nothing where there is none. */
export const AwaitedLetters = () => {
  const { t } = useTranslation('transfers');
  // The list of transfers above says why the registry cannot be asked.
  const { answer, fetchAgain } = useFetched(listPromises, {});
  const list = answer?.promises ?? [];
  if (list.length === 0) return null;
  return (
    <section data-stack="">
      <h2>{t('letters.list')}</h2>
      <p className={styles.after}>{t('letters.listText')}</p>
      <ul className={styles.lines}>
        {list.map((promise) => (
          <LetterLine key={promise.id} promise={promise} withPupil onDone={fetchAgain} />
        ))}
      </ul>
    </section>
  );
};
