import type { Instant, SchoolCode } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { grantLookUp } from '../guardians/look-up.ts';
import { askForRecords } from '../guardians/requests/ask.ts';
import { CLERK, NOW, openSmallClass, PUPILS } from '../records/projection/small-class.fixture.ts';
import { countStatements } from '../storage/engine/counting-db.fixture.ts';
import type { Db } from '../storage/engine/db.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { insertStudents } from '../storage/queries/schools/schools.ts';
import type { Caller } from './caller.ts';
import { canaryAct, checkCanaries, listCanaries, watchCanaries } from './canaries.ts';

const CANARY = 's0000000canary';
const CODE = '0899999999';
const RECEIVER: Caller = { ...CLERK, school: '08000102' as SchoolCode };
const ASKED = { studentId: CODE, birthDate: '2013-05-17', purpose: 'transfer' };
let db: Db;

beforeEach(async () => {
  db = await openSmallClass();
  const name = { name: 'Ma Thị Én', sort_key: 'en', search_key: 'ma thi en' };
  const row = { id: CANARY, code: CODE, personal_id: null, birth_date: '2013-05-17', sex: 'female' };
  await db.commit([
    ...insertStudents([{ ...row, ...name, ethnicity: 'Tày' }]),
    appendAudit(canaryAct(CANARY, NOW)),
  ]);
});
afterEach(async () => {
  vi.useRealTimers();
  await db.close();
});

const lookUp = (studentId: string, on = db, caller = RECEIVER) =>
  grantLookUp(
    { db: on, pepper: Buffer.alloc(32, 7), trustList: 'list' },
    caller,
    { ...ASKED, studentId, code: '2222222222' } as Parameters<typeof grantLookUp>[2],
    NOW,
  ).catch((error: { code: string }) => error.code);

it('a canary is looked up and asked for like nobody, and the alarm names the account and its acts', async () => {
  expect(await checkCanaries(db, NOW)).toEqual([]);
  const counting = countStatements(db);
  const costOf = async (studentId: string, account: string) => {
    const answer = await lookUp(studentId, counting.db, {
      ...RECEIVER,
      account: account as Caller['account'],
    });
    return [answer, counting.take()];
  };
  expect(await costOf(CODE, 'clerk.first')).toEqual(await costOf('0000000000', 'clerk.second'));
  const reason = { name: 'Ma Thị Én', ground: 'authority', reason: 'Theo văn bản số 12.' };
  await askForRecords(db, RECEIVER, { ...ASKED, ...reason } as Parameters<typeof askForRecords>[2], NOW);
  const faults = await checkCanaries(db, NOW);
  expect(faults).toHaveLength(2);
  expect(faults[0]).toMatch(/^account \S+ came to a canary at .* \(lookup\.asked, audit row \d+\)$/);
  expect(faults[1]).toContain('lookup.refused');
  const later = '2026-07-01T00:00:00.000Z' as Instant;
  expect(await checkCanaries(db, later)).toEqual([]);
});

it('a pupil of a school is no canary', async () => {
  await lookUp('0812345670');
  expect(await listCanaries(db)).toEqual([CANARY]);
  expect(PUPILS).not.toContain(CANARY);
  expect(await checkCanaries(db, NOW)).toEqual([]);
});

it('a touch of a canary that a look could not read stands in the log after the next look', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  const lines: string[] = [];
  let isAway = false;
  // The touch is read after the end of the audit was.
  const query = new Proxy(db.query, {
    get: (target, name, receiver) => {
      if (isAway && name === 'select' && reads.push(name) > 1) throw new Error('the database is away');
      return Reflect.get(target, name, receiver);
    },
  });
  const reads: string[] = [];
  const stop = watchCanaries(
    { ...db, query },
    () => NOW,
    (event) => lines.push(event),
  );
  const look = async () => {
    vi.advanceTimersByTime(5_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  await look();
  await lookUp(CODE);
  isAway = true;
  await look();
  expect([reads.length, lines]).toEqual([2, []]);
  isAway = false;
  await look();
  expect(lines).toEqual(['canary.touched']);
  stop();
});

it('a touch of a canary stands in the log within seconds, once, by its row in the audit alone', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] });
  const lines: [string, object][] = [];
  const stop = watchCanaries(
    db,
    () => NOW,
    (event, fields) => lines.push([event, fields]),
  );
  const look = async () => {
    vi.advanceTimersByTime(5_000);
    await vi.waitFor(() => new Promise(setImmediate));
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  await look();
  await lookUp(CODE);
  await look();
  await look();
  expect(lines).toEqual([['canary.touched', { row: expect.any(Number) }]]);
  stop();
});
