import { listCredentialsOf } from '@hocba/server/storage/queries/credentials';
import { findSheet } from '@hocba/server/storage/queries/records/sheets';
import { listYearRecords } from '@hocba/server/storage/queries/records/year-records';
import { insertClass } from '@hocba/server/storage/queries/schools/schools';
import { digestOf } from '@hocba/shared/credential/jws/digest';
import { verify } from '@hocba/shared/credential/verify/verify';
import { sheetContent } from '@hocba/shared/record/fold';
import type { SheetCells } from '@hocba/shared/record/sheet-state';
import { columnsOf } from '@hocba/shared/regulations/circular-22-2021/sheet/columns';
import {
  type ClassCode,
  type ColumnCode,
  HOMEROOM,
  type SheetId,
  type SubjectCode,
  sheetIdOf,
  type Term,
} from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addClassOfTwo, DATABASE, HEAD, OTHER_SCHOOL, PUPILS, YEAR } from '../../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { addReceivingClass, NEW_HEAD, openDesk, PLACE } from '../../fixtures/transfers/desk.ts';

/* A mover's year: the first term at one school, the second at another, whose class is called like the old one. */

const MOVER = PUPILS[0] as (typeof PUPILS)[0];
const CLASS = '8A1' as ClassCode;
const NEW_DATABASE = `${OTHER_SCHOOL}-${YEAR}`;
const HOMEROOM_TEACHER = 'gvcn.phanthiet';
const TAUGHT = ['toan', 'gdtc', HOMEROOM] as SubjectCode[];
let registry: Registry;
let sent = 0;

beforeEach(async () => {
  registry = await startRegistry();
  await addClassOfTwo(registry);
  await addReceivingClass(registry);
  const where = { school: OTHER_SCHOOL, year: YEAR };
  await registry.db.commit(
    insertClass(
      { ...where, code: CLASS, grade: 8 },
      ['toan', 'gdtc'].map((subject) => ({ ...where, class: CLASS, subject, regular_marks: 4 })),
    ),
  );
  const assignments = [{ year: YEAR, class: CLASS, subject: HOMEROOM }];
  await registry.addAccount({ name: HOMEROOM_TEACHER, role: 'teacher', school: OTHER_SCHOOL, assignments });
});
afterEach(() => registry.close());

/** Sends one document of an account, as a device does. */
const send = async (account: string, database: string, kind: string, about: string, members: object) => {
  const { token } = await registry.signIn(account);
  const doc = {
    _id: `${kind}:${about}:${ulid(Date.parse(registry.clock()))}`,
    _rev: '1-0123456789abcdef0123456789abcdef',
    ...{ v: 1, kind, dev: 'd0000000000aa', n: ++sent, by: account, at: registry.clock() },
    ...members,
  };
  const url = `/sync/${database}/_bulk_docs`;
  const answer = await registry.inject(token, {
    method: 'POST',
    url,
    payload: { new_edits: false, docs: [doc] },
  });
  if (answer.statusCode !== 201 || answer.body.includes('error')) throw new Error(answer.body);
  await registry.idle();
};

const fullValue = (subject: SubjectCode, column: ColumnCode, mark: number): number | string => {
  if (column === 'conduct') return 'T';
  if (column === 'absent') return 1;
  if (column === 'remark') return 'Chăm ngoan.';
  return subject === 'toan' ? mark : 'Đ';
};

/** The head of a school enters a whole term of some pupils and closes its sheets, in place of the teachers. */
const fillTerm = async (
  head: string,
  database: string,
  term: Term,
  mark: number,
  pupils: readonly string[],
): Promise<void> => {
  for (const subject of TAUGHT) {
    const sheet: SheetId = sheetIdOf(CLASS, subject, term);
    const cells = pupils.flatMap((pupil) =>
      columnsOf(subject, 4).map((column) => [pupil, column, fullValue(subject, column, mark), null]),
    );
    await send(head, database, 'entry', sheet, { sheet, cells });
    const row = await findSheet(registry.db, database, sheet);
    const state = JSON.parse(row?.body ?? '{}') as { cells: SheetCells };
    const digest = await digestOf(sheetContent(sheet, state.cells));
    await send(head, database, 'close', sheet, { sheet, digest });
  }
};

const approve = async (account: string, kind: 'confirm' | 'finalise'): Promise<void> => {
  const rows = await listYearRecords(registry.db, NEW_DATABASE, [CLASS]);
  const records = rows.map(({ student, digest }) => [student, digest]);
  await send(account, NEW_DATABASE, kind, CLASS, { class: CLASS, records });
};

it('the marks of both schools stand in one record of the new school, signed at the end of the year', async () => {
  await fillTerm(
    HEAD,
    DATABASE,
    'hk1',
    70,
    PUPILS.map(({ id }) => id),
  );
  const desk = await openDesk(registry);
  const filed = await desk.request(await desk.lookUp(), { class: CLASS });
  const accepted = await desk.act('newHead', filed, { kind: 'accept' });
  const released = await desk.act('head', accepted, { kind: 'release' });
  await desk.act('receiver', released, { kind: 'place', place: { ...PLACE, class: CLASS } as never });
  await registry.idle();
  await fillTerm(NEW_HEAD, NEW_DATABASE, 'hk2', 80, [MOVER.id]);
  await approve(HOMEROOM_TEACHER, 'confirm');
  await approve(NEW_HEAD, 'finalise');
  await registry.idle();

  const [credential] = await listCredentialsOf(registry.db, MOVER.id);
  expect(credential).toMatchObject({ school: OTHER_SCHOOL, year: YEAR });
  const { trustList } = registry.keyRing;
  const { verdict, payload } = await verify(credential?.jws ?? '', { trustList, now: registry.clock() });
  expect(verdict).toBe('VALID');
  const subject = payload?.credentialSubject;
  expect(subject?.subjects.find(({ code }) => code === 'toan')).toMatchObject({
    hk1: '7.0',
    hk2: '8.0',
    year: '7.7',
  });
  const approvals = subject?.approvals.map(({ role, name }) => [role, name]);
  expect(approvals).toContainEqual(['subject:toan:hk1', `Người dùng ${HEAD}`]);
  expect(approvals).toContainEqual(['subject:toan:hk2', `Người dùng ${NEW_HEAD}`]);
  expect(approvals).toContainEqual(['head', `Người dùng ${NEW_HEAD}`]);
});
