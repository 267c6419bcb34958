import { STUDYING } from '@hocba/server/storage/queries/enrolment.fixture';
import { insertClass, insertEnrolments } from '@hocba/server/storage/queries/schools/schools';
import type { LookedPage } from '@hocba/shared/contract/family/child';
import type { AskReviewPage } from '@hocba/shared/contract/family/reviews';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
const SCHOOL = '08000101';
const parent = (nth: number) => ({
  phone: `0900 000 10${nth}`,
  name: 'Ma Thị Hường',
  pin: '739204',
  relation: 'mother',
});

let registry: Registry;
let browser: FamilyBrowser;
let own: string;
/** An own request, one of another family, and a look at the own record. */
let review: string;
let foreignReview: string;
let look: string;
let take: Awaited<ReturnType<typeof startSignedClass>>['take'];
let foreign: Readonly<Record<string, string>>;

/** Puts a pupil into a class of the school year that runs, so that there is something to confirm. */
const enrolNow = async (student: string): Promise<void> => {
  const where = { school: SCHOOL, year: '2026-2027', class: '8A1' };
  const { school, year, class: code } = where;
  await registry.db.commit([
    ...insertClass({ school, year, code, grade: 8 }, []),
    ...insertEnrolments([{ ...where, ...STUDYING, student, position: 1 }]),
  ]);
};

beforeAll(async () => {
  const started = await startSignedClass({ RATE_LIMIT_PER_MINUTE: '1000000' });
  ({ registry, take } = started);
  const slips = await printSlips(registry, 'clerk.tantrao', { year: YEAR, class: '7A1', perStudent: 2 });
  const of = (pupil: number, nth: number) => slips[pupil * 2 + nth] as PrintedSlip;
  browser = openBrowser(registry);
  await joinWith(browser, started.sent, of(0, 0), parent(0));
  const other = openBrowser(registry);
  await joinWith(other, started.sent, of(1, 0), parent(1));
  own = of(0, 0).student;
  await enrolNow(own);
  await browser.post(`/family/children/${own}/enrolment`, {});
  review = await fileReview(browser, own);
  foreignReview = await fileReview(other, of(1, 0).student);
  look = (await browser.get(`/family/children/${own}/looked`)).json<LookedPage>().looks[0]?.id ?? '';
  await registry.idle();
  foreign = {
    'of another family': of(1, 0).student,
    'whom nobody has linked': of(2, 0).student,
    'that does not exist': 's999999999999',
  };
});
afterAll(() => registry.close());

/** The first bytes of a picture, which is all that the registry asks of it. */
const PNG = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');

/** Asks for a review of the first mark of the first subject. */
const fileReview = async (of: FamilyBrowser, student: string): Promise<string> => {
  const page = `/family/children/${student}/ask-review`;
  const [subject] = (await of.get(`${page}?year=${YEAR}`)).json<AskReviewPage>().subjects;
  const wish = { year: YEAR, subject, cell: 'hk1:tx1', text: 'x', photo: PNG };
  return (await of.post(page, wish)).json<{ next: string }>().next.split('/').at(-1) ?? '';
};

/** Every route about a child, with values for what else stands in its address. */
const routes = () =>
  registry.app.declaredRoutes
    .filter(({ url, method }) => url.includes('/children/:student') && method !== 'HEAD')
    .map(({ url, method }) => ({
      method,
      url: url
        .replace(':year', YEAR)
        .replace(/:(share|code)/, 'x'.repeat(22))
        .replace(':review', review)
        .replace(':look', look)
        .replace(':seq', '1')
        .replace(':promise', '01KB0000000000000000000001'),
    }));

/** Bodies that pass the schemas of every form. */
const BODIES: readonly object[] = [
  {},
  { purpose: 'x', days: '7', 'year-0': YEAR, childAgrees: 'on' },
  { school: '08000102', childAgrees: 'on' },
  { code: '123456' },
  { id: '01KB0000000000000000000001' },
  { id: '01KB0000000000000000000001', text: 'x' },
  { text: 'x' },
  { year: YEAR, subject: 'toan', cell: 'hk1:tx1', text: 'x' },
];

const ask = async (method: string, url: string, body: object) =>
  method === 'GET' ? browser.get(url) : browser.post(url, body);

type Answer = Awaited<ReturnType<FamilyBrowser['get']>>;

/** An answer and its statements: the fewest of several times, since lanes of background work count theirs in between. */
const answerOf = async (call: () => Promise<Answer>): Promise<readonly [number, string, string]> => {
  const costs: string[] = [];
  let last = await call();
  for (let n = 0; n < 4; n += 1) {
    take();
    last = await call();
    const { questions, commits, writes } = take();
    costs.push([questions, commits, writes].map((count) => String(count).padStart(4, '0')).join(' '));
  }
  return [last.statusCode, last.body, costs.toSorted()[0] ?? ''];
};

it('the walk over children finds the routes of a family', () => {
  expect(routes().length).toBeGreaterThan(6);
});

it('every route about a child of others answers alike: NOT_FOUND, whether the child exists or not', async () => {
  for (const { method, url } of routes()) {
    for (const body of method === 'GET' ? [{}] : BODIES) {
      const answers = await Promise.all(
        Object.values(foreign).map((student) => ask(method, url.replace(':student', student), body)),
      );
      const seen = answers.map(({ statusCode, body: text }) => `${statusCode} ${text}`);
      expect([method, url, new Set(seen).size]).toEqual([method, url, 1]);
      const status = answers[0]?.statusCode;
      // A form whose fields are missing is refused before anybody asks whose child it is.
      expect([404, ...(method === 'POST' ? [400] : [])], `${method} ${url}`).toContain(status);
    }
  }
});

it('an answer about a child of others costs the statements of one about a child that does not exist', async () => {
  for (const { method, url } of routes()) {
    for (const body of method === 'GET' ? [{}] : BODIES) {
      const costs: string[] = [];
      for (const student of Object.values(foreign)) {
        costs.push((await answerOf(() => ask(method, url.replace(':student', student), body)))[2]);
      }
      expect([method, url, new Set(costs).size, costs]).toEqual([method, url, 1, costs]);
    }
  }
});

it('every page about the own child answers', async () => {
  for (const { method, url } of routes().filter((route) => route.method === 'GET')) {
    expect([url, (await ask(method, url.replace(':student', own), {})).statusCode]).toEqual([url, 200]);
  }
});

const NO_REQUEST = '01KB0000000000000000000001';

it('a request of another family answers as one that does not exist, under the own child too, at the same cost', async () => {
  for (const { method, url } of routes().filter((route) => route.url.includes(review))) {
    for (const body of method === 'GET' ? [{}] : [{}, { text: 'x' }]) {
      const to = (id: string) => () => ask(method, url.replace(':student', own).replace(review, id), body);
      const answers = [await answerOf(to(foreignReview)), await answerOf(to(NO_REQUEST))];
      expect([method, url, answers[0]]).toEqual([method, url, answers[1]]);
    }
  }
});

it('a request at another school answers as one that does not exist, at the same cost', async () => {
  await registry.addAccount({ name: 'ht.phanthiet', role: 'head', school: '08000102' });
  const { token } = await registry.signIn('ht.phanthiet');
  const payload = { seq: 1, act: { kind: 'accept', text: 'x' } };
  const calls = [
    (id: string) => () => registry.inject(token, { url: `/reviews/${id}` }),
    (id: string) => () => registry.inject(token, { method: 'POST', url: `/reviews/${id}/events`, payload }),
  ];
  for (const call of calls) {
    const answers = [await answerOf(call(review)), await answerOf(call(NO_REQUEST))];
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[1]).toContain('REVIEW_UNKNOWN');
  }
});
