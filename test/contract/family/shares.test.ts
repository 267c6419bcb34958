import { write } from '@hocba/server/storage/engine/db';
import { listAuditOf } from '@hocba/server/storage/queries/audit/audit';
import type { SharedPage, SharesPage } from '@hocba/shared/contract/family/shares';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type FamilyBrowser,
  joinWith,
  openBrowser,
  type PrintedSlip,
  printSlips,
  type SentCodes,
} from '../../fixtures/family/family-browser.ts';
import { startSignedClass } from '../../fixtures/family/signed-class.ts';
import type { Registry } from '../../fixtures/registry.ts';

const HOUR = 3_600_000;
const YEAR = '2025-2026';
const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
const TOAN = { phone: '0900 000 002', name: 'Nguyễn Văn Toàn', pin: '480316', relation: 'father' };
const WISH = { purpose: 'Hồ sơ học bổng', days: '7', 'year-0': YEAR, childAgrees: 'on' };

let registry: Registry;
let sent: SentCodes;
let slips: readonly PrintedSlip[];
let mother: FamilyBrowser;
let student: string;

beforeEach(async () => {
  ({ registry, sent } = await startSignedClass());
  slips = await printSlips(registry, 'clerk.tantrao', { year: YEAR, class: '7A1', perStudent: 2 });
  mother = openBrowser(registry);
  await joinWith(mother, sent, slips[0] as PrintedSlip, HUONG);
  student = slips[0]?.student ?? '';
});
afterEach(() => registry.close());

const shares = (browser: FamilyBrowser, of = student) => browser.get(`/family/children/${of}/shares`);
const make = async (browser: FamilyBrowser, wish: object = WISH) =>
  browser.post(`/family/children/${student}/shares`, wish);
const madeBy = async (browser: FamilyBrowser, wish: object = WISH) => {
  const { made } = (await make(browser, wish)).json<SharesPage>();
  if (made === null) throw new Error('no share was made');
  return { path: new URL(made.address).pathname, pin: made.pin, waits: made.waits };
};
const seen = async (browser: FamilyBrowser, path: string) => (await browser.get(path)).json<SharedPage>();
const father = async () => {
  const browser = openBrowser(registry);
  await joinWith(browser, sent, slips[1] as PrintedSlip, TOAN);
  return browser;
};

it('a share shows the chosen years to a reader with link and PIN, and the family sees the look', async () => {
  const { path, pin, waits } = await madeBy(mother);
  expect(waits).toBe(false);
  const reader = openBrowser(registry);
  expect(await seen(reader, path)).toMatchObject({ state: 'pin', records: [], purpose: null });
  expect((await reader.post(path, { pin })).statusCode).toBe(200);
  const shown = await seen(reader, path);
  expect(shown).toMatchObject({
    state: 'open',
    purpose: WISH.purpose,
    records: [{ year: YEAR, verdict: 'VALID' }],
  });
  expect((await shares(mother)).json<SharesPage>().shares).toMatchObject([{ state: 'open', views: 1 }]);
  const looks = (await mother.get(`/family/children/${student}/looked`)).json().looks;
  expect(looks.map(({ act }: { act: string }) => act)).toContain('share.opened');
});

it('a share that may not be kept gives no file, and one that may gives the chosen years alone', async () => {
  const closed = await madeBy(mother);
  const reader = openBrowser(registry);
  await reader.post(closed.path, { pin: closed.pin });
  expect((await reader.get(`${closed.path}/bundle`)).statusCode).toBe(404);
  const open = await madeBy(mother, { ...WISH, download: 'on' });
  expect((await reader.get(`${open.path}/bundle`)).statusCode).toBe(404);
  await reader.post(open.path, { pin: open.pin });
  expect((await reader.get(`${open.path}/bundle`)).json().credentials).toHaveLength(1);
});

it('five wrong PINs block a share for good, and the right one opens it no more', async () => {
  const { path, pin } = await madeBy(mother);
  const wrong = pin === '111111' ? '222222' : '111111';
  for (let i = 0; i < 5; i += 1) {
    const refused = await openBrowser(registry).post(path, { pin: wrong });
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'SHARE_PIN_WRONG']);
  }
  expect((await openBrowser(registry).post(path, { pin })).json().code).toBe('SHARE_PIN_WRONG');
  expect((await shares(mother)).json<SharesPage>().shares).toMatchObject([{ state: 'blocked' }]);
  const refused = (await listAuditOf(registry.db, student)).filter(
    ({ action }) => action === 'share.refused',
  );
  expect(refused).toHaveLength(5);
});

it('a share that is stopped says so to a reader who saw it before, and shows nothing', async () => {
  const { path, pin } = await madeBy(mother);
  const reader = openBrowser(registry);
  await reader.post(path, { pin });
  const [share] = (await shares(mother)).json<SharesPage>().shares;
  await mother.post(`/family/children/${student}/shares/${share?.id}/stop`, {});
  expect(await seen(reader, path)).toMatchObject({ state: 'stopped', records: [], purpose: null });
});

it('a share is over when its days are', async () => {
  const { path, pin } = await madeBy(mother, { ...WISH, days: '1' });
  registry.pass(25 * HOUR);
  const reader = openBrowser(registry);
  await reader.post(path, { pin });
  expect(await seen(reader, path)).toMatchObject({ state: 'over', records: [] });
});

it('an unknown link asks for a PIN like every other, and refuses each alike', async () => {
  const path = `/family/shared/${'x'.repeat(22)}`;
  const reader = openBrowser(registry);
  expect(await seen(reader, path)).toMatchObject({ state: 'pin' });
  const refused = await reader.post(path, { pin: '123123' });
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'SHARE_PIN_WRONG']);
});

it('a share of one parent opens after 48 hours, in which the other sees it and may object', async () => {
  const other = await father();
  const { path, pin, waits } = await madeBy(mother);
  expect(waits).toBe(true);
  const reader = openBrowser(registry);
  await reader.post(path, { pin });
  expect(await seen(reader, path)).toMatchObject({ state: 'waiting', records: [] });
  const [share] = (await shares(other)).json<SharesPage>().shares;
  expect(share).toMatchObject({ state: 'waiting', isOwn: false, by: HUONG.name });
  await other.post(`/family/children/${student}/shares/${share?.id}/object`, { text: 'Con không muốn' });
  registry.pass(49 * HOUR);
  await reader.post(path, { pin });
  expect(await seen(reader, path)).toMatchObject({ state: 'objected', records: [] });
});

it('silence of the other parent lets a share open, and then nobody can object', async () => {
  const other = await father();
  const { path, pin } = await madeBy(mother);
  registry.pass(49 * HOUR);
  const reader = openBrowser(registry);
  await reader.post(path, { pin });
  expect(await seen(reader, path)).toMatchObject({ state: 'open' });
  const [share] = (await shares(other)).json<SharesPage>().shares;
  const late = await other.post(`/family/children/${student}/shares/${share?.id}/object`, {
    text: 'Con không muốn',
  });
  expect([late.statusCode, late.json().code]).toEqual([409, 'TOO_LATE']);
});

it.each([
  ['without a year', { purpose: 'x', days: '7', childAgrees: 'on' }, 'SHARE_YEARS'],
  ['of a year that is not signed', { ...WISH, 'year-0': '2024-2025' }, 'SHARE_YEARS'],
  [
    'without the agreement of a child of seven or more',
    { ...WISH, childAgrees: undefined },
    'CHILD_AGREEMENT_MISSING',
  ],
])('a share %s is refused', async (_, wish, code) => {
  const refused = await make(mother, wish);
  expect(refused.json().code).toBe(code);
  expect((await shares(mother)).json<SharesPage>().shares).toEqual([]);
});

it('a row of a share that was edited past the registry opens nothing', async () => {
  const { path, pin } = await madeBy(mother);
  const { db } = registry;
  const reader = openBrowser(registry);
  await reader.post(path, { pin });
  await db.commit([
    write((query, { record_share: t }) => query.update(t).set({ student: slips[2]?.student ?? '' })),
  ]);
  expect(await seen(reader, path)).toMatchObject({ state: 'stopped', records: [] });
});
