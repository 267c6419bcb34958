import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { lookUp } from '@hocba/shared/contract/look-up';
import { birthDateOf, codeOf, studentIdOf } from '../parse-form.ts';

/** A row of the list with its line number, from 1: what to ask, or that it cannot be read. */
export interface IntakeRow {
  readonly line: number;
  readonly asked: BodyOf<typeof lookUp> | undefined;
}

/** As many pupils as an account may look up in a day, unless the operator set another limit. */
export const MOST_ROWS = 300;

const DATE = /^\d{1,2}[/.\-\s]\d{1,2}[/.\-\s]\d{4}$|^\d{4}-\d{2}-\d{2}$|^(?:19|20)\d{2}$/;

/**
 * A row of cells. The birth date is known by its form. A pupil's code and a one-time code can look alike, so the first of
 * the other cells that can be a pupil's code or personal number is it, and the code comes behind it. Other cells, such as a
 * name, are passed over.
 */
const readRow = (cells: readonly string[]): BodyOf<typeof lookUp> | undefined => {
  const date = cells.find((cell) => DATE.test(cell));
  const others = cells.filter((cell) => cell !== date && !DATE.test(cell));
  const at = others.findIndex((cell) => studentIdOf(cell) !== undefined);
  const studentId = studentIdOf(others[at] ?? '');
  const code = others
    .slice(at + 1)
    .map(codeOf)
    .find((one) => one !== undefined);
  const birthDate = birthDateOf(date ?? '');
  if (studentId === undefined || code === undefined || birthDate === null) return undefined;
  return { studentId, birthDate, code, purpose: 'admission' };
};

const hasFigure = (cells: readonly string[]): boolean => cells.some((cell) => /\d/.test(cell));

/** Reads the rows of a list; empty rows and headings, which have no figure, are left out. */
export const readIntake = (rows: readonly (readonly string[])[]): IntakeRow[] =>
  rows
    .map((cells, at) => ({ line: at + 1, cells: cells.map((cell) => cell.trim()).filter(Boolean) }))
    .filter(({ cells }) => hasFigure(cells))
    .map(({ line, cells }) => ({ line, asked: readRow(cells) }));

/** The cells of a pasted list: from a spreadsheet with tabs, else with semicolons, commas or wide blanks. */
export const cellsOfText = (text: string): string[][] =>
  text.split(/\r?\n/).map((line) => line.split(line.includes('\t') ? '\t' : /[;,|]|\s{2,}/));
