import { verify } from '@hocba/shared/credential/verify/verify';
import { type RecordDocument, type SheetDocument, VerdictDocument } from '@hocba/shared/documents/downward';
import type { Upward } from '@hocba/shared/documents/upward';
import type { Circular27Record } from '@hocba/shared/regulations/circular-27-2020/year/record';
import type { Instant, SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { Value } from 'typebox/value';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issueJobs } from '../../issuing/issue.ts';
import { createKeys } from '../../issuing/keys/create-keys.ts';
import { openKeyRing } from '../../issuing/keys/key-ring.ts';
import { findPublished } from '../../replication/publish.ts';
import type { Db } from '../../storage/engine/db.ts';
import { listCredentialsOf } from '../../storage/queries/credentials.ts';
import { listDueJobs } from '../../storage/queries/jobs.ts';
import {
  addPrimaryPupils,
  ISSUER,
  openPrimaryClass,
  PRIMARY_NAME,
  PRIMARY_PUPILS,
  primaryApproval,
  primaryClose,
  primaryEntries,
  primaryEntry,
  sendPrimary,
} from './primary-class.fixture.ts';
import { projectAll } from './project.ts';
import { NOW } from './small-class.fixture.ts';

const SHEET = '4A:toan:hk1' as SheetId;
const [FIRST, SECOND, THIRD] = PRIMARY_PUPILS as [StudentId, StudentId, StudentId];
const LATER = '2026-06-10T04:00:00.000Z' as Instant;
let db: Db;

beforeEach(async () => {
  db = await openPrimaryClass();
});
afterEach(() => db.close());

const send = (docs: Upward[]) => sendPrimary(db, docs);
const body = async <T>(id: string) => (await findPublished(db, PRIMARY_NAME, id))?.body as T;
const sheet = (id: SheetId) => body<SheetDocument>(`sheet:${id}`);
const record = (student: StudentId) => body<RecordDocument>(`record:${student}`);
const verdict = (doc: Upward) => body<VerdictDocument | undefined>(`verdict:${doc._id}`);
const fillAndClose = async (differ: Parameters<typeof primaryEntries>[0] = {}) => {
  const entries = primaryEntries(differ);
  await send(entries);
  await send(await Promise.all(entries.map((entry) => primaryClose(db, entry.sheet))));
};

describe('entries on a primary sheet', () => {
  it('entries on a primary sheet take levels and whole tests', async () => {
    await send([
      primaryEntry(SHEET, [
        [FIRST, 'gk-level', 'H', null],
        [FIRST, 'gk', 80, null],
      ]),
    ]);
    const cells = (await sheet(SHEET)).cells[FIRST];
    expect([cells?.['gk-level']?.[0], cells?.gk?.[0]]).toEqual(['H', 80]);
  });

  it.each([
    ['a column of secondary school', 'tx1', 80, 'COLUMN_UNKNOWN'],
    ['a conduct', 'conduct', 'T', 'COLUMN_UNKNOWN'],
    ['half a point', 'ck', 85, 'TEST_NOT_WHOLE'],
    ['a test of 0', 'ck', 0, 'TEST_OUT_OF_RANGE'],
    ['a level of competences', 'ck-level', 'Đ', 'LEVEL_WRONG_KIND'],
    ['a quality on the sheet of a subject', 'ck-q1', 'T', 'COLUMN_UNKNOWN'],
  ] as const)(
    'an entry on a primary sheet is refused by name as %s, and its neighbour taken',
    async (_, column, value, code) => {
      const entry = primaryEntry(SHEET, [
        [FIRST, column, value, null],
        [SECOND, 'ck-level', 'T', null],
      ]);
      await send([entry]);
      expect(await verdict(entry)).toMatchObject({
        outcome: 'refused',
        code,
        findings: [{ student: FIRST }],
      });
      expect(Object.keys((await sheet(SHEET)).cells)).toEqual([SECOND]);
    },
  );

  it('entries on a primary sheet keep it open while a level or a test is missing, and name each cell', async () => {
    await send([primaryEntry(SHEET, [[FIRST, 'gk-level', 'T', null]])]);
    const close = await primaryClose(db, SHEET);
    await send([close]);
    const answer = await verdict(close);
    expect(answer).toMatchObject({ outcome: 'refused', code: 'SHEET_NOT_COMPLETE' });
    expect(answer?.findings.map(({ code }) => code).toSorted()).toEqual([
      ...Array(5).fill('LEVEL_MISSING'),
      ...Array(6).fill('TEST_MISSING'),
    ]);
  });
});

it('the answer to a closing names no more missing cells than it holds', async () => {
  const many = Array.from({ length: 40 }, (_, i) => `s0000000005${String(i).padStart(2, '0')}` as StudentId);
  await addPrimaryPupils(db, many);
  const close = await primaryClose(db, '4A:homeroom:hk1' as SheetId);
  await send([close]);
  const answer = await verdict(close);
  expect(answer?.findings).toHaveLength(1000);
  expect(Value.Check(VerdictDocument, { _id: `verdict:${close._id}`, ...answer })).toBe(true);
});

it('a primary class goes all the way to a signed record that anybody can verify', async () => {
  await fillAndClose({
    [SECOND]: { 'toan:hk2:ck': 80, 'homeroom:hk2:award': 'x' },
    [THIRD]: { 'gdtc:hk2:ck-level': 'H', 'homeroom:hk2:ck-q3': 'Đ', 'homeroom:hk2:award': 'x' },
  });
  const of = async (student: StudentId) => {
    const { record: found, state, findings } = await record(student);
    const { outcome, award, completion } = found as Circular27Record;
    return { outcome, award, step: completion.step, state, findings };
  };
  const known = { step: 'completed', state: 'complete', findings: [] };
  expect(await of(FIRST)).toEqual({ outcome: 'HTXS', award: 'excellent', ...known });
  expect(await of(SECOND)).toEqual({ outcome: 'HTT', award: 'exemplary', ...known });
  expect(await of(THIRD)).toEqual({ outcome: 'HT', award: null, ...known });

  await send([await primaryApproval(db, 'confirm')]);
  await send([await primaryApproval(db, 'finalise')]);
  expect((await record(FIRST)).state).toBe('finalised');

  const keys = await createKeys({ issuer: ISSUER, demo: false, now: NOW });
  const keyRing = await openKeyRing({ ...keys, issuer: ISSUER });
  const log = { error: () => undefined, info: () => undefined };
  const issue = issueJobs({ db, issuer: ISSUER, keyRing, clock: () => LATER, log });
  await issue(await listDueJobs(db, { now: LATER, limit: 64, kind: 'issue' }));
  await projectAll({ db, issuer: ISSUER }, PRIMARY_NAME);
  expect((await record(SECOND)).state).toBe('issued');

  const [credential] = await listCredentialsOf(db, SECOND);
  const { verdict: found, payload } = await verify(credential?.jws ?? '', {
    trustList: keys.trustList,
    now: LATER,
  });
  expect(found).toBe('VALID');
  expect(payload?.credentialSubject).toMatchObject({
    regulation: 'circular-27-2020',
    grade: 4,
    outcome: 'HTT',
    award: 'exemplary',
    completion: { completedClass: true, completedPrimary: null, promoted: true },
    absent: { hk1: 1, hk2: 1, year: 2 },
    qualities: expect.arrayContaining([expect.objectContaining({ code: 'q3', name: 'Chăm chỉ' })]),
    subjects: expect.arrayContaining([
      expect.objectContaining({
        code: 'toan',
        name: 'Toán',
        tests: { 'mid-hk1': '9', 'end-hk1': '9', 'mid-hk2': '9', 'end-year': '8' },
      }),
      expect.objectContaining({ code: 'hdtn', name: 'Hoạt động trải nghiệm' }),
    ]),
  });
});

it('a primary record shows a test that does not fit its level, and lets it stand', async () => {
  await fillAndClose({ [FIRST]: { 'toan:hk2:ck': 50 } });
  const { state, findings } = await record(FIRST);
  expect(state).toBe('complete');
  expect(findings).toMatchObject([{ code: 'TEST_UNUSUAL', subject: 'toan', term: 'hk2' }]);
});

it('a pupil of primary school who has not completed is kept for guidance', async () => {
  await fillAndClose({ [FIRST]: { 'toan:hk2:ck-level': 'C', 'toan:hk2:ck': 40 } });
  const { record: found } = await record(FIRST);
  expect(found).toMatchObject({
    outcome: 'CHT',
    award: null,
    completion: { step: 'guidance', promoted: null },
  });
});
