import {
  type ClassCode,
  type SchoolYear,
  type SheetTerm,
  sheetIdOf,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useClassProgress } from '../../../model/class/classes.ts';
import { sheetsOf } from '../../../model/class/progress.ts';
import { sheetAddress } from '../../../work/years/cell-address.ts';
import styles from '../approvals.module.css';
import type { SheetInTheWay } from './standing-findings.ts';
import { useFindingWords } from './use-finding-words.ts';

interface ClassFindingsProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
  readonly sheets: readonly SheetInTheWay[];
}

interface Group {
  readonly term: SheetTerm;
  readonly words: string;
  readonly sheets: readonly SheetInTheWay[];
}

/** `hk1`, `hk2`, `summer`: their codes are in the order of the year. */
const inTerms = (groups: readonly (readonly [string, Group])[]) =>
  [...groups].sort(([, a], [, b]) => a.term.localeCompare(b.term));

/** The gaps of the whole class: one line for a gap that several sheets share, each sheet leading to its first gap. */
export const ClassFindings = ({ year, name, sheets }: ClassFindingsProps) => {
  const { t } = useTranslation('approvals');
  const { sheetWords, subjectOf, termOf } = useFindingWords(year, name);
  const contested = sheetsOf(useClassProgress(year, name)).filter((sheet) => sheet.contested > 0);
  if (sheets.length + contested.length === 0) return null;
  const groups = new Map<string, Group>();
  for (const sheet of sheets) {
    const words = sheetWords(sheet);
    const key = `${sheet.term} ${words}`;
    const known = groups.get(key);
    groups.set(key, { term: sheet.term, words, sheets: [...(known?.sheets ?? []), sheet] });
  }
  return (
    <section className={styles.classFindings}>
      <h2>{t('classFindings')}</h2>
      <ul>
        {contested.map(({ sheet, contested: count }) => {
          const { subject, term } = sheetParts(sheet);
          return (
            <li key={sheet}>
              <span className={styles.classWords}>
                {t('findingOfTerm', { term: termOf(term), words: t('wordContested', { count }) })}
              </span>
              <Link href={sheetAddress(year, sheet, {})}>{subjectOf(subject)}</Link>
            </li>
          );
        })}
        {inTerms([...groups]).map(([key, group]) => (
          <li key={key}>
            <span className={styles.classWords}>
              {t('findingOfTerm', { term: termOf(group.term), words: group.words })}
            </span>
            {group.sheets.map(({ subject, term, columns: [first] }) => (
              <Link
                key={subject}
                href={sheetAddress(year, sheetIdOf(name, subject, term), {
                  student: first?.first,
                  column: first?.column,
                })}
              >
                {subjectOf(subject)}
              </Link>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
};
