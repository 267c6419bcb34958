import { actOnPromise } from '@hocba/shared/contract/promises/endpoints';
import type { PromiseDeedKind, PromiseEntry } from '@hocba/shared/contract/promises/promise';
import { useTranslation } from 'react-i18next';
import { WordsDialog } from '../../../ui/form/words-dialog.tsx';
import { useSessionKeeper } from '../../../work/session.ts';
import { useSending } from '../../../work/use-sending.ts';

interface DeedDialogProps {
  readonly promise: PromiseEntry;
  readonly kind: PromiseDeedKind;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks for the name under a letter on paper, or for the words of an act. */
export const DeedDialog = ({ promise, kind, onDone, onClose }: DeedDialogProps) => {
  const { t } = useTranslation('transfers');
  const { callRegistry } = useSessionKeeper();
  const { send, problem, isPending } = useSending(onDone);
  const isName = kind === 'sign';
  const save = (text: string) => {
    const body = isName ? { kind, name: text.trim() } : { kind, text };
    void send(() => callRegistry(actOnPromise, { params: { promise: promise.id }, body }));
  };
  return (
    <WordsDialog
      title={t(`letters.dialog.${kind}`)}
      label={t(isName ? 'letters.dialog.signName' : 'letters.dialog.why')}
      hint={kind === 'arrive' ? t('letters.dialog.arriveHint') : undefined}
      emptyError={t('letters.dialog.whyError')}
      maxLength={isName ? 100 : 1000}
      button={{ icon: 'check', text: t('letters.dialog.save') }}
      failed={t('failed')}
      problem={problem}
      isPending={isPending}
      onSend={save}
      onClose={onClose}
    />
  );
};
