import { meaningOfFormat } from '@hocba/server/schools/workbook/number-formats';
import { describeDatabaseFault } from '@hocba/server/storage/engine/away';
import { parseDateText } from '@hocba/shared/calendar/date-text';
import { markReaderOf } from '@hocba/shared/exchange/marks/mark-reader';
import { planMarks } from '@hocba/shared/exchange/marks/marks';
import { parseRescueFile } from '@hocba/shared/exchange/rescue-file';
import { parseChosenSubjects } from '@hocba/shared/exchange/roster/chosen-subjects';
import { parseRoster } from '@hocba/shared/exchange/roster/roster-sheets';
import {
  parseBirthDate,
  parseClassCode,
  parseComment,
  parseDate,
  parsePersonalId,
  parseScore,
  parseSex,
  parseStatus,
  parseStudentCode,
} from '@hocba/shared/exchange/workbook/cells';
import { tableOfRows } from '@hocba/shared/exchange/workbook/sheet-table';
import { claimsOfName, claimsOfTitle } from '@hocba/shared/exchange/workbook/titles/sheet-claims';
import { subjectsNamed } from '@hocba/shared/exchange/workbook/titles/subject-names';
import { parseCellInput } from '@hocba/shared/regulations/circular-22-2021/sheet/cell-input';
import {
  checkSheetCell,
  formatSheetCell,
  parseSheetInput,
  sheetColumnKindOf,
} from '@hocba/shared/regulations/sheet-rules';
import { isLanguageCode } from '@hocba/shared/school/curriculum/foreign-language';
import { periodsOf } from '@hocba/shared/school/curriculum/periods';
import { findSubject, subjectsOfGrade } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { ColumnCode, SchoolYear, SubjectCode } from '@hocba/shared/school/identifiers';
import { parsePersonalId as readPersonalId } from '@hocba/shared/school/pupil/personal-id';
import { parseStudentCode as readStudentCode } from '@hocba/shared/school/pupil/student-codes';
import { parseDecimal } from '@hocba/shared/text/decimal-text';
import { parseStrictJson } from '@hocba/shared/text/strict-json';
import { expect, it } from 'vitest';

/** Names that every object has without being told; as a text from outside each is a word like any other. */
const NAMES = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'length', 'name', 'caller'];
const NOTHING = 'zzqx';

const subject = (text: string) => text as SubjectCode;
const column = (text: string) => text as ColumnCode;
const place = (code: string, grade = 8) =>
  ({ grade, year: '2026-2027' as SchoolYear, subject: subject(code), term: 'hk1', regularMarks: 2 }) as const;

/** Marks of one pupil under this heading, with this text in the cells. */
const plan = (heading: string, text: string, code = 'gdtc') =>
  planMarks(
    [
      tableOfRows(
        [
          ['Mã học sinh', 'Họ tên', heading],
          ['0812345671', '', text],
        ],
        text,
      ),
    ],
    {
      columns: ['tx1'],
      read: markReaderOf(place(code)),
      students: [{ id: 's000000000001', code: '0812345671', name: 'Ma Hoa', status: 'studying' }] as never,
      cells: {},
      claims: {},
    },
  );

const roster = (text: string) =>
  parseRoster([
    [
      'Mã lớp',
      'Mã học sinh',
      'Họ tên',
      'Ngày sinh',
      'Giới tính',
      'Dân tộc',
      'Trạng thái HS',
      'Môn lựa chọn',
      text,
    ],
    [text, '0812345671', 'Ma Hoa', text, text, 'Tày', text, text, text],
  ]);

const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  parseScore,
  parseComment,
  parseSex,
  parseStatus,
  parseClassCode,
  parseDate,
  parseBirthDate,
  parseStudentCode,
  parsePersonalId,
  parseChosenSubjects,
  parseDateText,
  subjectsNamed,
  claimsOfName,
  claimsOfTitle,
  meaningOfFormat: (text) => meaningOfFormat(`"${text}"0`),
  readPersonalId,
  readStudentCode,
  'a heading': (text) => plan(text, 'Đ'),
  'a mark': (text) => plan('TX1', text),
  'a pupil list': roster,
  'a rescue file': (text) => parseRescueFile(text),
  parseStrictJson: (text) => parseStrictJson(text),
  parseDecimal: (text) => parseDecimal(text, 1),
  'a typed score': (text) => parseCellInput(subject('toan'), 'gk', text),
  'a typed comment': (text) => parseCellInput(subject('gdtc'), 'gk', text),
  'typed conduct': (text) => parseCellInput(subject('homeroom'), 'conduct', text),
  'a typed count': (text) => parseCellInput(subject('homeroom'), 'absent', text),
  'a column': (text) => parseCellInput(subject('toan'), column(text), '8'),
  'a subject': (text) => parseCellInput(subject(text), 'gk', '8'),
  'a typed level': (text) => parseSheetInput(place('toan', 4), 'gk-level', text),
  'a typed quality': (text) => parseSheetInput(place('homeroom', 4), 'gk-q1', text),
  'a column of primary school': (text) => parseSheetInput(place('toan', 4), column(text), 'T'),
  'a subject of primary school': (text) => parseSheetInput(place(text, 4), 'gk', '8'),
  'kinds of columns': (text) =>
    [4, 8, 11].map((grade) => sheetColumnKindOf(place('toan', grade), column(text))),
  'a checked cell': (text) => [4, 8].flatMap((grade) => checkSheetCell(place('toan', grade), 'gk', text)),
  'a shown cell': (text) => [4, 8].map((grade) => formatSheetCell(place('homeroom', grade), 'conduct', text)),
  findSubject: (text) => [4, 8, 11].map((grade) => findSubject(subject(text), grade)),
  subjectsOfGrade: (text) => [4, 8, 11].map((grade) => subjectsOfGrade(grade, [subject(text)])),
  periodsOf: (text) => [4, 8, 11].map((grade) => periodsOf(subject(text), grade)),
  isLanguageCode,
  describeDatabaseFault: (text) => describeDatabaseFault(Object.assign(new Error(text), { code: text })),
};

/** The result of a parser for a text, with the text itself taken out: an answer or the code of a refusal. */
const outcome = (parse: (text: string) => unknown, text: string): unknown => {
  const plain = (value: unknown): unknown => {
    if (typeof value === 'function') return 'a function';
    if (value instanceof Map) return [...value].map(plain);
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
    return typeof value === 'string'
      ? [text, text.toLowerCase(), text.slice(0, 10)].reduce((left, own) => left.replaceAll(own, '…'), value)
      : value;
  };
  try {
    return plain(parse(text));
  } catch (error) {
    return ['refused', (error as { code?: string }).code];
  }
};

it.each(Object.entries(PARSERS))(
  'field 18: the parser %s takes the names that every object has for words like any other',
  (_, parse) => {
    const expected = outcome(parse, NOTHING);
    for (const name of NAMES) expect([name, outcome(parse, name)]).toEqual([name, expected]);
  },
);
