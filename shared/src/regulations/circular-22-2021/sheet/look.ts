import type { ColumnName } from '../../../marks/column.ts';
import type { SheetPlace } from '../../../marks/sheet-place.ts';
import { SUBJECTS } from '../../../school/curriculum/curriculum.ts';
import { type ColumnCode, HOMEROOM } from '../../../school/identifiers.ts';
import type { ComputedColumn, SheetLook } from '../../regulation.ts';
import { averageOfRow, explainAverageOfRow } from './averages-of-row.ts';
import { formatCell } from './cell-input.ts';
import { summerColumnsOf } from './columns.ts';

const nameOf: SheetLook['nameOf'] = (_, column, { say }): ColumnName => {
  const number = column.slice(2);
  const [title, label] = column.startsWith('tx')
    ? [say('columnTx', { number }), say('columnTxLabel', { number })]
    : [say(`column.${column}`), say(`columnLabel.${column}`)];
  if (column === 'retest' || column === 'conduct') {
    return { heading: title, title, label, hint: say(`columnHint.${column}`) };
  }
  return { heading: title, title, label };
};

/** Beside the marks of a term their result; beside those of the summer the result that they may change. */
const computed = ({ subject, term, regularMarks }: SheetPlace): ComputedColumn | undefined => {
  const [first] = term === 'summer' ? summerColumnsOf(subject) : (['ck'] as ColumnCode[]);
  const text: ComputedColumn['text'] = (value) =>
    first === undefined ? '' : formatCell(value, subject, first);
  if (term === 'summer') return { what: 'original', text };
  if (subject === HOMEROOM) return undefined;
  return {
    what: SUBJECTS[subject]?.mode === 'comment' ? 'result' : 'average',
    text,
    resultOf: (row) => averageOfRow(subject, regularMarks, row),
    why: (row) => explainAverageOfRow(subject, regularMarks, row),
  };
};

/** How the sheets of grades 6–12 are shown. */
export const look: SheetLook = {
  nameOf,
  levels: () => [],
  computed,
  parts: () => [],
  unusual: () => undefined,
  teacher: 'subjectTeacher',
};
