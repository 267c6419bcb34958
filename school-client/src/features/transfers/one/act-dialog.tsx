import type { TransferAct } from '@hocba/shared/contract/transfers/transfer';
import type { RefusalReason } from '@hocba/shared/lifecycle/transfer/events';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../../ui/form/select.tsx';
import { WordsDialog } from '../../../ui/form/words-dialog.tsx';
import type { CallError } from '../../../work/session.ts';

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
export const ActDialog = ({ kind, name, onSend, ...rest }: ActDialogProps) => {
  const { t } = useTranslation('transfers');
  const [reason, setReason] = useState<RefusalReason>('no-place');
  return (
    <WordsDialog
      {...rest}
      title={t(`dialog.${kind}`, { name })}
      label={kind === 'ask' ? t('dialog.askText') : t('dialog.text')}
      hint={kind === 'ask' ? t('dialog.askHint') : undefined}
      emptyError={t('dialog.textError')}
      button={{ icon: 'send', text: t('dialog.send') }}
      failed={t('failed')}
      onSend={(text) => onSend(kind === 'refuse' ? { kind, reason, text } : { kind, text })}
    >
      {kind === 'refuse' && (
        <Select
          label={t('dialog.reason')}
          value={reason}
          onChange={setReason}
          options={REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        />
      )}
    </WordsDialog>
  );
};
