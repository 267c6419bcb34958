import type { ImportNote } from '@hocba/shared/exchange/workbook/accounting';
import { type ImportError, NO_PUPIL } from '@hocba/shared/exchange/workbook/headings/header';
import type { CellKind } from '@hocba/shared/exchange/workbook/sheet-table';
import { PROBLEM_TITLES } from '@hocba/shared/problem-titles';
import type { ProblemCode } from '@hocba/shared/problems';
import { type SheetId, sheetParts } from '@hocba/shared/school/identifiers';
import type { PersonalIdFinding } from '@hocba/shared/school/pupil/personal-id';
import { counted } from '../texts/said.ts';
import type { ImportTexts } from './import-words.ts';

/** The values that a column takes, by its name. */
const WANTED: ReadonlyMap<string, string> = new Map([
  ['Mã học sinh', 'a code of the sector database as text, with its zeros'],
  ['Họ tên', 'a name'],
  ['Họ và tên', 'a name'],
  ['Họ đệm', 'a family name beside the given name'],
  ['Tên', 'a given name beside the family name'],
  ['Ngày sinh', 'day/month/year, as 17/05/2013'],
  ['Giới tính', 'Nam or Nữ'],
  ['Dân tộc', 'the name of an ethnic group'],
  ['Mã lớp', 'a class from 1 to 12, as 8A1 or 8/1'],
  ['Lớp', 'a class from 1 to 12, as 8A1 or 8/1'],
  ['Trạng thái HS', 'Đang học, Chuyển đến, Chuyển đi, Thôi học …'],
  ['Ngày nhập trạng thái', 'day/month/year, as 05/09/2026'],
  ['Môn lựa chọn', 'names of subjects with commas between'],
  ['Số định danh cá nhân', '12 digits as text'],
]);

/** The values, and the remedy. */
const NEXT: ReadonlyMap<ProblemCode, string> = new Map<ProblemCode, string>([
  [
    'IDENTITY_UNCONFIRMED',
    'held → in the file; check the code, and if the file is right run again with --identity CODE',
  ],
  ['PUPIL_ALTERED', 'check what the registry holds, and if it is right run again with --identity CODE'],
]);

/** The kind of a cell that could not be taken. */
const HOLDS: Readonly<Record<CellKind, string>> = {
  error: 'the cell holds an error of the spreadsheet',
  formula: 'the formula was never computed; open the file in a spreadsheet program and save it',
  percent: 'the number has the format of a percentage',
  'no-day': 'the cell has the format of a date and holds no day',
  damaged: 'the file says of this cell what it cannot hold',
  day: 'the spreadsheet made a date of what was typed',
  truth: 'the cell holds TRUE or FALSE',
};

/** The fault of a mark, in words that say which values are taken. */
const MARKS: ReadonlyMap<ProblemCode, string> = new Map<ProblemCode, string>([
  [
    'MARK_WRONG_KIND',
    'not a mark of this subject: scores are numbers from 0 to 10, comments Đ or CĐ, V is absent, M exempt',
  ],
  ['LEVEL_WRONG_KIND', 'not a level of this column: T, H or C, of qualities T, Đ or C'],
]);

const titleOf = ({ code, holds }: ImportError): string => {
  if (code === 'CELL_UNREADABLE' && holds !== undefined) return HOLDS[holds];
  const title = MARKS.get(code) ?? PROBLEM_TITLES[code];
  return holds === undefined ? title : `${title}; ${HOLDS[holds]}`;
};

const reason = (error: ImportError): string => {
  const { code, column, value, expected } = error;
  const title = titleOf(error);
  if (code === 'STUDENT_MOVED' && expected !== undefined) return `${title}: ${expected}`;
  if (value === NO_PUPIL.value) return `${title}: there is no pupil in the file`;
  if (expected !== undefined) return `${title}; expected: ${expected}`;
  const wanted = code === 'ROW_INVALID' || code === 'ROW_WITHOUT_CODE' ? WANTED.get(column ?? '') : undefined;
  const next = NEXT.get(code);
  if (next !== undefined) return `${title} (${next})`;
  return wanted === undefined ? title : `${title}; expected: ${wanted}`;
};

const place: ImportTexts['place'] = ({ sheet, row, column, value }) => {
  const where = [
    sheet === undefined ? '' : `sheet "${sheet}"`,
    row === null ? '' : `row ${row}`,
    column ?? '',
    value && value !== NO_PUPIL.value ? `"${value}"` : '',
  ];
  return where.filter((part) => part !== '').join(', ') || 'file';
};

const NOTES: Readonly<Record<ImportNote['note'], string>> = {
  SHEET_CHOSEN: 'this sheet is read',
  SHEET_HIDDEN: 'this sheet fits but is hidden, and is not read',
  SHEET_LEFT: 'this sheet is not read, because another one is meant',
  SHEET_OTHER: 'this sheet is not read, because its name or title says that it is something else',
  SHEET_UNFIT: 'this sheet has no such columns, and is not read',
  SHEET_WITHOUT_ROWS: 'this sheet has headings and nothing below them',
  OTHER_SCHOOL: 'the title names another school; see whether this is the right file',
  TITLES: 'titles above the headings',
  HEADINGS: 'the headings',
  HEADINGS_AGAIN: 'the headings once more, passed over',
  COLUMN_HIDDEN: 'this column is hidden in the spreadsheet, and is read all the same',
  ROWS_HIDDEN: 'these rows are hidden in the spreadsheet, and are read all the same',
  COLUMN_LEFT: 'this column is not read',
  COLUMN_FOREIGN: 'this column is of another subject or term, and is not read',
  COLUMN_ABSENT: 'the file has no such column; what is entered stays',
  ROW_SUMMARY: 'a sum or an average, passed over',
  ROW_FOOT: 'no pupil, passed over',
  ROW_OTHER_CLASS: 'a pupil of another class, passed over',
  MARKS_REMOVED: 'characters that nobody sees (direction marks, zero-width ones) are left out',
  STATUS_AWAY: 'kept as "Chuyển đi": the pupil is in the class no more',
  STATUS_STUDYING: 'kept as "Đang học"',
  STATUS_DAY:
    'the days of pupils who study are not written: the registry keeps only the days of "Chuyển đến" and "Chuyển đi"',
  DAY_BEFORE: 'a date with 17:00 is read as the next day: it was written in the time of another zone',
};

const digits = ({ digits: [first, last], told, known }: PersonalIdFinding): string =>
  `${first === last ? `digit ${first} says` : `digits ${first} to ${last} say`} ${told}${known === undefined ? '' : `, the list says ${known}`}`;

const cells = (count: number): string => (count === 1 ? '1 cell' : `${count} cells`);

const subjectTerms = (sheets: readonly SheetId[]): string =>
  sheets
    .map(sheetParts)
    .map(({ subject, term }) => `${subject} ${term}`)
    .join(', ');

const move: ImportTexts['move'] = ({ row, code, name, left, present, follow, stay, reopen }) => {
  const sheets = follow.length === 1 ? '1 sheet' : `${follow.length} sheets`;
  const parts = [
    `row ${row}, ${code}, ${name}: ${left} → ${present}`,
    follow.length === 0 ? 'no marks that follow' : `marks of ${sheets} follow`,
    stay.length === 0 ? '' : `not taught in ${present}, stay in ${left}: ${subjectTerms(stay)}`,
    reopen.length === 0 ? '' : `closed sheets of ${present} that open again: ${subjectTerms(reopen)}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
};

const recordStays: ImportTexts['recordStays'] = ({ row, code, name, present, record }) => {
  if (record === undefined) return undefined;
  const done = record.state === 'issued' ? 'issued' : 'approved';
  return `row ${row}, ${code}, ${name}: the record of this school year was ${done} in class ${record.class}, keeps naming it and cannot be changed; class ${present} makes no other record of this pupil`;
};

/** The English words of imports. */
export const EN: ImportTexts = {
  verbs: {
    create: 'Create',
    update: 'Update',
    unchanged: 'Unchanged',
    move: 'Move',
    skip: 'Skip',
    missing: 'Missing',
    error: 'Error',
    warning: 'Warning',
    note: 'Note',
  },
  fields: {
    name: 'name',
    birthDate: 'birth date',
    sex: 'sex',
    ethnicity: 'ethnic group',
    personalId: 'personal number',
    class: 'class',
    position: 'position',
    status: 'status',
    joinedOn: 'joined on',
    leftOn: 'left on',
    notTaken: 'subjects not taken',
  },
  reason,
  place,
  digits,
  note: (note) => `${place(note)}: ${NOTES[note.note]}${note.cells === 0 ? '' : ` (${cells(note.cells)})`}`,
  errorCount: (errors, written) =>
    `${errors} ${errors === 1 ? 'error' : 'errors'}. ${
      written === 0 ? 'Nothing was written.' : `Other marks were written: ${written}.`
    }`,
  counts: ({ create, update, unchanged }) =>
    `${create} create, ${update} update, ${unchanged} unchanged: ${counted(create + update, 'change')}.`,
  done: (apply) => (apply ? 'Written.' : 'Nothing was written. Run again with --apply to write.'),
  account: ({ seen, written, unchanged, named }, apply) =>
    `${seen} cells in the file: ${written} ${apply ? 'written' : 'to write'}, ${unchanged} unchanged, ${named} named above.`,
  notInFile: 'not in the file',
  missing: ({ class: classCode, code, name, position }) =>
    `${classCode}, ${code}, ${name}: not in the list, stays in the class as number ${position}`,
  languageUnsaid: (subject, classes, command) =>
    `${classes.join(', ')}: it is not said yet which language ${subject} is; for English: ${command}`,
  newClass: (code) => `class ${code}`,
  move,
  recordStays,
};
