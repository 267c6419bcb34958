import { checkRecordSlips } from '@hocba/server/guardians/record-slips/check-record-slips';
import { recordSlipHash } from '@hocba/server/guardians/record-slips/print-slip';
import { type Tables, write } from '@hocba/server/storage/engine/db';
import { findRecordSlip } from '@hocba/server/storage/queries/guardians/record-slips';
import type { RecordFacts, RecordSlip } from '@hocba/shared/contract/enrolment/record-slip';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLERK, HEAD, PUPILS, RECEIVER, SCHOOL, TEACHER } from '../../fixtures/class-of-two.ts';
import { everyRow } from '../../fixtures/every-row.ts';
import type { FamilyBrowser } from '../../fixtures/family/family-browser.ts';
import { startMother } from '../../fixtures/family/parents.ts';
import { addSignedYear } from '../../fixtures/family/signed-year.ts';
import type { Registry } from '../../fixtures/registry.ts';

const PUPIL = PUPILS[0] as (typeof PUPILS)[0];
const DEPARTMENT = 'so.canbo';
const DAY = 86_400_000;
let registry: Registry;
let mother: FamilyBrowser;

beforeEach(async () => {
  ({ registry, mother } = await startMother());
  await addSignedYear(registry);
  await registry.addAccount({ name: DEPARTMENT, role: 'department', school: null });
});
afterEach(() => registry.close());

const post = async (account: string, url: string, payload: object = {}) => {
  const { token } = await registry.signIn(account);
  return registry.inject(token, { method: 'POST', url, payload });
};
const print = async (student: string = PUPIL.id) =>
  (await post(CLERK, `/pupils/${student}/record-slip`)).json<RecordSlip>();
const open = (account: string, code: string) => post(account, '/record-slips/open', { code });
const looksOf = async (): Promise<{ act: string; role: string; school: string | null }[]> =>
  (await mother.get(`/family/children/${PUPIL.id}/looked`)).json().looks;

it('a slip opens at any office to three facts and a name that fits the paper, and to no mark', async () => {
  const slip = await print();
  expect(slip).toMatchObject({ name: PUPIL.name, code: expect.stringMatching(/^[A-HJKMNP-Z]{8}$/) });
  for (const account of [RECEIVER, CLERK, DEPARTMENT]) {
    const facts = await open(account, slip.code);
    expect([account, facts.statusCode]).toEqual([account, 200]);
    expect(facts.json<RecordFacts>()).toEqual({
      name: 'N. T. Á. Tuyết',
      birthYear: '2013',
      printedAt: registry.clock(),
      expiresAt: slip.expiresAt,
      years: [
        {
          year: '2025-2026',
          verdict: 'VALID',
          school: 'THCS Tân Trào',
          signedBy: expect.any(String),
          signedAt: registry.clock(),
        },
      ],
    });
  }
  expect(await looksOf()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ act: 'record-slip.issued', role: 'clerk' }),
      expect.objectContaining({ act: 'record-slip.opened', school: 'THCS Phan Thiết' }),
      expect.objectContaining({ act: 'record-slip.opened', role: 'department' }),
    ]),
  );
});

it('teachers open no slip, and no school prints one for a pupil of another', async () => {
  const { code } = await print();
  expect((await open(TEACHER, code)).statusCode).toBe(403);
  const foreign = await post(RECEIVER, `/pupils/${PUPIL.id}/record-slip`);
  const nobody = await post(RECEIVER, '/pupils/s999999999999/record-slip');
  expect([foreign.statusCode, foreign.body]).toEqual([404, nobody.body]);
});

it('a slip ends after thirty days, and with the next slip of the pupil', async () => {
  const first = await print();
  const second = await print();
  expect((await open(RECEIVER, first.code)).json().code).toBe('RECORD_SLIP_REFUSED');
  expect((await open(RECEIVER, second.code)).statusCode).toBe(200);
  registry.pass(30 * DAY);
  expect((await open(RECEIVER, second.code)).json().code).toBe('RECORD_SLIP_REFUSED');
});

it('a wrong code is refused like one that has run out, after ten at a desk that desk waits an hour and no other does', async () => {
  const { code } = await print();
  const wrong = code === 'AAAAAAAA' ? 'BBBBBBBB' : 'AAAAAAAA';
  const refused = await open(RECEIVER, wrong);
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'RECORD_SLIP_REFUSED']);
  for (let i = 0; i < 9; i += 1) await open(RECEIVER, wrong);
  const locked = await open(RECEIVER, code);
  expect([locked.statusCode, locked.json().code]).toEqual([429, 'LOOKUP_LOCKED']);
  expect((await open(CLERK, code)).statusCode).toBe(200);
  registry.pass(3_600_000);
  expect((await open(RECEIVER, code)).statusCode).toBe(200);
});

it('an opened slip counts as no wrong code, however often it is opened', async () => {
  const { code } = await print();
  for (let i = 0; i < 12; i += 1) expect((await open(CLERK, code)).statusCode).toBe(200);
});

it('a code stands in no table and no log', async () => {
  const { code } = await print();
  await open(RECEIVER, code);
  expect(JSON.stringify(await everyRow(registry.db))).not.toContain(code);
  expect(registry.logLines.join('')).not.toContain(code);
});

it('an order about a guardian ends the open slips of the child', async () => {
  const { code } = await print();
  const { token } = await registry.signIn(CLERK);
  const listed = await registry.inject(token, { url: `/pupils/${PUPIL.id}/guardians` });
  const link = listed.json().guardians[0].link;
  const wish = { link, kind: 'no-address', document: 'Quyết định số 12', from: null, until: null };
  const { orders } = (await post(CLERK, `/pupils/${PUPIL.id}/orders`, wish)).json();
  await post(HEAD, `/pupils/${PUPIL.id}/orders/${orders[0].id}/decide`, { decision: 'confirm' });
  expect((await open(CLERK, code)).json().code).toBe('RECORD_SLIP_REFUSED');
  expect(JSON.stringify(await looksOf())).not.toContain('THCS');
  expect(await checkRecordSlips(registry.db)).toEqual([]);
});

it('a slip that was edited, made or taken away past the registry is named against the audit', async () => {
  const { code } = await print();
  await print();
  const { db } = registry;
  const row = await findRecordSlip(db, recordSlipHash(registry.secrets.pepper, code));
  if (row === undefined) throw new Error('no slip');
  expect(await checkRecordSlips(db)).toEqual([]);
  const name = `paper slip of ${PUPIL.id} by ${SCHOOL} of ${registry.clock()}`;
  // The end of the older slip was put off, so that its code would open again.
  const expires_at = '2099-01-01T00:00:00.000Z';
  const ofRow = (one: Tables['record_slip']) => eq(one.id, row.id);
  await db.commit([
    write((query, { record_slip: t }) => query.update(t).set({ expires_at }).where(ofRow(t))),
  ]);
  expect(await checkRecordSlips(db)).toEqual([`${name} is not what the audit says`]);
  await db.commit([
    write((query, { record_slip: t }) => query.update(t).set({ id: 'mine' }).where(ofRow(t))),
  ]);
  expect((await checkRecordSlips(db)).toSorted()).toEqual([
    `${name} is in no act of the audit`,
    `${name} is missing`,
  ]);
});

it('a year whose signature was damaged is named as not valid, and nobody is said to have signed it', async () => {
  const { code } = await print();
  const [row] = await registry.db.query.select().from(registry.db.tables.credential);
  const jws = `${row?.jws.slice(0, -4)}AAAA`;
  await registry.db.commit([write((query, { credential }) => query.update(credential).set({ jws }))]);
  const [year] = (await open(RECEIVER, code)).json<RecordFacts>().years;
  expect(year).toEqual({
    year: '2025-2026',
    verdict: 'INVALID',
    school: null,
    signedBy: null,
    signedAt: null,
  });
  expect(recordSlipHash(registry.secrets.pepper, code)).toMatch(/^[0-9a-f]{64}$/);
});
