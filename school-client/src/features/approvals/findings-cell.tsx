import type { Finding } from '@hocba/shared/rules/finding';
import { type ClassCode, type SchoolYear, sheetIdOf } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { currentLanguage } from '../../i18n/i18n.ts';
import { subjectName } from '../../model/subject-name.ts';
import styles from './approvals.module.css';

interface FindingsCellProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
  readonly findings: readonly Finding[];
}

interface Place {
  readonly first: Finding;
  readonly count: number;
}

const bySheet = (findings: readonly Finding[]): Place[] => {
  const places = new Map<string, Place>();
  for (const finding of findings) {
    const key = `${finding.subject} ${finding.term} ${finding.subject ? '' : finding.code}`;
    const place = places.get(key);
    places.set(key, { first: place?.first ?? finding, count: (place?.count ?? 0) + 1 });
  }
  return [...places.values()];
};

const SHOWN = 3;

/** What still stands in a record's way, sheet by sheet, each leading to its sheet. */
export const FindingsCell = ({ year, name, findings }: FindingsCellProps) => {
  const { t } = useTranslation(['approvals', 'problems', 'common']);
  const places = bySheet(findings);
  return (
    <span className={styles.findings}>
      {places.slice(0, SHOWN).map(({ first, count }) => {
        const { subject, term, code } = first;
        const reason = t(`problems:${code as 'SHEET_OPEN'}`);
        if (subject === undefined || term === undefined) return <span key={code}>{reason}</span>;
        return (
          <Link
            key={`${subject} ${term}`}
            href={`/sheet/${year}/${sheetIdOf(name, subject, term)}`}
            title={reason}
          >
            {t('finding', {
              subject: subjectName(subject, name, currentLanguage()),
              term: t(`common:${term}`),
              count,
            })}
          </Link>
        );
      })}
      {places.length > SHOWN && <span>+{places.length - SHOWN}</span>}
    </span>
  );
};
