import type { ReviewEntry, ReviewLine } from '@hocba/shared/contract/reviews/review';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatDate, formatMoment } from '../../../i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { TimeBar } from '../../../ui/work-time/time-bar.tsx';
import { timeLeft } from '../../../ui/work-time/time-left.ts';
import { sheetOf, stateKey, useAbout } from '../about.ts';
import styles from '../reviews.module.css';
import { ReviewActs } from './review-acts.tsx';
import { ReviewPhoto } from './review-photo.tsx';
import { type OpenedReview, useReview } from './use-review.ts';

const Facts = ({ review }: { readonly review: ReviewEntry }) => {
  const { t } = useTranslation('reviews');
  const { t: time } = useTranslation('transfers');
  const { clock, cell } = review;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('state')}</dt>
        <dd>{t(`states.${stateKey(review)}`)}</dd>
      </div>
      {cell && (
        <div>
          <dt>{t('cellIs')}</dt>
          <dd translate="no">{cell.value ?? t('empty')}</dd>
        </div>
      )}
      {clock && (
        <div>
          <dt>{clock.due === null ? t('left') : t('due', { time: formatMoment(clock.due) })}</dt>
          <dd>
            <TimeBar clock={clock} />
            {timeLeft(clock, time).text}
          </dd>
        </div>
      )}
    </dl>
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
      <Facts review={review} />
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
  const { opened, problem, fetchIt } = useReview(id);
  if (opened !== undefined) return <OneReview opened={opened} onDone={fetchIt} />;
  return (
    <Page title={t('title')} trail={[{ href: '/review-desk', label: t('title') }]}>
      {problem === undefined ? (
        <p>{t('opening')}</p>
      ) : (
        <>
          <ProblemBanner title={t('notListed')} problem={problem} isOfPage />
          <div>
            <Button icon="refresh" onPress={fetchIt}>
              {t('again')}
            </Button>
          </div>
        </>
      )}
    </Page>
  );
};
