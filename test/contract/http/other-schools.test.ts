import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { countStatements, type StatementCount } from '@hocba/server/storage/engine/counting-db.fixture';
import { openStorage } from '@hocba/server/storage/engine/open';
import type { PupilGuardians } from '@hocba/shared/contract/family/office';
import type { SharesPage } from '@hocba/shared/contract/family/shares';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addClassOfTwo, CLASS, CLERK, PUPILS, YEAR } from '../../fixtures/class-of-two.ts';
import {
  joinWith,
  openBrowser,
  openSentCodes,
  type PrintedSlip,
  printSlips,
  type SentCodes,
} from '../../fixtures/family/family-browser.ts';
import { addSignedYear } from '../../fixtures/family/signed-year.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { addReceivingClass, openDesk } from '../../fixtures/transfers/desk.ts';
import { goodInput } from '../../vectors/credential/good-record.ts';

/** Accounts of a third school, which has nothing to do with pupil, family and transfer. */
const STRANGERS = [
  { name: 'clerk.nguyentrai', role: 'clerk', school: '01000201' },
  { name: 'ht.nguyentrai', role: 'head', school: '01000201' },
] as const;
const TOAN = { phone: '0900 000 002', name: 'Nguyễn Văn Toàn', pin: '480316', relation: 'father' };
const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
const ULID = '01KB0000000000000000000001';

let registry: Registry;
let take: () => StatementCount;
let tokens: string[];
/** For each collection of an address: what others have in it, and what nobody has. */
let ids: Readonly<Record<string, readonly [theirs: string, nobodys: string]>>;

/** Bodies that pass the schemas of the forms about others' things. */
const BODIES: readonly object[] = [
  {},
  { reason: 'x' },
  { rights: { see: true, ask: true, decide: true, messages: true }, evidence: 'x' },
  { relation: 'grandparent', evidence: 'x', until: null },
  { link: `l${ULID}`, kind: 'see-only', document: 'x', from: null, until: null },
  { decision: 'confirm' },
  { seq: 1, act: { kind: 'accept' } },
  { kind: 'abroad', note: 'x' },
  { kind: 'request', grades: [6], holder: { name: 'x' }, until: null },
  { kind: 'withdraw', text: 'x' },
  { seq: 1, act: { kind: 'say', text: 'x' } },
  { isAllowed: true, text: 'x' },
];

const post = async (token: string, url: string, payload: object) => {
  const answer = await registry.inject(token, { method: 'POST', url, payload });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
  return answer.json();
};

/** Two parents of a pupil whose year is signed: the mother shares it, and asks for a review; the father objects to the share. */
const quarrel = async (sent: SentCodes): Promise<{ share: string; review: string }> => {
  await addSignedYear(registry);
  const slips = await printSlips(registry, CLERK, { year: YEAR, class: CLASS, perStudent: 2 });
  const [mother, father] = [openBrowser(registry), openBrowser(registry)];
  await joinWith(mother, sent, slips[0] as PrintedSlip, HUONG);
  await joinWith(father, sent, slips[1] as PrintedSlip, TOAN);
  const child = `/family/children/${PUPILS[0]?.id}`;
  const wish = { purpose: 'x', days: '7', 'year-0': goodInput.record.year, childAgrees: 'on' };
  const { shares } = (await mother.post(`${child}/shares`, wish)).json<SharesPage>();
  const share = shares[0]?.id ?? '';
  await father.post(`${child}/shares/${share}/object`, { text: 'Con không muốn' });
  const cell = { year: YEAR, subject: 'toan', cell: 'hk1:tx1', text: 'Cô chấm 8' };
  const filed = (await mother.post(`${child}/ask-review`, cell)).json<{ next: string }>();
  return { share, review: filed.next.split('/').at(-1) ?? '' };
};

beforeAll(async () => {
  const sent = openSentCodes();
  const counted = countStatements(await openStorage('memory:', TEST_MAC));
  ({ take } = counted);
  registry = await startRegistry({
    env: { RATE_LIMIT_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' },
    services: { db: counted.db, senders: sent.senders },
  });
  await addClassOfTwo(registry);
  await addReceivingClass(registry);
  const { share, review } = await quarrel(sent);
  const desk = await openDesk(registry);
  const grant = await desk.lookUp();
  const { id } = await desk.request(grant);
  const letter = { kind: 'commitment', grades: [6], holder: { name: 'Trường cũ' }, until: '2026-11-30' };
  const promise = await post(desk.token.receiver, `/transfers/${id}/promises`, letter);
  await registry.idle();
  const student = PUPILS[0]?.id ?? '';
  const listed = await registry.inject(desk.token.clerk, { url: `/pupils/${student}/guardians` });
  const link = listed.json<PupilGuardians>().guardians[0]?.link ?? '';
  const wish = { link, kind: 'see-only', document: 'Quyết định số 12/2026', from: null, until: null };
  const ordered: PupilGuardians = await post(desk.token.clerk, `/pupils/${student}/orders`, wish);
  const [message] = await registry.db.query.select().from(registry.db.tables.message);
  ids = {
    pupils: [student, 's999999999999'],
    guardians: [link, `l${ULID}`],
    orders: [ordered.orders[0]?.id ?? '', `o${ULID}`],
    'school-messages': [message?.id ?? '', ULID],
    transfers: [id, ULID],
    reviews: [review, ULID],
    photos: ['2', '2'],
    promises: [promise.id, ULID],
    objections: [share, 'x'.repeat(22)],
    lookups: [grant, 'x'.repeat(32)],
  };
  for (const account of STRANGERS) await registry.addAccount(account);
  tokens = await Promise.all(STRANGERS.map(async ({ name }) => (await registry.signIn(name)).token));
});
afterAll(() => registry.close());

/** The collections of which an address names one thing: `pupils` and `orders` of `/pupils/:student/orders/:order`. */
const collectionsIn = (url: string): string[] =>
  [...url.matchAll(/([\w-]+)\/:\w+/g)].map(([, collection]) => collection ?? '');

/**
 * Every route whose address names something of a school. Families' routes have a walk of their own; a database of devices
 * is named by its school, and a key is public.
 */
const routes = () =>
  registry.app.declaredRoutes.filter(
    ({ url, method }) =>
      collectionsIn(url).length > 0 &&
      method !== 'HEAD' &&
      !/^\/(family|sync|keys|lookup-requests)\b/.test(url),
  );

const fill = (url: string, side: 0 | 1): string =>
  url.replace(
    /([\w-]+)\/:\w+/g,
    (_, collection: string) => `${collection}/${ids[collection]?.[side] ?? 'missing'}`,
  );

/** Nobody guesses the 192 bits of a grant, and the family is to see that another school tried it: that costs an audit row. */
const isAudited = (url: string): boolean => url.includes(':grant');

const askOnce = async (token: string, { method, url }: { method: string; url: string }, body: object) => {
  await registry.idle();
  take();
  const payload = method === 'GET' ? {} : { payload: body };
  const { statusCode, body: text } = await registry.inject(token, {
    method: method as 'GET',
    url,
    ...payload,
  });
  return { statusCode, text, cost: take() };
};

/** Work in the background is counted with the answer: the cheapest of three is the answer's own. */
const ask = async (...of: Parameters<typeof askOnce>) => {
  const [first, ...more] = [await askOnce(...of), await askOnce(...of), await askOnce(...of)];
  const questions = Math.min(first.cost.questions, ...more.map(({ cost }) => cost.questions));
  return { ...first, cost: { ...first.cost, questions } };
};

it('the walk over schools has something of others for every collection', () => {
  const names = new Set(routes().flatMap(({ url }) => collectionsIn(url)));
  expect(routes().length).toBeGreaterThan(10);
  expect([...names].filter((name) => ids[name] === undefined)).toEqual([]);
  expect(Object.values(ids).flat()).not.toContain('');
});

it('every route about something of another school answers NOT_FOUND, with the text and the statements of nothing at all', async () => {
  for (const { method, url } of routes()) {
    const statuses = new Set<number>();
    for (const token of tokens) {
      for (const body of method === 'GET' ? [{}] : BODIES) {
        const theirs = await ask(token, { method, url: fill(url, 0) }, body);
        const nobodys = await ask(token, { method, url: fill(url, 1) }, body);
        const cost = isAudited(url) ? nobodys.cost : theirs.cost;
        expect([method, url, { ...theirs, cost }]).toEqual([method, url, nobodys]);
        statuses.add(theirs.statusCode);
      }
    }
    // A body of another form is refused by its schema, before anybody asks whose the thing is.
    expect([method, url, [...statuses].filter((status) => status !== 400)]).toEqual([method, url, [404]]);
  }
});
