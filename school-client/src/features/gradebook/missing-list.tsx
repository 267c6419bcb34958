import type { Finding } from '@hocba/shared/rules/finding';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { useColumnNames } from '../../model/column-names.ts';
import { nameAmong } from '../../model/pupil-names.ts';
import type { Sheet } from '../../model/sheet.ts';
import { Button } from '../../ui/button.tsx';
import styles from './gradebook.module.css';

interface MissingListProps {
  readonly sheet: Sheet;
  readonly findings: readonly Finding[];
  readonly onGoTo: (student: string, column: string) => void;
}

/** Findings that only say "nothing is here yet"; the list's own words say so once for all. */
const PLAIN: readonly string[] = [
  'MARK_MISSING',
  'CONDUCT_MISSING',
  'ABSENCES_MISSING',
  'LEVEL_MISSING',
  'TEST_MISSING',
];

/** What is missing or wrong, a line for each pupil, each column leading to its cell. */
export const MissingList = ({ sheet, findings, onGoTo }: MissingListProps) => {
  const { t } = useTranslation('problems');
  const nameOf = useColumnNames(sheet.place);
  const nameOfPupil = nameAmong(sheet.classList.students);
  const students = [...sheet.classList.students].sort((a, b) => a.order - b.order);
  const lines = students
    .map((student) => ({ student, found: findings.filter((finding) => finding.student === student.id) }))
    .filter(({ found }) => found.length > 0);
  return (
    <ol className={styles.missing}>
      {lines.map(({ student, found }) => (
        <li key={student.id}>
          <span className={styles.pupil}>
            {student.order}. {nameOfPupil(student.id)}
          </span>
          {found.map(({ column = '', code }) => (
            <span key={column}>
              <Button look="quiet" onPress={() => onGoTo(student.id, column)}>
                {nameOf(column as ColumnCode).title}
              </Button>
              {!PLAIN.includes(code) && (
                <span className={styles.reason}>{t(code as 'MARK_OUT_OF_RANGE')}</span>
              )}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
};
