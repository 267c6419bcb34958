import { STUDYING } from '@hocba/server/storage/queries/enrolment.fixture';
import { insertClass, insertEnrolments } from '@hocba/server/storage/queries/schools/schools';
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
  await joinWith(openBrowser(registry), started.sent, of(1, 0), parent(1));
  own = of(0, 0).student;
  await enrolNow(own);
  await browser.post(`/family/children/${own}/enrolment`, {});
  foreign = {
    'of another family': of(1, 0).student,
    'whom nobody has linked': of(2, 0).student,
    'that does not exist': 's999999999999',
  };
});
afterAll(() => registry.close());

/** Every route about a child, with values for what else stands in its address. */
const routes = () =>
  registry.app.declaredRoutes
    .filter(({ url, method }) => url.includes('/children/:student') && method !== 'HEAD')
    .map(({ url, method }) => ({
      method,
      url: url.replace(':year', YEAR).replace(/:(share|code)/, 'x'.repeat(22)),
    }));

/** Bodies that pass the schemas of every form. */
const BODIES: readonly object[] = [
  {},
  { purpose: 'x', days: '7', 'year-0': YEAR, childAgrees: 'on' },
  { school: '08000102', childAgrees: 'on' },
  { id: '01KB0000000000000000000001' },
  { id: '01KB0000000000000000000001', text: 'x' },
];

const ask = async (method: string, url: string, body: object) =>
  method === 'GET' ? browser.get(url) : browser.post(url, body);

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
        take();
        await ask(method, url.replace(':student', student), body);
        costs.push(JSON.stringify(take()));
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
