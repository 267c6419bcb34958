import type { CodesPage } from '@hocba/shared/contract/family/codes';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type FamilyBrowser,
  joinWith,
  openBrowser,
  type PrintedSlip,
  printSlips,
} from '../../fixtures/family/family-browser.ts';
import { startSignedClass } from '../../fixtures/family/signed-class.ts';
import type { Registry } from '../../fixtures/registry.ts';

const YEAR = '2025-2026';
const RECEIVER = '08000102';
const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };

let registry: Registry;
let mother: FamilyBrowser;
let slip: PrintedSlip;
let codes: string;

beforeEach(async () => {
  const started = await startSignedClass();
  ({ registry } = started);
  await registry.addAccount({ name: 'clerk.phanthiet', role: 'clerk', school: RECEIVER });
  const slips = await printSlips(registry, 'clerk.tantrao', { year: YEAR, class: '7A1', perStudent: 1 });
  slip = slips[0] as PrintedSlip;
  mother = openBrowser(registry);
  await joinWith(mother, started.sent, slip, HUONG);
  codes = `/family/children/${slip.student}/codes`;
});
afterEach(() => registry.close());

const page = async (query = '') => (await mother.get(`${codes}${query}`)).json<CodesPage>();
const make = async (wish: object = { school: RECEIVER, childAgrees: 'on' }) => mother.post(codes, wish);
const made = async () => {
  const { made: told } = (await make()).json<CodesPage>();
  if (told === null) throw new Error('no code was made');
  return told.code;
};
const lookUp = async (code: string) => {
  const { token } = await registry.signIn('clerk.phanthiet');
  const { studentCode: studentId, birthDate } = slip;
  const payload = { studentId, birthDate, code, purpose: 'transfer' };
  return registry.inject(token, { method: 'POST', url: '/lookups', payload });
};

it('a code of the family opens the signed records for its school once, and the family sees the look', async () => {
  const code = await made();
  const found = await lookUp(code);
  expect(found.statusCode).toBe(200);
  expect((await lookUp(code)).json().code).toBe('LOOKUP_REFUSED');
  expect((await page()).codes).toMatchObject([{ state: 'used', byFamily: true, school: 'THCS Phan Thiết' }]);
  const { looks } = (await mother.get(`/family/children/${slip.student}/looked`)).json();
  expect(looks.map(({ act, school }: { act: string; school: string | null }) => [act, school])).toEqual(
    expect.arrayContaining([
      ['lookup.granted', 'THCS Phan Thiết'],
      ['lookup.refused', 'THCS Phan Thiết'],
      ['consent.issued', null],
    ]),
  );
});

it('a code that the family took back opens nothing', async () => {
  const code = await made();
  const [own] = (await page()).codes;
  expect((await mother.post(`${codes}/${own?.id}/stop`, {})).statusCode).toBe(200);
  expect((await lookUp(code)).json().code).toBe('LOOKUP_REFUSED');
  expect((await page()).codes).toMatchObject([{ state: 'over' }]);
});

it('a search for a school forgives tones and leaves out the school of the child', async () => {
  expect((await page()).found).toEqual([]);
  expect((await page('?school=phan%20thiet')).found.map(({ code }) => code)).toEqual([RECEIVER]);
  expect((await page('?school=tan%20trao')).found).toEqual([]);
  expect((await page(`?school=${RECEIVER}`)).found).toHaveLength(1);
});

it.each([
  ['for the child’s own school', { school: '08000101', childAgrees: 'on' }, 'SCHOOL_UNKNOWN'],
  ['for a school that nobody knows', { school: '99999999', childAgrees: 'on' }, 'SCHOOL_UNKNOWN'],
  ['without the agreement of a child of seven or more', { school: RECEIVER }, 'CHILD_AGREEMENT_MISSING'],
])('a code of the family %s is refused', async (_, wish, code) => {
  expect((await make(wish)).json().code).toBe(code);
  expect((await page()).codes).toEqual([]);
});

it('a code that the family makes stands in no database and no log', async () => {
  const code = await made();
  const rows = await registry.db.query.select().from(registry.db.tables.consent_code);
  expect(JSON.stringify(rows)).not.toContain(code);
  expect(registry.logLines.join('')).not.toContain(code);
});
