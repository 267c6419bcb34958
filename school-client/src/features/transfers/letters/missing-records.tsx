import type { NewPromise } from '@hocba/shared/contract/promises/promise';
import { isOpenDossier } from '@hocba/shared/lifecycle/dossier/states';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import type { Opened } from '../one/use-act.ts';
import styles from '../transfers.module.css';
import { LetterLine } from './letter-line.tsx';
import { MakeDialog } from './make-dialog.tsx';

const KINDS: readonly NewPromise['kind'][] = ['request', 'commitment'];

/** The records that a pupil comes without, the two letters that stand for them, and what became of each. */
export const MissingRecords = ({
  opened: { transfer, missing, promises },
  onDone,
}: {
  readonly opened: Opened;
  readonly onDone: () => void;
}) => {
  const { t } = useTranslation('transfers');
  const [making, setMaking] = useState<NewPromise['kind']>();
  if (missing.length + promises.length === 0) return null;
  const grades = missing.map(({ grade }) => t('letters.grade', { grade })).join(', ');
  const hasCome = transfer.state === 'done' || transfer.state === 'returned';
  const mayMake =
    missing.length > 0 && (isOpenDossier(transfer.state) || hasCome) && transfer.outcome !== 'refused';
  return (
    <section data-stack="">
      <h2>{t('letters.title')}</h2>
      {missing.length > 0 && (
        <p className={styles.after}>
          {t('letters.text', { grades })} {t('letters.seat')}
        </p>
      )}
      {promises.length > 0 && (
        <ul className={styles.lines}>
          {promises.map((promise) => (
            <LetterLine key={promise.id} promise={promise} onDone={onDone} />
          ))}
        </ul>
      )}
      {mayMake && (
        <div className={styles.acts} data-screen-only="">
          {KINDS.map((kind) => (
            <Button key={kind} onPress={() => setMaking(kind)}>
              {t(`letters.make.${kind}`)}
            </Button>
          ))}
        </div>
      )}
      {making && (
        <MakeDialog
          kind={making}
          transfer={transfer}
          missing={missing}
          onClose={() => setMaking(undefined)}
          onDone={() => {
            setMaking(undefined);
            onDone();
          }}
        />
      )}
    </section>
  );
};
