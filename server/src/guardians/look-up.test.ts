import type { Instant, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../people/caller.ts';
import { CLERK, NOW, openSmallClass, PUPILS } from '../records/projection/small-class.fixture.ts';
import type { Db } from '../storage/engine/db.ts';
import { checkAuditChain, listAuditOf } from '../storage/queries/audit/audit.ts';
import { findStudentByCode, insertSchool, updateStudent } from '../storage/queries/schools/schools.ts';
import { issueCode } from './consent-code.ts';
import { grantLookUp, readBundle } from './look-up.ts';
import { listOpen } from './open-look-ups.ts';

const PHAN_THIET = '08000102' as SchoolCode;
const RECEIVER: Caller = { ...CLERK, account: 'clerk.phanthiet' as Caller['account'], school: PHAN_THIET };
const CODE = '0812345670' as StudentCode;
const BORN = '2013-05-10' as BirthDate;
const later = (hours: number): Instant =>
  new Date(Date.parse(NOW) + hours * 3_600_000).toISOString() as Instant;
const pepper = Buffer.alloc(32, 7);
let db: Db;
let code: string;

beforeEach(async () => {
  db = await openSmallClass();
  const place = { commune: 'Minh Xuân', province: 'Tuyên Quang', province_code: '08' };
  await db.commit([insertSchool({ code: PHAN_THIET, name: 'THCS Phan Thiết', ...place })]);
  code = (await issueCode({ db, pepper }, CLERK, { studentCode: CODE, school: PHAN_THIET }, NOW)).code;
});
afterEach(() => db.close());

interface Try {
  caller?: Caller;
  studentId?: string;
  birthDate?: BirthDate;
  code?: string;
  now?: Instant;
}
const lookUp = ({ caller = RECEIVER, now = NOW, ...input }: Try = {}) =>
  grantLookUp(
    { db, pepper, trustList: 'list' },
    caller,
    { studentId: CODE, birthDate: BORN, code, purpose: 'transfer', ...input } as Parameters<
      typeof grantLookUp
    >[2],
    now,
  );

describe('a one-time code', () => {
  it('a one-time code has ten letters without look-alikes and stands nowhere in the database', async () => {
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{10}$/);
    const rows = await db.query.select().from(db.tables.consent_code);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it('a one-time code is only issued for a pupil who studies here, and for another school', async () => {
    const issue = (caller: Caller, school: string) =>
      issueCode({ db, pepper }, caller, { studentCode: CODE, school: school as SchoolCode }, NOW);
    await expect(issue(RECEIVER, '08000101')).rejects.toMatchObject({ code: 'STUDENT_UNKNOWN' });
    await expect(issue(CLERK, '99999999')).rejects.toMatchObject({ code: 'SCHOOL_UNKNOWN' });
    await expect(issue(CLERK, '08000101')).rejects.toMatchObject({ code: 'SCHOOL_UNKNOWN' });
  });

  it('a one-time code ends when a new one is issued', async () => {
    await issueCode({ db, pepper }, CLERK, { studentCode: CODE, school: PHAN_THIET }, NOW);
    await expect(lookUp()).rejects.toMatchObject({ code: 'LOOKUP_REFUSED' });
  });
});

describe('a look-up', () => {
  it('a look-up is granted once, by pupil code or personal number, and audited with its reading', async () => {
    const { grant, bundle } = await lookUp({ studentId: '008213000123' });
    expect(bundle).toEqual({ v: 1, credentials: [], trustList: 'list' });
    expect(await readBundle({ db, trustList: 'list' }, RECEIVER, grant, NOW)).toEqual(bundle);
    await expect(lookUp()).rejects.toMatchObject({ code: 'LOOKUP_REFUSED' });
    const actions = (await listAuditOf(db, PUPILS[0] as string)).map(({ action }) => action);
    expect(actions).toEqual(['consent.issued', 'lookup.granted', 'bundle.read', 'lookup.refused']);
  });

  it('a look-up leaves the same trace when it is refused for a pupil who exists and for one who does not', async () => {
    for (const studentId of [CODE, '0000000000']) {
      await expect(lookUp({ studentId, code: '2222222222' })).rejects.toMatchObject({
        code: 'LOOKUP_REFUSED',
      });
    }
    const rows = (await db.query.select().from(db.tables.audit)).slice(-2);
    expect(rows.map(({ action, student }) => [action, student])).toEqual([
      ['lookup.refused', PUPILS[0]],
      ['lookup.refused', null],
    ]);
    expect(JSON.stringify(rows)).not.toContain(CODE);
  });

  it.each<[string, Try]>([
    ['a pupil nobody knows', { studentId: '0000000000' }],
    ['another birth date', { birthDate: '2013-05-11' as BirthDate }],
    ['another code', { code: '2222222222' }],
    ['another school', { caller: { ...RECEIVER, school: '01000201' as SchoolCode } }],
    ['a code past its 72 hours', { now: later(73) }],
    ['another pupil with this code', { studentId: '0812345671', birthDate: '2013-05-11' as BirthDate }],
  ])('a look-up is refused in one way for %s', async (_, attempt) => {
    await expect(lookUp(attempt)).rejects.toMatchObject({ code: 'LOOKUP_REFUSED', detail: undefined });
  });

  it.each<[string, string, boolean]>([
    ['2013', '2013-08-21', true],
    ['2013', '2013', true],
    ['2013', '2014-08-21', false],
    ['2013-05-10', '2013', false],
  ])(
    'field 20: a look-up of a pupil held as born %s, asked as born %s, is granted: %s',
    async (held, told, granted) => {
      const student = await findStudentByCode(db, CODE);
      if (student === undefined) throw new Error('no pupil');
      await db.commit([updateStudent({ ...student, birth_date: held })]);
      const asked = lookUp({ birthDate: told as BirthDate });
      if (granted) await expect(asked).resolves.toHaveProperty('grant');
      else await expect(asked).rejects.toMatchObject({ code: 'LOOKUP_REFUSED' });
    },
  );

  it('a look-up ends a code after five wrong ones, and lets the account pause', async () => {
    for (let i = 0; i < 5; i++) {
      await expect(lookUp({ code: '2222222222' })).rejects.toMatchObject({ code: 'LOOKUP_REFUSED' });
    }
    await expect(lookUp()).rejects.toMatchObject({ code: 'LOOKUP_LOCKED', retryAfterSeconds: 900 });
    await expect(lookUp({ now: later(1) })).rejects.toMatchObject({ code: 'LOOKUP_REFUSED' });
  });

  it('a look-up gives one of two at one moment the grant', async () => {
    const outcomes = await Promise.allSettled([lookUp(), lookUp()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('a grant is answered to all readers at one moment, each in the audit', async () => {
    const { grant } = await lookUp();
    const read = () => readBundle({ db, trustList: 'list' }, RECEIVER, grant, NOW);
    await Promise.all(Array.from({ length: 20 }, read));
    const actions = (await listAuditOf(db, PUPILS[0] as string)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'bundle.read')).toHaveLength(20);
    expect(await checkAuditChain(db)).toEqual({ rows: 22, brokenAt: null });
  });

  it('a grant is listed for its account while it holds, with the name of the pupil, and for no other account', async () => {
    const { grant } = await lookUp();
    expect(await listOpen(db, RECEIVER, NOW)).toMatchObject([{ grant, name: expect.stringMatching(/ /) }]);
    expect(await listOpen(db, RECEIVER, later(25))).toEqual([]);
    expect(await listOpen(db, { ...RECEIVER, account: 'clerk.khac' as Caller['account'] }, NOW)).toEqual([]);
    expect(await listOpen(db, { ...RECEIVER, school: '01000201' as SchoolCode }, NOW)).toEqual([]);
  });

  it('a grant opens its bundle to the receiving school alone and for a day', async () => {
    const { grant } = await lookUp();
    const read = (caller: Caller, now: Instant) => readBundle({ db, trustList: 'list' }, caller, grant, now);
    await expect(read(CLERK, NOW)).rejects.toMatchObject({ code: 'GRANT_UNKNOWN' });
    await expect(read(RECEIVER, later(25))).rejects.toMatchObject({ code: 'GRANT_UNKNOWN' });
    await expect(readBundle({ db, trustList: 'list' }, RECEIVER, 'x', NOW)).rejects.toMatchObject({
      code: 'GRANT_UNKNOWN',
    });
  });
});

it('field 37: a third school’s wrong codes do not lock the family’s look-up at the rightful school', async () => {
  const third: Caller = {
    ...CLERK,
    account: 'clerk.khac' as Caller['account'],
    school: '01000201' as SchoolCode,
  };
  for (let i = 0; i < 12; i += 1) {
    const each = { ...third, account: `clerk.khac${i}` as Caller['account'] };
    await expect(lookUp({ caller: each, code: '2222222222' })).rejects.toThrow();
  }
  await expect(lookUp({ caller: third, code: '2222222222' })).rejects.toMatchObject({
    code: 'LOOKUP_LOCKED',
  });
  expect(await lookUp()).toMatchObject({ grant: expect.any(String) });
});
