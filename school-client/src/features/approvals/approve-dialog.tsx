import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface ApproveDialogProps {
  readonly kind: 'confirm' | 'finalise';
  readonly name: string;
  readonly count: number;
  /** Pupils of the class who are not part of this approval. */
  readonly left: number;
  readonly approve: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks once before records are approved; what cannot be taken back is said here. */
export const ApproveDialog = ({ kind, name, count, left, approve, onClose }: ApproveDialogProps) => {
  const { t } = useTranslation(['approvals', 'anyPage']);
  const [isPending, setPending] = useState(false);
  const start = () => {
    setPending(true);
    approve().then(onClose, () => setPending(false));
  };
  return (
    <Dialog
      title={t(`${kind}Title`, { count })}
      isOpen
      mustAnswer={kind === 'finalise'}
      onClose={onClose}
      actions={
        <>
          <Button
            look="main"
            icon={kind === 'finalise' ? 'seal' : 'check'}
            isPending={isPending}
            onPress={start}
          >
            {t(kind, { count })}
          </Button>
          <Button onPress={onClose}>{t('anyPage:cancel')}</Button>
        </>
      }
    >
      <p>{t(`${kind}Text`, { count, name })}</p>
      {left > 0 && <p>{t('leftOut', { count: left })}</p>}
    </Dialog>
  );
};
