import type { LookUpRequest } from '@hocba/shared/contract/look-up/requests';
import type { Instant, SchoolCode } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Caller } from '../../people/caller.ts';
import { CLERK, NOW, openSmallClass, PUPILS } from '../../records/projection/small-class.fixture.ts';
import { countStatements } from '../../storage/engine/counting-db.fixture.ts';
import type { Db } from '../../storage/engine/db.ts';
import { listAuditOf } from '../../storage/queries/audit/audit.ts';
import { listActionsOf } from '../../storage/queries/audit/audit-queries.ts';
import { insertSchool } from '../../storage/queries/schools/schools.ts';
import { checkGrants } from '../check-grants.ts';
import { readBundle } from '../look-up.ts';
import { askForRecords } from './ask.ts';
import { decideLookUp } from './decide.ts';
import { listLookUps } from './list.ts';

const PHAN_THIET = '08000102' as SchoolCode;
const RECEIVER: Caller = { ...CLERK, account: 'clerk.phanthiet' as Caller['account'], school: PHAN_THIET };
const THIRD: Caller = {
  ...RECEIVER,
  account: 'clerk.khac' as Caller['account'],
  school: '01000201' as SchoolCode,
};
const DEPARTMENT: Caller = {
  ...CLERK,
  account: 'so.canbo' as Caller['account'],
  role: 'department',
  school: null,
};
const ASKED = {
  studentId: '0812345670',
  name: 'Bế Thị Hà',
  birthDate: '2013-05-10',
  purpose: 'transfer',
  ground: 'guardian-away',
  reason: 'Cha mẹ đi làm xa, chưa liên lạc được.',
};
type Asked = Parameters<typeof askForRecords>[2];
const later = (hours: number): Instant =>
  new Date(Date.parse(NOW) + hours * 3_600_000).toISOString() as Instant;
let db: Db;

beforeEach(async () => {
  db = await openSmallClass();
  const place = { commune: 'Minh Xuân', province: 'Tuyên Quang', province_code: '08' };
  await db.commit([insertSchool({ code: PHAN_THIET, name: 'THCS Phan Thiết', ...place })]);
});
afterEach(() => db.close());

const ask = (change: Partial<typeof ASKED> = {}, on = db, caller = RECEIVER, now = NOW) =>
  askForRecords(on, caller, { ...ASKED, ...change } as Asked, now);
const decide = (id: string, answer?: string) => {
  const decision =
    answer === undefined ? ({ decision: 'grant' } as const) : ({ decision: 'refuse', answer } as const);
  return decideLookUp(db, DEPARTMENT, { id, decision }, NOW);
};
const seenBy = async (caller: Caller, now = NOW): Promise<LookUpRequest | undefined> =>
  (await listLookUps(db, caller, now))[0];

it('a request without a code costs as many statements and is answered alike for a pupil who exists and for nobody', async () => {
  const counting = countStatements(db);
  const known = await ask({}, counting.db);
  const cost = counting.take();
  const unknown = await ask({ studentId: '0000000000' }, counting.db);
  expect(counting.take()).toEqual(cost);
  expect(Object.keys(unknown)).toEqual(Object.keys(known));
  const requests = await listLookUps(db, RECEIVER, NOW);
  const told = requests.map(({ id: _, studentId: __, ...rest }) => rest);
  expect(told[0]).toEqual(told[1]);
  expect(told[0]).not.toHaveProperty('match');
});

it('a request is answered with nothing before a person decides, and stands in the audit of the pupil', async () => {
  await ask();
  expect(await seenBy(RECEIVER)).toMatchObject({ state: 'waiting' });
  expect(await db.query.select().from(db.tables.lookup_grant)).toEqual([]);
  const acts = await listAuditOf(db, PUPILS[0] as string);
  expect(acts.map(({ action }) => action)).toEqual(['lookup.asked']);
  expect(JSON.stringify(acts)).not.toContain(ASKED.reason);
});

it('a granted request opens the records for the school that asked, for three days, and no other school sees it', async () => {
  const { id } = await ask();
  expect((await seenBy(DEPARTMENT))?.match).toMatchObject({ found: true, birthDate: true });
  await decide(id);
  const { grant } = (await seenBy(RECEIVER)) ?? {};
  const read = (caller: Caller, now = NOW) => readBundle({ db, trustList: 'list' }, caller, grant ?? '', now);
  expect(await read(RECEIVER)).toMatchObject({ v: 1 });
  await expect(read(THIRD)).rejects.toMatchObject({ code: 'GRANT_UNKNOWN' });
  await expect(read(RECEIVER, later(73))).rejects.toMatchObject({ code: 'GRANT_UNKNOWN' });
  expect(await seenBy(RECEIVER, later(73))).not.toHaveProperty('grant');
  expect(await seenBy(THIRD)).toBeUndefined();
  expect(await seenBy(DEPARTMENT)).not.toHaveProperty('grant');
  expect(await checkGrants(db)).toEqual([]);
});

it('a request is refused with a reason that the school reads, and is decided once', async () => {
  const { id } = await ask({ studentId: '0000000000' });
  expect((await seenBy(DEPARTMENT))?.match).toEqual({ found: false, name: false, birthDate: false });
  await expect(decide(id)).rejects.toMatchObject({ code: 'STUDENT_UNKNOWN' });
  await decide(id, 'Chưa có văn bản của cơ quan.');
  expect(await seenBy(RECEIVER)).toMatchObject({ state: 'refused', answer: 'Chưa có văn bản của cơ quan.' });
  await expect(decide(id)).rejects.toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
});

it('a request of another birth date than the register holds is not granted', async () => {
  const { id } = await ask({ birthDate: '2013-05-11' });
  expect((await seenBy(DEPARTMENT))?.match).toMatchObject({ found: true, birthDate: false });
  await expect(decide(id)).rejects.toMatchObject({ code: 'STUDENT_UNKNOWN' });
});

it('a request that two people decide at one moment is decided by one of them', async () => {
  const { id } = await ask();
  const outcomes = await Promise.allSettled([decide(id), decide(id, 'Chưa đủ căn cứ.')]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const grants = await db.query.select().from(db.tables.lookup_grant);
  expect(grants).toHaveLength((await seenBy(RECEIVER))?.state === 'granted' ? 1 : 0);
});

it('an account may leave twenty requests in a day, its head is told of the next one, and an unreadable name or reason is refused', async () => {
  await expect(ask({ name: 'Bế <b>' })).rejects.toMatchObject({ code: 'TEXT_NOT_PLAIN' });
  await expect(ask({ reason: 'Cha mẹ đi làm xa 🙂' })).rejects.toMatchObject({ code: 'TEXT_NOT_PLAIN' });
  for (let i = 0; i < 20; i += 1) await ask();
  await expect(ask()).rejects.toMatchObject({ code: 'READ_LIMIT' });
  const raised = { action: 'reads.limited', since: NOW, limit: 2 };
  expect(await listActionsOf(db, RECEIVER.account, raised)).toHaveLength(1);
  expect(await ask({}, db, THIRD)).toHaveProperty('id');
  expect(await ask({}, db, RECEIVER, later(25))).toHaveProperty('id');
});
