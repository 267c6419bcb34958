import '../../school-client/src/device/browser-for-tests.ts';
import { republishClass } from '@hocba/server/records/projection/republish-class.fixture';
import { insertAssignments } from '@hocba/server/storage/queries/schools/schools';
import type { CellValue } from '@hocba/shared/marks/cell';
import type { Entry } from '@hocba/shared/record/entry';
import { sheetContent } from '@hocba/shared/record/fold';
import { formatCell, parseCellInput } from '@hocba/shared/regulations/circular-22-2021/sheet/cell-input';
import type { ClassCode, ColumnCode, SchoolCode, SheetId } from '@hocba/shared/school/identifiers';
import { sheetParts } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLASS, HEAD, SCHOOL, SHEET, TEACHER } from '../fixtures/class-of-two.ts';
import { type Computer, type Office, ONE, openOffice, TWO } from './office.ts';

/* From the keyboard of one computer to the screen of another: a value is what was typed, or nothing is sent. */

const GDTC = '8A1:gdtc:hk1' as SheetId;
const HOMEROOM = '8A1:homeroom:hk1' as SheetId;
let office: Office;
let teacher: Computer;
let head: Computer;
beforeEach(async () => {
  office = await openOffice();
  const where = { school: SCHOOL, year: office.year, class: CLASS, account: TEACHER };
  await office.registry.db.commit(
    insertAssignments(['gdtc', 'homeroom'].map((subject) => ({ ...where, subject }))),
  );
  await republishClass(office.registry, SCHOOL as SchoolCode, office.year, CLASS as ClassCode);
  teacher = await office.open();
  head = await office.open(HEAD);
  for (const computer of [teacher, head]) await computer.sync();
});
afterEach(() => office.close());

const parse = (sheet: SheetId, column: ColumnCode, text: string) => {
  const input = parseCellInput(sheetParts(sheet).subject, column, text);
  if ('finding' in input) throw new Error(input.finding.code);
  return input.value;
};

/** Where, what is typed, what it is from then on, and how it is shown. */
const VALUES: [SheetId, ColumnCode, string, CellValue, string][] = [
  [SHEET, 'tx1', '0', 0, '0,0'],
  [SHEET, 'tx2', '10', 100, '10,0'],
  [SHEET, 'gk', '7,3', 73, '7,3'],
  [SHEET, 'ck', '0,1', 1, '0,1'],
  [GDTC, 'tx1', 'Đ', 'Đ', 'Đ'],
  [GDTC, 'tx2', 'cđ', 'CĐ', 'CĐ'],
  [HOMEROOM, 'conduct', 'Tốt', 'T', 'Tốt'],
  [HOMEROOM, 'absent', '0', 0, '0'],
  [HOMEROOM, 'remark', 'Chăm  ngoan', 'Chăm ngoan', 'Chăm ngoan'],
];

it('fault 41: zero, ten, a tenth, words and text keep their value on every hop', async () => {
  for (const [sheet, column, typed] of VALUES)
    await teacher.enter(column, parse(sheet, column, typed), ONE, sheet);
  for (const computer of [teacher, head]) await computer.sync();
  const log = (await office.log()).map(({ body }) => (JSON.parse(body) as Entry).cells[0]);
  expect(log.map((cell) => cell?.[2])).toEqual(VALUES.map(([, , , value]) => value));
  for (const computer of [teacher, head]) {
    for (const [sheet, column, , value, text] of VALUES) {
      const cell = computer.shown(column, ONE, sheet);
      expect([cell.value, cell.state]).toEqual([value, 'registry']);
      expect(formatCell(cell.value, sheetParts(sheet).subject, column)).toBe(text);
      expect(sheetContent(sheet, computer.sheet(sheet).cells).cells).toContainEqual([ONE, column, value]);
    }
  }
});

it('fault 41: a mark that is taken away is empty everywhere, and a zero beside it is none', async () => {
  await teacher.enterAll([
    [ONE, 'tx1', 80],
    [TWO, 'tx1', 0],
  ]);
  await teacher.enter('tx1', parse(SHEET, 'tx1', ''));
  for (const computer of [teacher, head]) await computer.sync();
  for (const computer of [teacher, head]) {
    expect([computer.shown('tx1').value, computer.shown('tx1', TWO).value]).toEqual([null, 0]);
    expect(sheetContent(SHEET, computer.sheet().cells).cells).toEqual([[TWO, 'tx1', 0]]);
  }
  expect((await office.log()).map(({ body }) => (JSON.parse(body) as Entry).cells[0]?.[2])).toEqual([
    80,
    null,
  ]);
});

it('fault 41: a typed “7,25” is no mark: it stays as it was typed, is not rounded and not sent', async () => {
  const cell = { student: ONE, column: 'tx1' as const, value: null, prev: null };
  expect(() => parse(SHEET, 'tx1', '7,25')).toThrow();
  await teacher.device.drafts.write(SHEET, [{ ...cell, typed: '7,25' }]);
  await teacher.device.drafts.seal(SHEET, '2040-10-01T00:00:00.000Z' as Entry['at']);
  await teacher.sync();
  expect(await office.log()).toEqual([]);
  const { device: reopened } = await teacher.openOther(office.database);
  expect(reopened.drafts.list().get(SHEET)?.cells).toMatchObject([{ typed: '7,25', value: null }]);
});
