import type { YearCredentialPayload } from '@hocba/shared/credential/payload/payload';
import type { SecondarySubject, SignedSubject } from '@hocba/shared/regulations/circular-22-2021/year/signed';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatMoment } from '../i18n/dates.ts';
import { PrimaryRecord } from './primary-record.tsx';
import styles from './record-view.module.css';

type Subject = YearCredentialPayload['credentialSubject'];
type Mark = SignedSubject['hk1'];

/** Marks are signed as `8.5` and read as `8,5`; a dash says that nothing stands there by right. */
const markText = (mark: Mark): string => (mark === null ? '–' : mark.replace('.', ','));

const Identity = ({ subject }: { readonly subject: Subject }) => {
  const { t } = useTranslation('verify');
  const { student, school } = subject;
  const lines = [
    [t('record.name'), student.name],
    [t('record.class'), subject.class],
    [t('record.birthDate'), formatDate(student.birthDate)],
    [t('record.sex'), t(`record.${student.sex}`)],
    [t('record.ethnicity'), student.ethnicity],
    [t('record.code'), student.code],
    ...(student.personalId === undefined ? [] : [[t('record.personalId'), student.personalId]]),
    [t('record.school'), school.name],
    [t('record.place'), `${school.commune}, ${school.province}`],
  ];
  return (
    <dl className={styles.identity}>
      {lines.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
};

/** Teachers who closed this subject's sheets; one name when it was the same person in both terms. */
const teachersOf = ({ approvals }: Subject, code: string): string =>
  [
    ...new Set(approvals.filter(({ role }) => role.startsWith(`subject:${code}:`)).map(({ name }) => name)),
  ].join(', ');

const Subjects = ({ subject }: { readonly subject: SecondarySubject }) => {
  const { t } = useTranslation('verify');
  const hasRetest = subject.subjects.some(({ retest }) => retest !== undefined);
  const columns = hasRetest ? 4 : 3;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone, so the keyboard must be able to scroll it
    <section className={styles.scroll} tabIndex={0} aria-label={t('record.marks')}>
      <table className={styles.marks}>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              {t('record.subject')}
            </th>
            <th colSpan={columns} scope="colgroup">
              {t('record.marks')}
            </th>
            <th rowSpan={2} scope="col">
              {t('record.teacher')}
            </th>
          </tr>
          <tr>
            <th scope="col">{t('record.hk1')}</th>
            <th scope="col">{t('record.hk2')}</th>
            <th scope="col">{t('record.year')}</th>
            {hasRetest ? <th scope="col">{t('record.retest')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {subject.subjects.map((line) => (
            <tr key={line.code}>
              <th scope="row">{line.name}</th>
              {line.exempt && line.year === null ? (
                <td colSpan={columns}>{t('record.exempt')}</td>
              ) : (
                <Fragment>
                  <td>{markText(line.hk1)}</td>
                  <td>{markText(line.hk2)}</td>
                  <td className={styles.whole}>{markText(line.year)}</td>
                  {hasRetest ? <td className={styles.whole}>{markText(line.retest ?? null)}</td> : null}
                </Fragment>
              )}
              <td className={styles.teacher}>{teachersOf(subject, line.code)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Results = ({ subject }: { readonly subject: SecondarySubject }) => {
  const { t } = useTranslation('verify');
  const level = (code: 'T' | 'K' | 'Đ' | 'CĐ' | null) => (code === null ? '–' : t(`record.level.${code}`));
  return (
    <table className={styles.marks}>
      <caption>{t('record.results')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('record.term')}</th>
          <th scope="col">{t('record.conduct')}</th>
          <th scope="col">{t('record.learning')}</th>
          <th scope="col">{t('record.absent')}</th>
        </tr>
      </thead>
      <tbody>
        {(['hk1', 'hk2', 'year'] as const).map((term) => (
          <tr key={term}>
            <th scope="row">{t(`record.${term}`)}</th>
            <td>{level(subject.results[term].conduct)}</td>
            <td>{level(subject.results[term].learning)}</td>
            <td>{subject.results[term].absent ?? '–'}</td>
          </tr>
        ))}
        {subject.summer === undefined ? null : (
          <tr>
            <th scope="row">{t('record.afterSummer')}</th>
            <td>{level(subject.summer.conduct)}</td>
            <td>{level(subject.summer.learning)}</td>
            <td>–</td>
          </tr>
        )}
      </tbody>
    </table>
  );
};

const Conclusion = ({ subject }: { readonly subject: SecondarySubject }) => {
  const { t } = useTranslation('verify');
  const { promotion, grade, summer } = subject;
  // The last grade of a school level leads to no next class.
  const isLast = grade === 9 || grade === 12;
  const textOf = (what: NonNullable<SecondarySubject['promotion']>) =>
    what === 'promoted' && isLast ? t('record.promotion.finished', { grade }) : t(`record.promotion.${what}`);
  const conclusion = promotion === null ? '–' : textOf(promotion);
  return (
    <dl className={styles.conclusion}>
      <div>
        <dt>{t('record.promotion.label')}</dt>
        <dd>{conclusion}</dd>
      </div>
      {summer === undefined ? null : (
        <div>
          <dt>{t('record.afterSummer')}</dt>
          <dd>{textOf(summer.promotion)}</dd>
        </div>
      )}
      <div>
        <dt>{t('record.awardLabel')}</dt>
        <dd>{t(`record.award.${subject.title ?? 'none'}`)}</dd>
      </div>
      {subject.notAssessed ? <p>{t('record.notAssessed')}</p> : null}
    </dl>
  );
};

const Signature = ({ subject, by }: { readonly subject: Subject; readonly by: 'homeroom' | 'head' }) => {
  const { t } = useTranslation('verify');
  const approval = subject.approvals.findLast(({ role }) => role === by);
  return (
    <section>
      <h3>{t(by === 'head' ? 'record.head' : 'record.remark')}</h3>
      {by === 'homeroom' ? <p>{subject.remark ?? t('record.noRemark')}</p> : null}
      {approval === undefined ? (
        <p>{t(by === 'head' ? 'record.notApproved' : 'record.notConfirmed')}</p>
      ) : (
        <p>
          <strong>{approval.name}</strong>
          <br />
          <small>
            {t(by === 'head' ? 'record.approvedAt' : 'record.confirmedAt', {
              time: formatMoment(approval.at),
            })}
          </small>
        </p>
      )}
    </section>
  );
};

/** A year's record laid out like the page of the official học bạ, from a payload whose signature holds. */
export const RecordView = ({
  payload,
  isReplaced = false,
}: {
  readonly payload: YearCredentialPayload;
  readonly isReplaced?: boolean;
}) => {
  const { t } = useTranslation('verify');
  const subject = payload.credentialSubject;
  return (
    <article className={styles.record} translate="no" data-stack="">
      {isReplaced ? <p className={styles.replaced}>{t('record.watermark')}</p> : null}
      <h2>{t('record.heading', { year: subject.year })}</h2>
      <Identity subject={subject} />
      {subject.regulation === 'circular-22-2021' ? (
        <Fragment>
          <Subjects subject={subject} />
          <Results subject={subject} />
          <Conclusion subject={subject} />
        </Fragment>
      ) : (
        <PrimaryRecord subject={subject} />
      )}
      <div className={styles.signatures}>
        <Signature subject={subject} by="homeroom" />
        <Signature subject={subject} by="head" />
      </div>
      <footer>
        {t('record.issued', {
          time: formatMoment(payload.validFrom),
          issuer: payload.issuer.name,
          revision: subject.revision,
        })}{' '}
        {subject.replaces === undefined ? '' : t('record.replaces')}
      </footer>
    </article>
  );
};
