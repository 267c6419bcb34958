import type { Finding } from '@hocba/shared/marks/finding';
import { type ClassCode, type SchoolYear, type StudentId, sheetIdOf } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { sheetAddress } from '../../../work/years/cell-address.ts';
import styles from '../approvals.module.css';
import { useFindingWords } from './use-finding-words.ts';

interface FindingsCellProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
  readonly student: StudentId;
  /** Those about this pupil; what the whole class lacks is said once above the table. */
  readonly findings: readonly Finding[];
}

const byPlace = (findings: readonly Finding[]): (readonly [key: string, of: readonly Finding[]])[] => {
  const places = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.subject} ${finding.term} ${finding.subject ? '' : finding.code}`;
    places.set(key, [...(places.get(key) ?? []), finding]);
  }
  return [...places];
};

const SHOWN = 3;

/** The obstacles of one record, in words, each sheet's points leading to their first cell. */
export const FindingsCell = ({ year, name, student, findings }: FindingsCellProps) => {
  const { t } = useTranslation('approvals');
  const { wordsOf, subjectOf, termOf } = useFindingWords(year, name);
  const places = byPlace(findings);
  const lineOf = ([key, of]: readonly [string, readonly Finding[]]) => {
    const [first] = of;
    const words = wordsOf(of);
    if (first === undefined) return null;
    const { subject, term, column } = first;
    if (subject === undefined || term === undefined) {
      return (
        <span key={key}>
          {term === undefined ? words : t('findingOfTerm', { term: termOf(term), words })}
        </span>
      );
    }
    return (
      <Link key={key} href={sheetAddress(year, sheetIdOf(name, subject, term), { student, column })}>
        {t('finding', { subject: subjectOf(subject), term: termOf(term), words })}
      </Link>
    );
  };
  return (
    <span className={styles.findings}>
      {places.slice(0, SHOWN).map(lineOf)}
      {places.length > SHOWN && <span>{t('moreFindings', { count: places.length - SHOWN })}</span>}
    </span>
  );
};
