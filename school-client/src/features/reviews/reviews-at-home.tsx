import { listReviews } from '@hocba/shared/contract/reviews/endpoints';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Icon } from '../../ui/icon.tsx';
import { useFetched } from '../../work/use-fetched.ts';
import { useAbout } from './about.ts';
import styles from './reviews.module.css';

/**
 * The requests of families that wait for the person, on the first page: for the office how many wait for an answer, for a
 * teacher each cell that was accepted and is to be corrected. Nothing while the registry cannot be reached.
 */
export const ReviewsAtHome = () => {
  const { t } = useTranslation('reviews');
  const list = useFetched(listReviews, {}).answer?.reviews ?? [];
  const aboutOf = useAbout();
  const answers = list.filter(({ acts }) => acts.includes('accept')).length;
  const corrections = list.filter(
    ({ state, cell }) => state === 'signed' && (cell?.place === 'sheet' || cell?.isCorrected === true),
  );
  if (answers === 0 && corrections.length === 0) return null;
  return (
    <section className={styles.waiting}>
      {answers > 0 && (
        <p>
          <Link href="/review-desk">
            <Icon name="clock" />
            {t('home.answer', { count: answers })}
          </Link>
        </p>
      )}
      {corrections.length > 0 && (
        <>
          <h2>{t('home.correct')}</h2>
          <ul className={styles.lines}>
            {corrections.map((entry) => {
              const { title, where } = aboutOf(entry);
              return (
                <li key={entry.id}>
                  <Link href={`/review-desk/${entry.id}`}>
                    <span translate="no">{entry.pupil.name}</span>: {title}
                  </Link>
                  <small>
                    {where}
                    {entry.cell?.isCorrected && ` · ${t('home.tell')}`}
                  </small>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
};
