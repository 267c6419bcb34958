import type { Finding } from '@hocba/shared/marks/finding';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { useColumnNames } from '../../../model/names/column-names.ts';
import { nameAmong } from '../../../model/names/pupil-names.ts';
import { useReasons } from '../../../model/names/reasons.ts';
import type { Sheet } from '../../../model/sheet/sheet.ts';
import {
  isPlainlyMissing,
  mostOf,
  type WholeColumn,
  wholeColumns,
} from '../../../model/sheet/whole-columns.ts';
import { Button } from '../../../ui/button.tsx';
import { studentsOn } from '../cells/students-on.ts';
import styles from '../gradebook.module.css';

interface MissingListProps {
  readonly sheet: Sheet;
  readonly findings: readonly Finding[];
  readonly onGoTo: (student: string, column: string) => void;
}

/** So many pupils who lack a column are named; more are counted in one line. */
const NAMED = 5;

/** A column that many pupils lack, in one line. */
const WholeColumnLine = ({
  title,
  column,
  pupils,
  onGoTo,
}: {
  readonly title: string;
  readonly column: WholeColumn;
  readonly pupils: number;
  readonly onGoTo: MissingListProps['onGoTo'];
}) => {
  const { t } = useTranslation('gradebook');
  const { count, first } = column;
  return (
    <li>
      <Button look="quiet" onPress={() => onGoTo(first, column.column)}>
        {title}
      </Button>
      <span className={styles.reason}>
        {count === pupils ? t('missingWhole', { count }) : t('missingPart', { count, total: pupils })}
      </span>
    </li>
  );
};

/**
 * What is missing or wrong: a line for each column that many pupils lack, then a line for each pupil, each column
 * leading to its cell.
 */
export const MissingList = ({ sheet, findings, onGoTo }: MissingListProps) => {
  const { t } = useTranslation('gradebook');
  const reasonOf = useReasons();
  const nameOf = useColumnNames(sheet.place);
  const nameOfPupil = nameAmong(sheet.classList.students);
  const students = [...sheet.classList.students].sort((a, b) => a.order - b.order);
  const { classList, place, folded } = sheet;
  const pupils = studentsOn(classList, place.term, folded.state.asked).filter(
    ({ status }) => status === 'studying',
  ).length;
  const inOrder = students.map((student) => ({
    student,
    found: findings.filter((finding) => finding.student === student.id),
  }));
  const placeOf = (column: string) => sheet.columns.indexOf(column as ColumnCode);
  const whole = wholeColumns(
    inOrder.flatMap(({ found }) => found),
    Math.min(NAMED + 1, mostOf(pupils)),
  ).toSorted((a, b) => placeOf(a.column) - placeOf(b.column));
  const isSaid = (finding: Finding) =>
    isPlainlyMissing(finding) && whole.some(({ column }) => column === finding.column);
  const lines = inOrder
    .map(({ student, found }) => ({
      student,
      // The empty column comes last, before the word for it.
      found: found
        .filter((finding) => !isSaid(finding))
        .toSorted((a, b) => Number(isPlainlyMissing(a)) - Number(isPlainlyMissing(b))),
    }))
    .filter(({ found }) => found.length > 0);
  return (
    <ol className={styles.missing}>
      {whole.map((column) => (
        <WholeColumnLine
          key={column.column}
          title={nameOf(column.column as ColumnCode).title}
          column={column}
          pupils={pupils}
          onGoTo={onGoTo}
        />
      ))}
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
              {!isPlainlyMissing({ code, column }) && (
                <span className={styles.reason}>{reasonOf(code, place, column)}</span>
              )}
            </span>
          ))}
          {found.some(isPlainlyMissing) && <span className={styles.reason}>{t('missingCells')}</span>}
        </li>
      ))}
    </ol>
  );
};
