import { actOnTransfer } from '@hocba/shared/contract/transfers/endpoints';
import type { TransferAct, TransferActKind, TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import type { IconName } from '../../../ui/plain/strokes.ts';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { useSessionKeeper } from '../../../work/session.ts';
import { useSending } from '../../../work/use-sending.ts';
import styles from '../transfers.module.css';
import { ActDialog, type SpokenAct } from './act-dialog.tsx';
import { PlaceDialog } from './place-dialog.tsx';

/** The acts in the order of their buttons; the first of those that are offered is the main one. */
const ORDER: readonly TransferActKind[] = [
  'accept',
  'release',
  'place',
  'answer',
  'hand-over',
  'ask',
  'refuse',
  'undo-release',
  'withdraw',
];
const ICONS: Partial<Record<TransferActKind, IconName>> = {
  accept: 'seal',
  release: 'send',
  place: 'people',
};
const EXPLAINED = ['accept', 'release', 'place'] as const;

const isSpoken = (kind: TransferActKind): kind is SpokenAct =>
  ['refuse', 'ask', 'answer', 'undo-release', 'withdraw'].includes(kind);

/** The acts that are open to the person, with a sentence about what the main one brings about. */
export const Acts = ({
  transfer,
  onDone,
}: {
  readonly transfer: TransferEntry;
  readonly onDone: () => void;
}) => {
  const { t } = useTranslation('transfers');
  const [open, setOpen] = useState<SpokenAct | 'place'>();
  const { callRegistry } = useSessionKeeper();
  const close = () => setOpen(undefined);
  const { send, problem, isPending } = useSending(() => {
    close();
    onDone();
  }, 'TRANSFER_CHANGED');
  const { id, seq } = transfer;
  const act = (one: TransferAct): void =>
    void send(() => callRegistry(actOnTransfer, { params: { id }, body: { seq, act: one } }));
  const offered = ORDER.filter((kind) => transfer.acts.includes(kind));
  if (offered.length === 0) return null;
  const press = (kind: TransferActKind) => {
    if (isSpoken(kind) || kind === 'place') setOpen(kind);
    else act({ kind });
  };
  const explained = EXPLAINED.find((kind) => kind === offered[0]);
  const dialog = { problem, isPending, onSend: act, onClose: close };
  return (
    <section data-stack="" data-screen-only="">
      {problem && open === undefined && <ProblemBanner title={t('failed')} problem={problem} />}
      <div className={styles.acts}>
        {offered.map((kind, at) => (
          <Button
            key={kind}
            look={at === 0 && kind !== 'withdraw' ? 'main' : 'plain'}
            {...(ICONS[kind] === undefined ? {} : { icon: ICONS[kind] })}
            isPending={isPending && open === undefined && !isSpoken(kind) && kind !== 'place'}
            onPress={() => press(kind)}
          >
            {t(`act.${kind}`, { school: transfer.to.name })}
          </Button>
        ))}
      </div>
      {explained && <p className={styles.after}>{t(`after.${explained}`)}</p>}
      {open === 'place' && <PlaceDialog transfer={transfer} {...dialog} />}
      {open !== undefined && open !== 'place' && (
        <ActDialog kind={open} name={transfer.pupil.name} {...dialog} />
      )}
    </section>
  );
};
