import { actOnPromise } from '@hocba/shared/contract/promises/endpoints';
import type { PromiseDeedKind, PromiseEntry } from '@hocba/shared/contract/promises/promise';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { useSessionKeeper } from '../../../work/session.ts';
import styles from '../transfers.module.css';
import { useSending } from './letter-call.ts';

interface DeedDialogProps {
  readonly promise: PromiseEntry;
  readonly kind: PromiseDeedKind;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks for the name under a letter on paper, or for the words of an act. */
export const DeedDialog = ({ promise, kind, onDone, onClose }: DeedDialogProps) => {
  const { t } = useTranslation(['transfers', 'anyPage']);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const { callRegistry } = useSessionKeeper();
  const { send, problem, isPending } = useSending(onDone);
  const press = () => {
    setTried(true);
    if (text.trim() === '') return;
    const body = kind === 'sign' ? { kind, name: text.trim() } : { kind, text };
    void send(() => callRegistry(actOnPromise, { params: { promise: promise.id }, body }));
  };
  return (
    <Dialog
      title={t(`letters.dialog.${kind}`)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="main" icon="check" isPending={isPending} onPress={press}>
            {t('letters.dialog.save')}
          </Button>
          <Button onPress={onClose}>{t('anyPage:cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {problem && <ProblemBanner title={t('failed')} problem={problem} />}
        <TextField
          label={t(kind === 'sign' ? 'letters.dialog.signName' : 'letters.dialog.why')}
          hint={kind === 'arrive' ? t('letters.dialog.arriveHint') : undefined}
          value={text}
          onChange={setText}
          maxLength={kind === 'sign' ? 100 : 1000}
          autoFocus
          error={tried && text.trim() === '' ? t('letters.dialog.whyError') : undefined}
        />
      </div>
    </Dialog>
  );
};
