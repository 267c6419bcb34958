/** @jsxImportSource preact */
import {
  familyReviewPhoto,
  type ReviewPage,
  reviewsPage,
  sayInReview,
  withdrawReview,
} from '@hocba/shared/contract/family/reviews';
import type { ReviewLine } from '@hocba/shared/contract/reviews/review';
import { momentIn } from '../../../i18n/date-formats.ts';
import { ChildDocument } from '../../document.tsx';
import { Form, LongField, PhotoField, Problem } from '../../parts.tsx';
import { addressOf } from '../../view-address.ts';
import type { FamilyWords } from '../../words.ts';
import { aboutText, dueText, stateText } from './about.ts';

interface Props {
  readonly view: ReviewPage;
  readonly words: FamilyWords;
}

const Line = ({
  line,
  photo,
  words,
}: {
  readonly line: ReviewLine;
  readonly photo: string;
  readonly words: FamilyWords;
}) => {
  const { t, language } = words;
  const who = line.side === 'family' ? t('review.you') : t('review.school');
  return (
    <li data-side={line.side}>
      <small>
        {line.side === 'registry'
          ? ''
          : `${who}${line.side === 'school' && line.by !== null ? `, ${line.by},` : ''} `}
        {t(`review.line.${line.kind}`)} · {momentIn(line.at, language)}
      </small>
      {line.text === null ? null : <p>{line.text}</p>}
      {line.hasPhoto ? (
        <a href={photo}>
          <img src={photo} alt={t('review.photoOf')} loading="lazy" />
        </a>
      ) : null}
    </li>
  );
};

const Words = ({ view, words }: Props) => {
  const { t } = words;
  const { frame, review, maySay, mayWithdraw, problem } = view;
  const of = { student: frame.child, review: review.id };
  const isAsked = review.state === 'waiting';
  return (
    <section class={isAsked ? 'todo' : 'aside'}>
      <Problem problem={problem} words={words} />
      {maySay ? (
        <Form hasFiles action={addressOf(sayInReview.path, of)} button={t('review.sendWords')}>
          <LongField
            name="text"
            label={t(isAsked ? 'review.answer' : 'review.say')}
            maxLength={1000}
            typed={view.typed}
          />
          <PhotoField name="photo" label={t('review.photo')} hint={t('review.photoHint')} />
        </Form>
      ) : null}
      {mayWithdraw ? (
        <form method="post" action={addressOf(withdrawReview.path, of)}>
          <button class="quiet danger" type="submit">
            {t('review.withdraw')}
          </button>
        </form>
      ) : null}
    </section>
  );
};

/** One request: what it is about, how far it is, the thread, and a place to write. */
export const ReviewThread = ({ view, words }: Props) => {
  const { t } = words;
  const { frame, review, lines, newestYear, maySay, mayWithdraw } = view;
  const { title, where } = aboutText(review, words);
  const due = dueText(review, words);
  return (
    <ChildDocument
      frame={frame}
      words={words}
      here={review.look === null ? 'record' : 'looked'}
      title={t('review.title')}
      year={newestYear ?? undefined}
    >
      <section>
        <h1>{title}</h1>
        <p class="note">{where}</p>
        <p>
          <strong>{stateText(review, words)}</strong>
        </p>
        {due === null ? null : <p>{due}</p>}
      </section>
      <section>
        <h2>{t('review.thread')}</h2>
        <ol class="thread">
          {lines.map((line) => (
            <Line
              key={line.seq}
              line={line}
              photo={addressOf(familyReviewPhoto.path, {
                student: frame.child,
                review: review.id,
                seq: String(line.seq),
              })}
              words={words}
            />
          ))}
        </ol>
      </section>
      {maySay || mayWithdraw ? <Words view={view} words={words} /> : null}
      <a class="more" href={addressOf(reviewsPage.path, { student: frame.child })}>
        {t('review.link')}
      </a>
    </ChildDocument>
  );
};
