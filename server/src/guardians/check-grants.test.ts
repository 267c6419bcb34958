import type { Instant, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Caller } from '../people/caller.ts';
import { CLERK, NOW, openSmallClass, PUPILS } from '../records/projection/small-class.fixture.ts';
import { type Db, type Write, write } from '../storage/engine/db.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { insertConsentCode, insertGrant } from '../storage/queries/consents.ts';
import { insertSchool } from '../storage/queries/schools/schools.ts';
import { checkGrants } from './check-grants.ts';
import { issueCode } from './consent-code.ts';
import { grantLookUp } from './look-up.ts';

const SCHOOL = '08000102' as SchoolCode;
const RECEIVER: Caller = { ...CLERK, account: 'clerk.phanthiet' as Caller['account'], school: SCHOOL };
const CODE = '0812345670' as StudentCode;
const after = (minutes: number): Instant =>
  new Date(Date.parse(NOW) + minutes * 60_000).toISOString() as Instant;
const services = () => ({ db, pepper: Buffer.alloc(32, 7), trustList: 'list' });
let db: Db;

/** A code that a second one ended, which failed once and was used then; a third one is open. */
beforeEach(async () => {
  db = await openSmallClass();
  const place = { commune: 'Minh Xuân', province: 'Tuyên Quang', province_code: '08' };
  await db.commit([insertSchool({ code: SCHOOL, name: 'THCS Phan Thiết', ...place })]);
  const input = { studentCode: CODE, school: SCHOOL };
  await issueCode(services(), CLERK, input, NOW);
  const { code } = await issueCode(services(), CLERK, input, after(1));
  const lookUp = (tried: string, minutes: number) =>
    grantLookUp(
      services(),
      RECEIVER,
      { studentId: CODE, birthDate: '2013-05-10' as BirthDate, code: tried, purpose: 'transfer' },
      after(minutes),
    );
  await expect(lookUp('2222222222', 2)).rejects.toMatchObject({ code: 'LOOKUP_REFUSED' });
  await lookUp(code, 3);
  await issueCode(services(), CLERK, input, after(4));
});
afterEach(() => db.close());

it('codes and grants that the registry made are as the audit says, and no handle stands in the audit', async () => {
  expect(await checkGrants(db)).toEqual([]);
  const [grant] = await db.query.select().from(db.tables.lookup_grant);
  const acts = JSON.stringify(await db.query.select().from(db.tables.audit));
  expect(acts.includes(grant?.id ?? '')).toBe(false);
});

const OTHER = 'is not what the audit says';
it.each<[string, () => Write, RegExp, number]>([
  [
    'the end of codes',
    () => write((q, t) => q.update(t.consent_code).set({ expires_at: after(9999) })),
    /code/,
    3,
  ],
  ['failed tries', () => write((q, t) => q.update(t.consent_code).set({ failures: 0 })), /one-time code/, 1],
  ['a use', () => write((q, t) => q.update(t.consent_code).set({ used_at: null })), /one-time code/, 1],
  [
    'codes themselves',
    () => write((q, t) => q.update(t.consent_code).set({ hash: 'aa' })),
    /one-time code/,
    3,
  ],
  [
    'the end of a grant',
    () => write((q, t) => q.update(t.lookup_grant).set({ expires_at: after(9999) })),
    /grant/,
    1,
  ],
  [
    'its pupil',
    () => write((q, t) => q.update(t.lookup_grant).set({ student: PUPILS[1] ?? '' })),
    /grant/,
    1,
  ],
])('an edit is named by pupil, school and time: %s', async (_, edit, name, count) => {
  await db.commit([edit()]);
  const faults = await checkGrants(db);
  expect(faults.filter((fault) => name.test(fault) && fault.endsWith(OTHER))).toHaveLength(count);
  expect(faults).toHaveLength(count);
});

it('a row that was written past the registry is named, and one that was deleted', async () => {
  const [grant] = await db.query.select().from(db.tables.lookup_grant);
  const [code] = await db.query.select().from(db.tables.consent_code);
  if (grant === undefined || code === undefined) throw new Error('neither code nor grant');
  await db.commit([
    write((q, t) => q.delete(t.lookup_grant)),
    insertGrant({ ...grant, id: 'mine' }),
    insertConsentCode({ ...code, id: 'mine' }),
  ]);
  expect(await checkGrants(db)).toEqual([
    `one-time code of ${PUPILS[0]} for ${SCHOOL} of ${code.created_at} is in no act of the audit`,
    `look-up grant of ${PUPILS[0]} for ${SCHOOL} of ${after(3)} is in no act of the audit`,
    `look-up grant of ${PUPILS[0]} for ${SCHOOL} of ${after(3)} is missing`,
  ]);
});

it('codes and grants from before acts named them are not compared', async () => {
  const at = '2026-05-01T00:00:00.000Z';
  const grant = {
    student: 's1',
    school: SCHOOL,
    account: 'c',
    purpose: 'transfer',
    created_at: at,
    expires_at: NOW,
  };
  const act = { at, actor: 'c', action: 'lookup.granted', student: 's1', detail: { school: SCHOOL } };
  await db.commit([insertGrant({ ...grant, id: 'older' }), appendAudit(act)]);
  expect(await checkGrants(db)).toEqual([]);
});
