/** @jsxImportSource preact */
import {
  askReviewPage,
  type FamilyReview,
  type ReviewsPage,
  reviewPage,
} from '@hocba/shared/contract/family/reviews';
import { momentIn } from '../../../i18n/date-formats.ts';
import { ChildDocument } from '../../document.tsx';
import { addressOf } from '../../view-address.ts';
import type { FamilyWords } from '../../words.ts';
import { aboutText, dueText, stateText } from './about.ts';

const Line = ({
  review,
  student,
  words,
}: {
  readonly review: FamilyReview;
  readonly student: string;
  readonly words: FamilyWords;
}) => {
  const { t, language } = words;
  const { title, where } = aboutText(review, words);
  const due = dueText(review, words);
  return (
    <li>
      <a class="more" href={addressOf(reviewPage.path, { student, review: review.id })}>
        {title}
      </a>
      <small>
        {where}. {t('review.sent', { time: momentIn(review.filedAt, language) })}
      </small>
      <strong>{stateText(review, words)}</strong>
      {due === null ? null : <small>{due}</small>}
    </li>
  );
};

/** A guardian's own requests about a child, newest first. */
export const Reviews = ({ view, words }: { readonly view: ReviewsPage; readonly words: FamilyWords }) => {
  const { t } = words;
  const { frame, reviews, mayAsk, newestYear } = view;
  return (
    <ChildDocument
      frame={frame}
      words={words}
      here="record"
      title={t('review.title')}
      year={newestYear ?? undefined}
    >
      <section>
        <h1>{t('review.title')}</h1>
        <p>{t('review.intro')}</p>
        {mayAsk ? (
          <a class="button main" href={addressOf(askReviewPage.path, { student: frame.child })}>
            {t('review.ask')}
          </a>
        ) : (
          <p class="note">{t('review.noRight')}</p>
        )}
      </section>
      <section>
        <h2>{t('review.link')}</h2>
        {reviews.length === 0 ? (
          <p class="note">{t('review.none')}</p>
        ) : (
          <ul class="found">
            {reviews.map((review) => (
              <Line key={review.id} review={review} student={frame.child} words={words} />
            ))}
          </ul>
        )}
      </section>
    </ChildDocument>
  );
};
