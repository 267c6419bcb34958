import type { CellValue } from '../../../marks/cell.ts';
import type { Finding } from '../../../marks/finding.ts';
import { primaryPeriodsOf } from '../../../school/curriculum/curriculum-primary.ts';
import { HOMEROOM, type SubjectCode, type Term, type TraitCode } from '../../../school/identifiers.ts';
import { checkCell } from '../../circular-22-2021/sheet/columns.ts';
import { isSubjectLevel, isTraitLevel } from '../levels.ts';
import { pointOf } from '../points.ts';
import { traitsOf } from '../traits.ts';
import { decideTest } from './periodic-tests.ts';

/** A sheet of primary school: what its columns are depends on the grade and the term as well as on the subject. */
export interface PrimarySheet {
  readonly grade: number;
  readonly subject: SubjectCode;
  readonly term: Term;
}

type Half = 'gk' | 'ck';

/**
 * A column: level or test score in the middle (`gk`) or at the end (`ck`) of a term, a quality or competence then,
 * absences, the homeroom teacher's word on the second award, remark.
 */
export type PrimaryColumn = `${Half}-level` | Half | `${Half}-${TraitCode}` | 'absent' | 'award' | 'remark';

/**
 * The kinds of values that a column takes: level of a subject, level of a quality or competence, test score, count,
 * tick, text.
 */
export type PrimaryColumnKind = 'level' | 'trait' | 'test' | 'count' | 'tick' | 'text';

/** The value of a ticked cell. */
export const TICK = 'x';

/** The lowest score of a periodic test in tenths; the highest is always 100. */
export interface TestScale {
  readonly lowestTenths: 0 | 10;
}

/**
 * Tests are scored from 1 to 10: earlier circulars ruled 0 out by name and schools hold to it; a setting may
 * allow it.
 */
export const USUAL_SCALE: TestScale = { lowestTenths: 10 };

const HALVES: readonly Half[] = ['gk', 'ck'];

const hasTest = ({ grade, subject, term }: PrimarySheet, half: Half): boolean =>
  decideTest(subject, grade, pointOf(term, half)).due;

/**
 * The columns of a sheet in their order, empty for a subject the grade does not have: for each half of the term the
 * level and, where one is held, the periodic test, then the remark; the homeroom teacher's sheet has qualities and
 * competences, absences, in the second term the word on the award that only a person gives, and the remark.
 * Circular 27/2020, Art. 7 and 13.
 */
export const primaryColumnsOf = (sheet: PrimarySheet): PrimaryColumn[] => {
  if (sheet.subject === HOMEROOM) {
    const traits = traitsOf(sheet.grade);
    const levels = HALVES.flatMap((half) => traits.map((code) => `${half}-${code}` as const));
    if (levels.length === 0) return [];
    return sheet.term === 'hk2' ? [...levels, 'absent', 'award', 'remark'] : [...levels, 'absent', 'remark'];
  }
  if (primaryPeriodsOf(sheet.subject, sheet.grade) === 0) return [];
  const levels = HALVES.flatMap((half): PrimaryColumn[] =>
    hasTest(sheet, half) ? [`${half}-level`, half] : [`${half}-level`],
  );
  return [...levels, 'remark'];
};

const KINDS: Readonly<Record<string, PrimaryColumnKind>> = {
  'gk-level': 'level',
  'ck-level': 'level',
  gk: 'test',
  ck: 'test',
  absent: 'count',
  award: 'tick',
  remark: 'text',
};

/** The values that a column of a sheet takes; undefined when the sheet has no such column. */
export const primaryColumnKindOf = (
  sheet: PrimarySheet,
  column: PrimaryColumn,
): PrimaryColumnKind | undefined =>
  primaryColumnsOf(sheet).includes(column) ? (KINDS[column] ?? 'trait') : undefined;

/** The fault of the score of a periodic test, in tenths or `V` (absent). Circular 27/2020, Art. 7(1)(d). */
const faultOfTest = (value: CellValue, scale: TestScale): Finding['code'] | undefined => {
  if (value === 'V') return undefined;
  if (typeof value !== 'number') return 'MARK_WRONG_KIND';
  if (value % 10 !== 0) return 'TEST_NOT_WHOLE';
  return value < scale.lowestTenths || value > 100 ? 'TEST_OUT_OF_RANGE' : undefined;
};

const faultOf = (
  kind: PrimaryColumnKind,
  column: PrimaryColumn,
  value: CellValue,
  scale: TestScale,
): Finding['code'] | undefined => {
  switch (kind) {
    case 'level':
      return isSubjectLevel(value) ? undefined : 'LEVEL_WRONG_KIND';
    case 'trait':
      return isTraitLevel(value) ? undefined : 'LEVEL_WRONG_KIND';
    case 'test':
      return faultOfTest(value, scale);
    case 'tick':
      return value === TICK ? undefined : 'MARK_WRONG_KIND';
    default:
      return checkCell(HOMEROOM, column === 'absent' ? 'absent' : 'remark', value)[0]?.code;
  }
};

/**
 * What the rules say against a value in a column of a primary sheet. Codes: SUBJECT_UNKNOWN (not taught in the grade),
 * COLUMN_UNKNOWN, TEST_NOT_HELD, TEST_NOT_WHOLE, TEST_OUT_OF_RANGE, LEVEL_WRONG_KIND, MARK_WRONG_KIND,
 * MARK_OUT_OF_RANGE (absences). Circular 27/2020, Art. 7.
 */
export const checkPrimaryCell = (
  sheet: PrimarySheet,
  column: PrimaryColumn,
  value: CellValue,
  scale: TestScale = USUAL_SCALE,
): Finding[] => {
  const { subject, term } = sheet;
  const shown = typeof value === 'string' ? value.slice(0, 100) : value;
  const where = { subject, term, column: column.slice(0, 10), value: shown };
  const columns = primaryColumnsOf(sheet);
  if (columns.length === 0) return [{ code: 'SUBJECT_UNKNOWN', ...where }];
  const kind = primaryColumnKindOf(sheet, column);
  if (kind === undefined) {
    const isTest = subject !== HOMEROOM && KINDS[column] === 'test';
    return [{ code: isTest ? 'TEST_NOT_HELD' : 'COLUMN_UNKNOWN', ...where }];
  }
  const code = faultOf(kind, column, value, scale);
  return code === undefined ? [] : [{ code, ...where }];
};
