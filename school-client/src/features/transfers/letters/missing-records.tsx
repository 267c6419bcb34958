import type { NewPromise, PromiseEntry } from '@hocba/shared/contract/promises/promise';
import { isOpenDossier } from '@hocba/shared/lifecycle/dossier/states';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import type { Opened } from '../one/opened.ts';
import styles from '../transfers.module.css';
import { LetterLine } from './letter-line.tsx';
import { MakeDialog } from './make-dialog.tsx';

const KINDS: readonly NewPromise['kind'][] = ['request', 'commitment'];
const WAITS: readonly PromiseEntry['stage'][] = ['unsigned', 'open', 'overdue'];

/** The records for which no letter of a kind waits yet. */
const uncovered = ({ missing, promises }: Opened, kind: NewPromise['kind']) => {
  const waits = promises.filter((one) => one.kind === kind && WAITS.includes(one.stage));
  return missing.filter(({ grade }) => !waits.some(({ grades }) => grades.includes(grade)));
};

/** The records that a pupil comes without, the two letters that stand for them, and what became of each. */
export const MissingRecords = ({
  opened,
  onDone,
}: {
  readonly opened: Opened;
  readonly onDone: () => void;
}) => {
  const { t } = useTranslation('transfers');
  const { transfer, missing, promises } = opened;
  const [making, setMaking] = useState<NewPromise['kind']>();
  if (missing.length + promises.length === 0) return null;
  const grades = missing.map(({ grade }) => t('letters.grade', { grade })).join(', ');
  const hasCome = transfer.state === 'done' || transfer.state === 'returned';
  const mayMake = (isOpenDossier(transfer.state) || hasCome) && transfer.outcome !== 'refused';
  const kinds = mayMake ? KINDS.filter((kind) => uncovered(opened, kind).length > 0) : [];
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
      {kinds.length > 0 && (
        <div className={styles.acts} data-screen-only="">
          {kinds.map((kind) => (
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
          missing={uncovered(opened, making)}
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
