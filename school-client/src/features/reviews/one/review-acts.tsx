import type { ReviewAct, ReviewActKind, ReviewEntry } from '@hocba/shared/contract/reviews/review';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import type { CallError } from '../../../work/session.ts';
import styles from '../reviews.module.css';
import { useReviewAct } from './use-review.ts';

type SpokenAct = Exclude<ReviewActKind, 'complete'>;

/** The acts in the order of their buttons; the first of those that are offered is the main one. */
const ORDER: readonly ReviewActKind[] = ['complete', 'accept', 'decline', 'ask', 'say'];

interface WordsProps {
  readonly kind: SpokenAct;
  readonly name: string;
  readonly problem: CallError | undefined;
  readonly isPending: boolean;
  readonly onSend: (act: ReviewAct) => void;
  readonly onClose: () => void;
}

/** Asks for the words of an act. */
const WordsDialog = ({ kind, name, problem, isPending, onSend, onClose }: WordsProps) => {
  const { t } = useTranslation(['reviews', 'anyPage']);
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = text.trim() === '';
  const send = () => {
    setTried(true);
    if (!isMissing) onSend({ kind, text });
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
        <TextField
          label={t(kind === 'decline' ? 'dialog.reason' : 'dialog.text')}
          hint={kind === 'ask' ? t('dialog.askHint') : undefined}
          value={text}
          onChange={setText}
          maxLength={1000}
          autoFocus
          error={isTried && isMissing ? t('dialog.textError') : undefined}
        />
      </div>
    </Dialog>
  );
};

const afterOf = ({ cell }: ReviewEntry): 'look' | 'onSheet' | 'onRecord' => {
  if (cell === null) return 'look';
  return cell.place === 'sheet' ? 'onSheet' : 'onRecord';
};

/** The acts that are open to the person, with a sentence about what accepting brings about. */
export const ReviewActs = ({
  review,
  onDone,
}: {
  readonly review: ReviewEntry;
  readonly onDone: () => void;
}) => {
  const { t } = useTranslation('reviews');
  const [open, setOpen] = useState<SpokenAct>();
  const { act, problem, isPending } = useReviewAct(review, () => {
    setOpen(undefined);
    onDone();
  });
  const offered = ORDER.filter((kind) => review.acts.includes(kind));
  if (offered.length === 0) return null;
  return (
    <section data-stack="" data-screen-only="">
      {problem && open === undefined && <ProblemBanner title={t('failed')} problem={problem} />}
      <div className={styles.acts}>
        {offered.map((kind, at) => (
          <Button
            key={kind}
            look={at === 0 && kind !== 'say' ? 'main' : 'plain'}
            isPending={isPending && kind === 'complete'}
            onPress={() => (kind === 'complete' ? void act({ kind }) : setOpen(kind))}
          >
            {t(`act.${kind}`)}
          </Button>
        ))}
      </div>
      {offered.includes('accept') && <p className={styles.note}>{t(`after.${afterOf(review)}`)}</p>}
      {open !== undefined && (
        <WordsDialog
          kind={open}
          name={review.pupil.name}
          problem={problem}
          isPending={isPending}
          onSend={(one) => void act(one)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
};
