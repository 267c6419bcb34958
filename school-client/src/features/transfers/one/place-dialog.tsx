import type { TransferAct, TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import type { CallError } from '../../../work/session.ts';
import { PlaceFields, readPlace, typedPlace, useTransferClasses } from '../place-fields.tsx';

interface PlaceDialogProps {
  readonly transfer: TransferEntry;
  readonly problem: CallError | undefined;
  readonly isPending: boolean;
  readonly onSend: (act: TransferAct) => void;
  readonly onClose: () => void;
}

/** Puts the pupil into a class: the one that was asked for, unless the person chooses another. */
export const PlaceDialog = ({ transfer, problem, isPending, onSend, onClose }: PlaceDialogProps) => {
  const { t } = useTranslation(['transfers', 'anyPage']);
  const classes = useTransferClasses();
  const [place, setPlace] = useState(() => typedPlace(transfer.place, transfer.place.from));
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    const read = readPlace(place);
    if (read !== undefined) onSend({ kind: 'place', place: read });
  };
  return (
    <Dialog
      title={t('dialog.place', { name: transfer.pupil.name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="main" icon="check" isPending={isPending} onPress={send}>
            {t('act.place').replace('…', '')}
          </Button>
          <Button onPress={onClose}>{t('anyPage:cancel')}</Button>
        </>
      }
    >
      {problem && <ProblemBanner title={t('failed')} problem={problem} />}
      {classes === undefined ? (
        <p>{t('opening')}</p>
      ) : (
        <PlaceFields classes={classes} place={place} onChange={setPlace} tried={tried} />
      )}
      <p>{t('after.place')}</p>
    </Dialog>
  );
};
