import type { RecordDocument, SheetDocument, VerdictDocument } from '@hocba/shared/documents/downward';
import type { ConfirmClass, Finalise, Upward } from '@hocba/shared/documents/upward';
import type { SheetId, StudentId, SubjectCode } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeys } from '../../issuing/keys/create-keys.ts';
import { openKeyRing } from '../../issuing/keys/key-ring.ts';
import { prepare } from '../../issuing/prepare.ts';
import { findPublished } from '../../replication/publish.ts';
import { logClassLists } from '../../schools/log-class-lists.ts';
import type { Db } from '../../storage/engine/db.ts';
import { findIntent } from '../../storage/queries/intents.ts';
import { findYearRecord } from '../../storage/queries/records/year-records.ts';
import { setLanguage } from '../../storage/queries/schools/schools.ts';
import { submit } from '../intake/submit.ts';
import { findBrokenLog } from './check-submissions.ts';
import { projectAll } from './project.ts';
import {
  approvalOf,
  CLASS,
  CLERK,
  closeOf,
  closesOf,
  entryOf,
  fullEntries,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  SCHOOL,
  sendAs,
  TEACHER,
  YEAR,
} from './small-class.fixture.ts';

const SHEET = '7A1:toan:hk1' as SheetId;
const [FIRST, SECOND] = PUPILS as [StudentId, StudentId];
const issuer = 'http://localhost:8787';
const keyRing = await openKeyRing({ ...(await createKeys({ issuer, demo: true, now: NOW })), issuer });

let db: Db;

beforeEach(async () => {
  db = await openSmallClass();
});
afterEach(() => db.close());

const send = (docs: Upward[]) => sendAs(db, docs);
const body = async <T>(id: string) => (await findPublished(db, NAME, id))?.body as T;
const sheet = (id: SheetId) => body<SheetDocument>(`sheet:${id}`);
const record = (student: StudentId) => body<RecordDocument>(`record:${student}`);
const verdict = (doc: Upward) => body<VerdictDocument | undefined>(`verdict:${doc._id}`);
const fillAndClose = async () => {
  const entries = fullEntries();
  await send(entries);
  await send(await closesOf(db, entries));
};

describe('entries', () => {
  it('entries become a sheet for devices', async () => {
    const entry = entryOf(TEACHER, SHEET, [[FIRST, 'tx1', 85, null]]);
    await send([entry]);
    expect((await sheet(SHEET)).cells).toEqual({ [FIRST]: { tx1: [85, entry._id, TEACHER.account, NOW] } });
    expect(await verdict(entry)).toBeUndefined();
  });

  it('fault 19: entries keep the first of two different marks and ask a person about the second', async () => {
    const first = entryOf(TEACHER, SHEET, [[FIRST, 'tx1', 85, null]]);
    const second = entryOf(CLERK, SHEET, [[FIRST, 'tx1', 80, null]]);
    await send([first]);
    await send([second]);
    expect((await sheet(SHEET)).cells[FIRST]?.tx1?.[0]).toBe(85);
    expect((await sheet(SHEET)).contested).toMatchObject([{ value: 80, by: CLERK.account }]);
    expect(await verdict(second)).toMatchObject({ outcome: 'contested', code: 'CELL_CONTESTED' });
  });

  it.each([
    ['mark 11', [FIRST, 'tx1', 110, null], 'MARK_OUT_OF_RANGE'],
    ['mark "8,75"', [FIRST, 'tx1', '8,75', null], 'MARK_WRONG_KIND'],
    ['a comment in a scored subject', [FIRST, 'tx1', 'Đ', null], 'MARK_WRONG_KIND'],
    ['an unknown pupil', ['s0000000000zz' as StudentId, 'tx1', 80, null], 'STUDENT_UNKNOWN'],
    ['a column the sheet has not', [FIRST, 'tx9', 80, null], 'COLUMN_UNKNOWN'],
  ] as const)('a cell with %s is refused by name and its neighbour applied', async (_, cell, code) => {
    const entry = entryOf(TEACHER, SHEET, [[...cell], [SECOND, 'tx1', 70, null]]);
    await send([entry]);
    expect(await verdict(entry)).toMatchObject({
      outcome: 'refused',
      code,
      findings: [{ code, student: cell[0] }],
    });
    expect((await sheet(SHEET)).cells[SECOND]?.tx1?.[0]).toBe(70);
    expect(Object.keys((await sheet(SHEET)).cells)).toEqual([SECOND]);
  });
});

describe('closing', () => {
  it('a closing is refused while marks are missing, and names them', async () => {
    await send([entryOf(TEACHER, SHEET, [[FIRST, 'tx1', 85, null]])]);
    const close = await closeOf(db, SHEET);
    await send([close]);
    expect(await verdict(close)).toMatchObject({ outcome: 'refused', code: 'SHEET_NOT_COMPLETE' });
    expect((await verdict(close))?.findings.length).toBe(11);
    expect((await sheet(SHEET)).state).toBe('open');
  });

  it('fault 23: a closing is refused when the teacher saw other marks, and a late entry is kept but not applied', async () => {
    await fillAndClose();
    const late = entryOf(TEACHER, SHEET, [[FIRST, 'tx1', 10, null]]);
    await send([late]);
    expect(await verdict(late)).toMatchObject({ outcome: 'late', code: 'SHEET_CLOSED' });
    expect((await sheet(SHEET)).cells[FIRST]?.tx1?.[0]).toBe(80);
    const again = await closeOf(db, SHEET);
    await send([again]);
    expect(await verdict(again)).toMatchObject({ code: 'SHEET_CLOSED' });
  });
});

describe('approving', () => {
  it('an approval goes from complete to confirmed to finalised, and freezes what will be signed', async () => {
    await fillAndClose();
    expect(await record(FIRST)).toMatchObject({ state: 'complete', findings: [] });
    const confirm: ConfirmClass = await approvalOf(db, 'confirm', HOMEROOM_TEACHER);
    await send([confirm]);
    expect((await record(FIRST)).state).toBe('confirmed');
    const finalise: Finalise = await approvalOf(db, 'finalise', HEAD);
    await send([finalise]);
    expect((await record(FIRST)).state).toBe('finalised');
    const jobs = await db.query.select().from(db.tables.job);
    expect(jobs).toHaveLength(3);
    const intent = await findIntent(db, jobs[0]?.key ?? '');
    if (intent === undefined) throw new Error('no intent');
    const ids = jobs.map(({ key }) => key);
    expect(await prepare({ db, issuer, keyRing }, ids)).toMatchObject({ passed: ids });
    expect(JSON.parse(intent.payload)).toMatchObject({ iss: 'http://localhost:8787' });
    // The issuer stands in what is signed: a registry under another address derives another text.
    expect((await prepare({ db, issuer: 'https://other.example', keyRing }, ids)).passed).toEqual([]);
  });

  it('field 15: a signed record says which foreign language the class learned', async () => {
    await db.commit([
      setLanguage({ school: SCHOOL, year: YEAR, class: CLASS, subject: 'nn1' as SubjectCode }, 'en'),
    ]);
    await logClassLists(db, NAME, [CLASS], NOW);
    await fillAndClose();
    await send([await approvalOf(db, 'confirm', HOMEROOM_TEACHER)]);
    await send([await approvalOf(db, 'finalise', HEAD)]);
    const [job] = await db.query.select().from(db.tables.job);
    const intent = await findIntent(db, job?.key ?? '');
    const { credentialSubject } = JSON.parse(intent?.payload ?? '{}');
    const names = credentialSubject.subjects.map(({ name }: { name: string }) => name);
    expect(names).toContain('Ngoại ngữ 1 (Tiếng Anh)');
    expect(names).not.toContain('Ngoại ngữ 1');
  });

  it('an approval by the head is refused for a record that nobody confirmed, and for one that changed since it was seen', async () => {
    await fillAndClose();
    const early: Finalise = await approvalOf(db, 'finalise', HEAD);
    await send([early]);
    expect(await verdict(early)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    const confirm: ConfirmClass = await approvalOf(db, 'confirm', HOMEROOM_TEACHER);
    const stale = {
      ...confirm,
      records: confirm.records.map(([s]): [StudentId, string] => [s, 'f'.repeat(64)]),
    };
    await send([stale]);
    expect(await verdict(stale)).toMatchObject({ code: 'APPROVAL_STALE' });
    expect((await findYearRecord(db, NAME, FIRST))?.state).toBe('complete');
  });
});

it('the projection gives equal sheets, records and cursor in one batch as in many', async () => {
  const entries = fullEntries().filter((entry) => entry.by === TEACHER.account);
  for (const entry of entries) await send([entry]);
  const single = await openSmallClass();
  await submit(single, TEACHER, NAME, entries, NOW);
  await projectAll({ db: single, issuer: 'https://hocba.example' }, NAME);
  const stripped = async (from: Db) =>
    (await from.query.select().from(from.tables.year_record)).map(({ student, digest, state }) => [
      student,
      digest,
      state,
    ]);
  expect(await stripped(single)).toEqual(await stripped(db));
  expect(await Promise.all([single, db].map((one) => findBrokenLog(one, NAME)))).toEqual([
    undefined,
    undefined,
  ]);
  await single.close();
});
