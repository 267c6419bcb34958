import { parseDateText } from '@hocba/shared/calendar/date-text';
import { makePromise } from '@hocba/shared/contract/promises/endpoints';
import type { MissingRecord, NewPromise } from '@hocba/shared/contract/promises/promise';
import type { TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { useSessionKeeper } from '../../../work/session.ts';
import { useSending } from '../../../work/use-sending.ts';
import styles from '../transfers.module.css';
import { GradesField } from './grades-field.tsx';

interface MakeDialogProps {
  readonly kind: NewPromise['kind'];
  readonly transfer: TransferEntry;
  readonly missing: readonly MissingRecord[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The holder as the registry is told: a school that it knows, unless the person wrote another name. */
const holderOf = (typed: string, missing: readonly MissingRecord[]): NewPromise['holder'] => {
  const known = missing.find(({ holder }) => holder?.name === typed.trim())?.holder;
  return known ? { school: known.code } : { name: typed.trim() };
};

const readDay = (text: string): NewPromise['until'] => {
  const read = parseDateText(text);
  return 'value' in read ? read.value : null;
};

/** Makes a letter for records that are missing: which grades, who holds them, and until when the family brings them. */
export const MakeDialog = ({ kind, transfer, missing, onDone, onClose }: MakeDialogProps) => {
  const { t } = useTranslation(['transfers', 'anyPage']);
  const [grades, setGrades] = useState(missing.map(({ grade }) => grade));
  const [holder, setHolder] = useState(missing.find((one) => one.holder !== null)?.holder?.name ?? '');
  const [day, setDay] = useState('');
  const [tried, setTried] = useState(false);
  const { callRegistry } = useSessionKeeper();
  const { send, problem, isPending } = useSending(onDone);
  const until = kind === 'commitment' ? readDay(day) : null;
  const isDayMissing = kind === 'commitment' && until === null;
  const press = () => {
    setTried(true);
    if (grades.length === 0 || holder.trim() === '' || isDayMissing) return;
    const body = { kind, grades, holder: holderOf(holder, missing), until };
    void send(() => callRegistry(makePromise, { params: { id: transfer.id }, body }));
  };
  return (
    <Dialog
      title={t(`letters.dialog.${kind}`, { name: transfer.pupil.name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="main" icon="send" isPending={isPending} onPress={press}>
            {t('letters.dialog.send')}
          </Button>
          <Button onPress={onClose}>{t('anyPage:cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {problem && <ProblemBanner title={t('letters.failed')} problem={problem} />}
        <GradesField
          all={missing.map(({ grade }) => grade)}
          chosen={grades}
          onChange={setGrades}
          isWrong={tried && grades.length === 0}
        />
        <TextField
          label={t('letters.dialog.holder')}
          hint={t('letters.dialog.holderHint')}
          value={holder}
          onChange={setHolder}
          maxLength={200}
          error={tried && holder.trim() === '' ? t('letters.dialog.holderError') : undefined}
        />
        {kind === 'commitment' && (
          <TextField
            label={t('letters.dialog.until')}
            value={day}
            onChange={setDay}
            maxLength={10}
            error={tried && isDayMissing ? t('letters.dialog.untilError') : undefined}
          />
        )}
        <p className={styles.after}>{t(`letters.dialog.after.${kind}`)}</p>
      </div>
    </Dialog>
  );
};
