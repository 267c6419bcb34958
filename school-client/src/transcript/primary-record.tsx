import { SUBJECT_LEVELS, TRAIT_LEVELS } from '@hocba/shared/regulations/circular-27-2020/levels';
import { POINTS, type Point } from '@hocba/shared/regulations/circular-27-2020/points';
import { OUTCOMES } from '@hocba/shared/regulations/circular-27-2020/results/education-result';
import { TRAITS } from '@hocba/shared/regulations/circular-27-2020/traits';
import type {
  PrimarySubject,
  SignedPrimaryLine,
  SignedTrait,
} from '@hocba/shared/regulations/circular-27-2020/year/signed';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/i18n.ts';
import styles from './record-view.module.css';

interface PartProps {
  readonly subject: PrimarySubject;
}

/** The points before the end of the year; what the year comes to stands beside them in words. */
const DURING: readonly Point[] = ['mid-hk1', 'end-hk1', 'mid-hk2'];

/** `T 9`: level and test at one point of the year, a dash where there was none. */
const briefly = ({ levels, tests }: SignedPrimaryLine, point: Point): string =>
  [levels[point], tests[point]].filter((value) => value !== null).join(' ') || '–';

const PointHeads = () =>
  DURING.map((point) => (
    <th key={point} scope="col">
      {POINTS[point][currentLanguage()]}
    </th>
  ));

const SubjectRow = ({ line }: { readonly line: SignedPrimaryLine }) => {
  const { t } = useTranslation('verify');
  const level = line.levels['end-year'];
  return (
    <tr>
      <th scope="row">{line.name}</th>
      {line.exempt ? (
        <td colSpan={5}>{t('record.exempt')}</td>
      ) : (
        <Fragment>
          {DURING.map((point) => (
            <td key={point}>{briefly(line, point)}</td>
          ))}
          <td className={styles.whole}>{level === null ? '–' : SUBJECT_LEVELS[level][currentLanguage()]}</td>
          <td className={styles.whole}>{line.tests['end-year'] ?? '–'}</td>
        </Fragment>
      )}
      <td className={`${styles.teacher} ${styles.remark}`}>{line.remark}</td>
    </tr>
  );
};

/** Subjects and activities: what was reached in the course of the year and at its end, with the teacher's remark. */
const PrimarySubjects = ({ subject }: PartProps) => {
  const { t } = useTranslation('verify');
  const title = t('record.primary.subjects');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone, so the keyboard must be able to scroll it
    <section className={styles.scroll} tabIndex={0} aria-label={title}>
      <table className={styles.marks}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              {t('record.subject')}
            </th>
            <th colSpan={DURING.length} scope="colgroup">
              {t('record.primary.during')}
            </th>
            <th colSpan={2} scope="colgroup">
              {POINTS['end-year'][currentLanguage()]}
            </th>
            <th rowSpan={2} scope="col">
              {t('record.primary.remark')}
            </th>
          </tr>
          <tr>
            <PointHeads />
            <th scope="col">{t('record.primary.level')}</th>
            <th scope="col">{t('record.primary.test')}</th>
          </tr>
        </thead>
        <tbody>
          {subject.subjects.map((line) => (
            <SubjectRow key={line.code} line={line} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Traits = ({ title, traits }: { readonly title: string; readonly traits: readonly SignedTrait[] }) => {
  const language = currentLanguage();
  const wordOf = ({ levels }: SignedTrait) => {
    const level = levels['end-year'];
    return level === null ? '–' : TRAIT_LEVELS[level][language];
  };
  return (
    <table className={styles.marks}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <td />
          <PointHeads />
          <th scope="col">{POINTS['end-year'][language]}</th>
        </tr>
      </thead>
      <tbody>
        {traits.map((line) => (
          <tr key={line.code}>
            <th scope="row">{line.name}</th>
            {DURING.map((point) => (
              <td key={point}>{line.levels[point] ?? '–'}</td>
            ))}
            <td className={styles.whole}>{wordOf(line)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const PrimaryConclusion = ({ subject }: PartProps) => {
  const { t } = useTranslation('verify');
  const { outcome, award, completion, grade, absent } = subject;
  const isPrimaryDone = completion.completedPrimary === true;
  const lines = [
    [t('record.primary.outcome'), outcome === null ? '–' : OUTCOMES[outcome][currentLanguage()]],
    [t('record.awardLabel'), t(`record.primary.award.${award ?? 'none'}`)],
    [
      t('record.primary.completion'),
      isPrimaryDone
        ? t('record.primary.step.primary')
        : t(`record.primary.step.${completion.step}`, { grade }),
    ],
    [
      t('record.primary.absent'),
      t('record.primary.absentText', {
        year: absent.year ?? '–',
        hk1: absent.hk1 ?? '–',
        hk2: absent.hk2 ?? '–',
      }),
    ],
  ];
  return (
    <dl className={styles.conclusion}>
      {lines.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      {subject.notAssessed ? <p>{t('record.notAssessed')}</p> : null}
    </dl>
  );
};

/** A primary year as its transcript has it: subjects, qualities, competences, the result of the year. */
export const PrimaryRecord = ({ subject }: PartProps) => {
  const { t } = useTranslation('verify');
  const { qualities, competences } = subject;
  const ofKind = (kind: string) => competences.filter(({ code }) => TRAITS[code].kind === kind);
  return (
    <Fragment>
      <PrimarySubjects subject={subject} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone, so the keyboard must be able to scroll it */}
      <section className={styles.traits} tabIndex={0} aria-label={t('record.primary.traits')}>
        <Traits title={t('record.primary.qualities')} traits={qualities} />
        <Traits title={t('record.primary.general')} traits={ofKind('general')} />
        <Traits title={t('record.primary.specific')} traits={ofKind('specific')} />
      </section>
      <p className={styles.legend}>{t('record.primary.legend')}</p>
      <PrimaryConclusion subject={subject} />
    </Fragment>
  );
};
