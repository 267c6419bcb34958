import { ELECTIVES, OPTIONAL_SUBJECTS, SUBJECTS } from '../../school/curriculum/curriculum.ts';
import type { SubjectCode } from '../../school/identifiers.ts';
import type { Parsed } from '../workbook/cells.ts';
import { foldHeading } from '../workbook/headings/header.ts';
import { cellText, type SheetValue } from '../workbook/sheet-table.ts';

/** Names by which offices write the subjects beside their full names and codes, folded, with i for every y. */
const SHORT: Readonly<Record<string, string>> = {
  li: 'ly',
  ktpl: 'gdktpl',
  kinhtevaphapluat: 'gdktpl',
  ngoaingu2: 'nn2',
  tiengdantoc: 'tieng-dtts',
};

const folded = (text: string): string => foldHeading(text).replaceAll('y', 'i');

const NAMES: ReadonlyMap<string, SubjectCode> = new Map([
  ...[...ELECTIVES, ...OPTIONAL_SUBJECTS].flatMap((code): [string, SubjectCode][] => [
    [folded(code), code],
    [folded(SUBJECTS[code]?.vi ?? code), code],
  ]),
  ...Object.entries(SHORT).map(([name, code]): [string, SubjectCode] => [name, code as SubjectCode]),
]);

/**
 * The subjects a pupil chose, as a list of names or codes with commas, semicolons or line breaks between: electives of
 * grades 10–12, a second foreign language, an ethnic minority language. ROW_INVALID for a name that is none of them.
 */
export const parseChosenSubjects = (value: SheetValue | undefined): Parsed<readonly SubjectCode[]> => {
  if (value instanceof Date || typeof value === 'number' || typeof value === 'boolean') {
    return { problem: 'ROW_INVALID' };
  }
  // Split first: clean text has no line breaks left.
  const names = String(value ?? '')
    .split(/[,;\n/+]/)
    .map(cellText)
    .filter((name) => name !== '');
  const chosen = names.map((name) => NAMES.get(folded(name)));
  if (chosen.includes(undefined)) return { problem: 'ROW_INVALID' };
  return { value: [...new Set(chosen as SubjectCode[])] };
};
