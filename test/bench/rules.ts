import type { CellValue } from '@hocba/shared/marks/cell';
import type { Entry } from '@hocba/shared/record/entry';
import { applyEntry, emptySheet } from '@hocba/shared/record/fold';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import { columnsOf } from '@hocba/shared/regulations/circular-22-2021/sheet/columns';
import { computeYearRecord } from '@hocba/shared/regulations/year-rules';
import type { ClassList, ClassStudent } from '@hocba/shared/school/class-list';
import { regularMarksOf, SUBJECTS, subjectsOf } from '@hocba/shared/school/curriculum/curriculum';
import {
  type ClassCode,
  type ColumnCode,
  HOMEROOM,
  type SubjectCode,
  sheetIdOf,
} from '@hocba/shared/school/identifiers';
import { type BenchOptions, type Comparison, compare, perSecond } from './measure.ts';

const CLASS = '8A1' as ClassCode;
const TERMS = ['hk1', 'hk2'] as const;
const DIGEST = 'a'.repeat(64);

const students = Array.from({ length: 45 }, (_, i) => ({
  id: `s${String(i).padStart(12, '0')}`,
  exempt: [],
  notAssessed: false,
  status: 'studying',
})) as unknown as ClassStudent[];

/** Grade 8 has twelve subjects; an elective makes them thirteen. */
const subjects = [...subjectsOf(8), 'dia' as SubjectCode].map((subject) => ({
  subject,
  regularMarks: regularMarksOf(subject, 8),
  teacher: null,
}));

const classList = {
  school: '08000101',
  year: '2026-2027',
  class: CLASS,
  grade: 8,
  homeroom: null,
  subjects,
  students,
} as unknown as ClassList;

const OF_HOMEROOM: Readonly<Record<string, CellValue>> = { conduct: 'T', absent: 1, remark: 'Chăm ngoan' };

/** Marks of all sizes, so that every rating occurs and some pupils are tried for the lift. */
const markOf = (subject: SubjectCode, column: ColumnCode, pupil: number, n: number): CellValue => {
  if (subject === HOMEROOM) return OF_HOMEROOM[column] ?? 0;
  return SUBJECTS[subject]?.mode === 'comment' ? 'Đ' : 30 + ((pupil * 7 + n * 13) % 70);
};

/** A whole year of a class as teachers enter it: one entry of 45 cells for each column of each sheet. */
const yearEntries = (): Entry[] => {
  const sheets = [...subjects, { subject: HOMEROOM, regularMarks: 0 }];
  const columns = TERMS.flatMap((term) =>
    sheets.flatMap(({ subject, regularMarks }) =>
      columnsOf(subject, regularMarks).map((column) => ({
        sheet: sheetIdOf(CLASS, subject, term),
        subject,
        column,
      })),
    ),
  );
  return columns.map(
    ({ sheet, subject, column }, n) =>
      ({
        _id: `entry:${sheet}:${String(n).padStart(26, '0')}`,
        kind: 'entry',
        sheet,
        by: 'clerk',
        at: '2027-05-20T02:00:00.000Z',
        cells: students.map(({ id }, i) => [id, column, markOf(subject, column, i, n), null]),
      }) as unknown as Entry,
  );
};

type Sheets = Map<string, SheetState>;

const foldAll = (entries: readonly Entry[]): Sheets => {
  const sheets: Sheets = new Map();
  for (const entry of entries) {
    sheets.set(entry.sheet, applyEntry(sheets.get(entry.sheet) ?? emptySheet(entry.sheet), entry).state);
  }
  return sheets;
};

const recordOf = (sheets: Sheets, student: ClassStudent) =>
  computeYearRecord({
    classList,
    student,
    sheets: new Map(
      [...sheets.values()].map(({ sheet, cells }) => [
        sheet,
        { cells: cells[student.id], state: 'closed', digest: DIGEST },
      ]),
    ),
  });

const repeat = async (times: number, work: (i: number) => unknown): Promise<void> => {
  for (let i = 0; i < times; i++) work(i);
};

/** One mark of one pupil typed over: the sheet folded and that pupil's whole record computed again. */
const type = (sheets: Sheets, i: number): Sheets => {
  const sheet = sheetIdOf(CLASS, 'toan' as SubjectCode, 'hk2');
  const student = students[i % students.length];
  const state = sheets.get(sheet);
  if (student === undefined || state === undefined) throw new Error('the class has no such sheet or pupil');
  const prev = state.cells[student.id]?.ck?.[1] ?? null;
  const entry = {
    _id: `entry:${sheet}:${String(i).padStart(26, '1')}`,
    kind: 'entry',
    sheet,
    by: 'toan.8a1',
    at: '2027-05-20T02:00:00.000Z',
    cells: [[student.id, 'ck', i % 101, prev]],
  } as unknown as Entry;
  const after = new Map(sheets).set(sheet, applyEntry(state, entry).state);
  recordOf(after, student);
  return after;
};

/**
 * The rules on one core: year records of a whole class from its entries, whose aim is 200 classes a second (5 ms
 * each), and what one keystroke computes again, whose aim is 1,000 a second (1 ms each). The baseline reads the same
 * entries as texts, which is the least any program does with them.
 */
export const benchRules = async ({ rounds, size }: BenchOptions): Promise<Comparison[]> => {
  const entries = yearEntries();
  const texts = entries.map((entry) => JSON.stringify(entry));
  const sheets = foldAll(entries);
  const classes = () =>
    perSecond(size, () =>
      repeat(size, () => {
        const folded = foldAll(entries);
        return students.map((student) => recordOf(folded, student));
      }),
    );
  const keystrokes = () => {
    let present = sheets;
    return perSecond(size, () =>
      repeat(size, (i) => {
        present = type(present, i);
      }),
    );
  };
  const read = () => perSecond(size, () => repeat(size, () => texts.map((text) => JSON.parse(text))));
  return [
    await compare('classes of 45 computed from entries', rounds, classes, ['read the entries as JSON', read]),
    await compare('keystrokes computed', rounds, keystrokes, ['read the entries as JSON', read]),
  ];
};
