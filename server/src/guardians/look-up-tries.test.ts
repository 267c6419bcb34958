import type { Instant, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Caller } from '../people/caller.ts';
import { CLERK, NOW, openSmallClass } from '../records/projection/small-class.fixture.ts';
import { countStatements } from '../storage/engine/counting-db.fixture.ts';
import type { Db } from '../storage/engine/db.ts';
import { insertSchool } from '../storage/queries/schools/schools.ts';
import { issueCode } from './consent-code.ts';
import { grantLookUp } from './look-up.ts';

const [PHAN_THIET, OTHER] = ['08000102', '01000201'] as [SchoolCode, SchoolCode];
const CODE = '0812345670' as StudentCode;
const BORN = '2013-05-10' as BirthDate;
const WRONG = '2222222222';
const pepper = Buffer.alloc(32, 7);
const after = (minutes: number): Instant =>
  new Date(Date.parse(NOW) + minutes * 60_000).toISOString() as Instant;
const clerkOf = (school: SchoolCode, name = `clerk.${school}`): Caller => ({
  ...CLERK,
  account: name as Caller['account'],
  school,
});
let db: Db;

beforeEach(async () => {
  db = await openSmallClass();
  const place = { commune: 'Minh Xuân', province: 'Tuyên Quang', province_code: '08' };
  await db.commit([
    insertSchool({ code: PHAN_THIET, name: 'THCS Phan Thiết', ...place }),
    insertSchool({ code: OTHER, name: 'THCS Nguyễn Trãi', ...place }),
  ]);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await db.close();
});

interface Try {
  caller?: Caller;
  studentId?: string;
  birthDate?: string;
  code?: string;
  now?: Instant;
}
const lookUp = ({ caller = clerkOf(PHAN_THIET), now = NOW, ...input }: Try = {}, on = db) => {
  const asked = { studentId: CODE, birthDate: BORN, code: WRONG, purpose: 'transfer', ...input };
  const services = { db: on, pepper, trustList: 'list' };
  return grantLookUp(services, caller, asked as Parameters<typeof grantLookUp>[2], now);
};
const issueFor = async (school: SchoolCode): Promise<string> =>
  (await issueCode({ db, pepper }, CLERK, { studentCode: CODE, school }, NOW)).code;
const codesOf = (outcomes: readonly PromiseSettledResult<unknown>[]): string[] =>
  outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'granted' : outcome.reason.code));

it('a look-up that is refused costs as many statements for a pupil who exists, with a code or without, as for nobody', async () => {
  const counting = countStatements(db);
  const costOf = async (attempt: Try) => {
    const caller = clerkOf(PHAN_THIET, `clerk.${Math.random()}`);
    await expect(lookUp({ caller, ...attempt }, counting.db)).rejects.toMatchObject({
      code: 'LOOKUP_REFUSED',
    });
    return counting.take();
  };
  const unknown = await costOf({ studentId: '0000000001' });
  expect(unknown.commits).toBe(1);
  expect(await costOf({ studentId: '000000000001' })).toEqual(unknown);
  expect(await costOf({ studentId: '008213000123' })).toEqual(unknown);
  const right = await issueFor(PHAN_THIET);
  expect(await costOf({ studentId: CODE })).toEqual(unknown);
  const second = await costOf({ studentId: '0000000001' });
  expect(await costOf({ studentId: CODE, code: right, birthDate: '2013-05-11' })).toEqual(second);
});

it('a look-up counts nothing and writes one list when it is granted', async () => {
  const code = await issueFor(PHAN_THIET);
  const counting = countStatements(db);
  await lookUp({ code }, counting.db);
  expect(counting.take().commits).toBe(1);
  expect(await db.query.select().from(db.tables.throttle)).toEqual([]);
});

it('of a hundred look-ups of one pupil at one moment five are refused, and the right one among the last is locked out', async () => {
  const code = await issueFor(PHAN_THIET);
  // Equal pauses after lost races keep the order, in which the right code is the last.
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const tries = Array.from({ length: 100 }, (_, i) => lookUp(i === 99 ? { code } : {}));
  const outcomes = codesOf(await Promise.allSettled(tries));
  expect(outcomes.filter((outcome) => outcome === 'LOOKUP_REFUSED')).toHaveLength(5);
  expect(outcomes.filter((outcome) => outcome === 'LOOKUP_LOCKED')).toHaveLength(95);
});

it('of look-ups of fifty pupils by one account at one moment five are refused, and a right one among the last is locked out', async () => {
  const code = await issueFor(PHAN_THIET);
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const others = Array.from({ length: 49 }, (_, i) => lookUp({ studentId: `00000000${10 + i}` }));
  const outcomes = codesOf(await Promise.allSettled([...others, lookUp({ code })]));
  expect(outcomes.filter((outcome) => outcome === 'LOOKUP_REFUSED')).toHaveLength(5);
  expect(outcomes.at(-1)).toBe('LOOKUP_LOCKED');
});

it('five failures end the code for the school that tried, and a code of the family for another school still opens', async () => {
  const [here, there] = [await issueFor(PHAN_THIET), await issueFor(OTHER)];
  for (let i = 0; i < 5; i += 1) {
    const caller = clerkOf(PHAN_THIET, `clerk.${i}`);
    await expect(lookUp({ caller })).rejects.toMatchObject({ code: 'LOOKUP_REFUSED' });
  }
  const late = { caller: clerkOf(PHAN_THIET, 'clerk.late'), now: after(20) };
  await expect(lookUp({ ...late, code: here })).rejects.toMatchObject({ code: 'LOOKUP_REFUSED' });
  expect(await lookUp({ caller: clerkOf(OTHER), code: there })).toHaveProperty('grant');
  const again = await issueFor(PHAN_THIET);
  expect(await lookUp({ ...late, code: again, now: after(40) })).toHaveProperty('grant');
});
