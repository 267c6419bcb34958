import type { ClassCode, StudentCode, StudentId } from '../../school/identifiers.ts';
import type { ImportError } from '../workbook/headings/header.ts';
import type { PlannedRow } from './planned-row.ts';
import { atRow } from './roster.ts';

/** Most pupils that a class list holds, those who have left it included. */
export const MAX_PUPILS = 200;

/** A pupil of the school year as the registry holds the place. */
export interface Placed {
  readonly id: StudentId;
  readonly code: StudentCode;
  readonly name: string;
  readonly class: ClassCode;
  readonly position: number;
  readonly status: string;
}

/** Places of a class after an import. */
export interface ClassOrder {
  readonly positions: ReadonlyMap<StudentCode, number>;
  /** Pupils of the class whom the list does not name. */
  readonly missing: readonly Placed[];
  readonly errors: readonly ImportError[];
}

const byPosition = (a: Placed, b: Placed): number => a.position - b.position || (a.code < b.code ? -1 : 1);

/**
 * The places of a class: each is given once. A list that names half of the class or more is the class list, and its
 * order counts; those whom it does not name come after it. A list of a few is an addition: all who are there keep their
 * order, newcomers come after them. CLASS_TOO_LARGE where devices could not hold the list.
 */
export const orderClass = (
  classCode: ClassCode,
  rows: readonly PlannedRow[],
  placed: readonly Placed[],
): ClassOrder => {
  const own = rows.filter((row) => row.class === classCode);
  const inFile = new Map(rows.map((row) => [row.code, row]));
  const present = placed.filter((pupil) => pupil.class === classCode).toSorted(byPosition);
  const staying = present.filter(({ code }) => (inFile.get(code)?.class ?? classCode) === classCode);
  const missing = staying.filter(({ code }) => !inFile.has(code));
  const isWhole = (staying.length - missing.length) * 2 >= staying.length;
  const listed = own.map(({ code }) => code);
  const stays = new Set(staying.map(({ code }) => code));
  const order = isWhole
    ? [...listed, ...missing.map(({ code }) => code)]
    : [...staying.map(({ code }) => code), ...listed.filter((code) => !stays.has(code))];
  const positions = new Map([...new Set(order)].map((code, i) => [code, i + 1]));
  const beyond = own.find(({ code }) => (positions.get(code) ?? 0) > MAX_PUPILS) ?? own.at(-1);
  const value = `${classCode}: ${positions.size}`;
  const tooLarge: ImportError = {
    code: 'CLASS_TOO_LARGE',
    ...(beyond === undefined ? { row: null } : atRow(beyond)),
    column: 'Mã lớp',
    value,
  };
  return { positions, missing, errors: positions.size > MAX_PUPILS ? [tooLarge] : [] };
};
