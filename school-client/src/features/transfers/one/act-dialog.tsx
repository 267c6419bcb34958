import type { TransferAct } from '@hocba/shared/contract/transfers/transfer';
import type { RefusalReason } from '@hocba/shared/lifecycle/transfer/events';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/form/select.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import type { CallError } from '../../../work/session.ts';
import styles from '../transfers.module.css';

/** The acts that need words. */
export type SpokenAct = 'refuse' | 'ask' | 'answer' | 'undo-release' | 'withdraw';

const REASONS: readonly RefusalReason[] = [
  'no-place',
  'outside-area',
  'grade-not-taught',
  'papers-missing',
  'other',
];

interface ActDialogProps {
  readonly kind: SpokenAct;
  readonly name: string;
  readonly problem: CallError | undefined;
  readonly isPending: boolean;
  readonly onSend: (act: TransferAct) => void;
  readonly onClose: () => void;
}

/** Asks for the words of an act, and for the reason of a refusal. */
export const ActDialog = ({ kind, name, problem, isPending, onSend, onClose }: ActDialogProps) => {
  const { t } = useTranslation(['transfers', 'anyPage']);
  const [text, setText] = useState('');
  const [reason, setReason] = useState<RefusalReason>('no-place');
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (text.trim() === '') return;
    onSend(kind === 'refuse' ? { kind, reason, text } : { kind, text });
  };
  return (
    <Dialog
      title={t(`dialog.${kind}`, { name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="main" icon="send" isPending={isPending} onPress={send}>
            {t('dialog.send')}
          </Button>
          <Button onPress={onClose}>{t('anyPage:cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {problem && <ProblemBanner title={t('failed')} problem={problem} />}
        {kind === 'refuse' && (
          <Select
            label={t('dialog.reason')}
            value={reason}
            onChange={setReason}
            options={REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
          />
        )}
        <TextField
          label={kind === 'ask' ? t('dialog.askText') : t('dialog.text')}
          hint={kind === 'ask' ? t('dialog.askHint') : undefined}
          value={text}
          onChange={setText}
          maxLength={1000}
          autoFocus
          error={tried && text.trim() === '' ? t('dialog.textError') : undefined}
        />
      </div>
    </Dialog>
  );
};
