import { actOnReview } from '@hocba/shared/contract/reviews/endpoints';
import type { ReviewAct, ReviewActKind, ReviewEntry } from '@hocba/shared/contract/reviews/review';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { WordsDialog } from '../../../ui/form/words-dialog.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { useSessionKeeper } from '../../../work/session.ts';
import { useSending } from '../../../work/use-sending.ts';
import styles from '../reviews.module.css';

type SpokenAct = Exclude<ReviewActKind, 'complete'>;

/** The acts in the order of their buttons; the first of those that are offered is the main one. */
const ORDER: readonly ReviewActKind[] = ['complete', 'accept', 'decline', 'ask', 'say'];

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
  const { callRegistry } = useSessionKeeper();
  const { send, problem, isPending } = useSending(() => {
    setOpen(undefined);
    onDone();
  }, 'REVIEW_CHANGED');
  const { id, seq, pupil } = review;
  const act = (one: ReviewAct): void =>
    void send(() => callRegistry(actOnReview, { params: { id }, body: { seq, act: one } }));
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
            onPress={() => (kind === 'complete' ? act({ kind }) : setOpen(kind))}
          >
            {t(`act.${kind}`)}
          </Button>
        ))}
      </div>
      {offered.includes('accept') && <p className={styles.note}>{t(`after.${afterOf(review)}`)}</p>}
      {open !== undefined && (
        <WordsDialog
          title={t(`dialog.${open}`, { name: pupil.name })}
          label={t(open === 'decline' ? 'dialog.reason' : 'dialog.text')}
          hint={open === 'ask' ? t('dialog.askHint') : undefined}
          emptyError={t('dialog.textError')}
          button={{ icon: 'send', text: t('dialog.send') }}
          failed={t('failed')}
          problem={problem}
          isPending={isPending}
          onSend={(text) => act({ kind: open, text })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
};
