import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import { getReview } from '@hocba/shared/contract/reviews/endpoints';
import type { ReviewEntry, ReviewLine } from '@hocba/shared/contract/reviews/review';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatDate, formatMoment } from '../../../i18n/dates.ts';
import { Fact, Facts } from '../../../ui/blocks/facts.tsx';
import { NotFetched } from '../../../ui/blocks/not-fetched.tsx';
import { Page } from '../../../ui/page.tsx';
import { TimeLeft } from '../../../ui/work-time/time-left.tsx';
import { useFetched } from '../../../work/use-fetched.ts';
import { sheetOf, stateKey, useAbout } from '../about.ts';
import styles from '../reviews.module.css';
import { ReviewActs } from './review-acts.tsx';
import { ReviewPhoto } from './review-photo.tsx';

/** One request with its thread. */
type OpenedReview = ResponseOf<typeof getReview>;

const ReviewFacts = ({ review }: { readonly review: ReviewEntry }) => {
  const { t } = useTranslation('reviews');
  const { clock, cell } = review;
  return (
    <Facts>
      <Fact name={t('state')}>{t(`states.${stateKey(review)}`)}</Fact>
      {cell && (
        <Fact name={t('cellIs')}>
          <span translate="no">{cell.value ?? t('empty')}</span>
        </Fact>
      )}
      {clock && (
        <Fact name={clock.due === null ? t('left') : t('due', { time: formatMoment(clock.due) })}>
          <TimeLeft clock={clock} />
        </Fact>
      )}
    </Facts>
  );
};

const Line = ({ id, line }: { readonly id: string; readonly line: ReviewLine }) => {
  const { seq, kind, side, by, at, text, hasPhoto } = line;
  const { t } = useTranslation('reviews');
  const who = side === 'registry' ? t('registry') : (by ?? t('nobody'));
  return (
    <li data-side={side}>
      <small>
        <span translate="no">{who}</span>
        {side === 'family' && ` (${t('family')})`} {t(`line.${kind}`)} · {formatMoment(at)}
      </small>
      {text && <p translate="no">{text}</p>}
      {hasPhoto && <ReviewPhoto id={id} seq={seq} />}
    </li>
  );
};

const OneReview = ({ opened, onDone }: { readonly opened: OpenedReview; readonly onDone: () => void }) => {
  const { t } = useTranslation('reviews');
  const { review, lines } = opened;
  const { pupil } = review;
  const { title, where } = useAbout()(review);
  const sheet = sheetOf(review);
  return (
    <Page
      // The window's title must not name a pupil: it ends up in the browser's history.
      title={t('title')}
      trail={[{ href: '/review-desk', label: t('title') }]}
      intro={
        <>
          <strong translate="no">{pupil.name}</strong> · {formatDate(pupil.birthDate)} · {pupil.code}
          <br />
          <strong>{title}</strong> · {where}
          <br />
          <span translate="no">{t('by', { name: review.guardian ?? t('nobody') })}</span>
        </>
      }
    >
      <ReviewFacts review={review} />
      <ReviewActs key={review.seq} review={review} onDone={onDone} />
      {sheet && (
        <p>
          <Link href={sheet}>{t('openSheet')}</Link>
        </p>
      )}
      <section data-stack="">
        <h2>{t('thread')}</h2>
        <ol className={styles.thread}>
          {lines.map((line) => (
            <Line key={line.seq} id={review.id} line={line} />
          ))}
        </ol>
      </section>
    </Page>
  );
};

/** One request of a family: what it is about, until when, what the person may do, and the thread. */
export const ReviewPage = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('reviews');
  const { answer, problem, fetchAgain } = useFetched(getReview, { params: { id } });
  if (answer !== undefined) return <OneReview opened={answer} onDone={fetchAgain} />;
  return (
    <Page title={t('title')} trail={[{ href: '/review-desk', label: t('title') }]}>
      {problem === undefined ? (
        <p>{t('opening')}</p>
      ) : (
        <NotFetched title={t('notListed')} problem={problem} onAgain={fetchAgain} />
      )}
    </Page>
  );
};
