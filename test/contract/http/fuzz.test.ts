import { STUDYING } from '@hocba/server/storage/queries/enrolment.fixture';
import { insertClass, insertEnrolments, insertStudents } from '@hocba/server/storage/queries/schools/schools';
import { PROBLEM_TITLES } from '@hocba/shared/problem-titles';
import { PROBLEMS, type ProblemCode } from '@hocba/shared/problems';
import type { ClassCode, SchoolYear, SubjectCode } from '@hocba/shared/school/identifiers';
import fc from 'fast-check';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

const SEED = 20_261_125;
const RUNS = 5_000;
const DATABASE = '08000101-2026-2027';
const CLASS = '8A1' as ClassCode;
const YEAR = '2026-2027' as SchoolYear;

let registry: Registry;
const tokens: string[] = [];

beforeAll(async () => {
  registry = await startRegistry({ env: { RATE_LIMIT_PER_MINUTE: '9999999' } });
  const where = { school: '08000101', year: YEAR };
  const pupil = { code: '0812345678', personal_id: null, sort_key: '1', search_key: '1', ethnicity: 'Kinh' };
  const student = {
    ...pupil,
    id: 's000000000001',
    name: 'Học Sinh',
    birth_date: '2013-05-17',
    sex: 'female',
  };
  const place = { class: CLASS, position: 1 };
  await registry.db.commit([
    ...insertStudents([student]),
    ...insertClass({ ...where, code: CLASS, grade: 8 }, [
      { ...where, class: CLASS, subject: 'toan', regular_marks: 4 },
    ]),
    ...insertEnrolments([{ ...where, ...place, ...STUDYING, student: student.id }]),
  ]);
  const assignments = [{ year: YEAR, class: CLASS, subject: 'toan' as SubjectCode }];
  await registry.addAccount({ name: 'toan.8a1', role: 'teacher', assignments });
  await registry.addAccount({ name: 'ht.tantrao', role: 'head' });
  await registry.addAccount({ name: 'clerk.phanthiet', role: 'clerk', school: '08000102' });
  await registry.addAccount({ name: 'operator', role: 'operator', school: null });
  for (const name of ['toan.8a1', 'ht.tantrao', 'clerk.phanthiet', 'operator']) {
    tokens.push((await registry.signIn(name)).token);
  }
});
afterAll(() => registry.close());

// ── what a stranger may send ──────────────────────────────────────────────────────────────────────────────

const SEGMENTS = [
  ...[DATABASE, '08000102-2026-2027', 'x', 'd0000000000aa', 's000000000001', 'record:s000000000001'],
  ...['class:8A1', 'A'.repeat(32), '%', '%zz', '%00', '%ff', '..', '%2e%2e%2f%2e%2e%2fetc', '__proto__'],
  ...[
    'constructor',
    encodeURIComponent('ế'.repeat(85)),
    'a'.repeat(300),
    ' ',
    '%20',
    "'",
    '%F0%9F%92%A9',
    ';',
  ],
];
const HEADERS: Record<string, readonly string[]> = {
  'content-type': ['application/json', 'application/json; charset=utf-8', 'text/plain', 'x', ''],
  'content-encoding': ['gzip', 'identity', 'br'],
  'accept-encoding': ['gzip', 'br;q=1.0, *;q=0', ''],
  accept: ['text/html', 'application/json', '*/*'],
  cookie: ['__Host-hocba-refresh=x', `__Host-hocba-refresh=${'a'.repeat(43)}`, '=;=;__proto__=x', '%'],
  origin: ['https://hocba.example', 'https://evil.example', 'null'],
  'x-hocba-refresh': ['1', ''],
  'sec-fetch-site': ['same-origin', 'cross-site'],
  'if-none-match': ['*', '"x"', 'W/"x"'],
  range: ['bytes=0-1', 'bytes=-99999999999999999999', 'x'],
  'x-forwarded-for': ['1.2.3.4', '::', 'x, y'],
  'x-http-method-override': ['DELETE'],
  'content-length': ['-1', 'x'],
};
const QUERIES: Record<string, readonly string[]> = {
  since: ['0', '999999999999999', '1e9', '-1', 'now', '"5"', 'x'],
  limit: ['0', '1', '99999999999', 'x'],
  feed: ['normal', 'longpoll', 'continuous', 'eventsource'],
  heartbeat: ['true', '0', '1', '999999999999999999'],
  style: ['all_docs', 'x'],
  open_revs: ['all', '["1-x"]', '[[[', '[1]', '{}'],
  rev: ['1-x', '0-0', '%00', 'x'],
  include_docs: ['true'],
  conflicts: ['true'],
  revs: ['true', '1'],
  latest: ['true'],
  __proto__x: ['1'],
};
const ENTRY = {
  _id: `entry:8A1:toan:hk1:${'0'.repeat(26)}`,
  ...{ v: 1, dev: 'd0000000000aa', n: 1, by: 'toan.8a1', at: '2026-10-01T02:00:00.000Z', kind: 'entry' },
  sheet: '8A1:toan:hk1',
  cells: [['s000000000001', 'tx1', 85, null]],
};
const BODIES: readonly unknown[] = [
  ...[{ account: 'x', password: 'y' }, { current: 'x', next: 'y' }, { a: ['1-x'] }, { docs: [{ id: 'a' }] }],
  { studentCode: '0812345678', school: '08000102' },
  { studentId: '0812345678', birthDate: '2013-05-17', code: '2222222222', purpose: 'transfer' },
  ...[
    { docs: [ENTRY], new_edits: true },
    { docs: [{ ...ENTRY, _rev: '1-a' }], new_edits: false },
  ],
  { docs: [{ ...ENTRY, sheet: '8A1:constructor:hk1' }] },
];
const RAW = [
  ...[
    '',
    '[',
    '['.repeat(9_000),
    '{"a":1,"a":2}',
    '{"__proto__":{}}',
    '"\\ud800"',
    '1e999',
    '-0',
    'nan',
    '\u0000',
  ],
  ...[
    '{"docs":[{"_id":"\\u0000"}]}',
    `{"docs":[{"_id":"${'\\"'.repeat(5_000)}`,
    '{"docs":[null,1,"x",[],{}]}',
  ],
  ...[`"${'x'.repeat(70_000)}"`, '{"docs":{}}', '\ufeff{}', '{"new_edits":null,"docs":[]}', '{"_rev":"0-9"}'],
];

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const someOf = (pool: Record<string, readonly string[]>) =>
  fc
    .uniqueArray(oneOf(Object.keys(pool)), { maxLength: 3 })
    .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, oneOf(pool[name] ?? [])]))));

/** A known good body of which one member is somebody else's idea. */
const spoilt = fc.tuple(oneOf(BODIES), fc.nat(), fc.jsonValue({ maxDepth: 3 })).map(([body, nth, value]) => {
  const names = Object.keys(body as object);
  return JSON.stringify({ ...(body as object), [names[nth % (names.length + 1)] ?? 'extra']: value });
});
const bodies = fc.oneof(
  oneOf(BODIES).map((body) => JSON.stringify(body)),
  spoilt,
  oneOf(RAW),
  fc.json(),
);

const requests = () => {
  // An ended session would let every later request end at the door; hashing passwords would take all the time.
  const slow = new Set(['/auth/sign-in', '/auth/password', '/auth/sign-out']);
  const routes = registry.app.declaredRoutes.filter(({ url }) => !slow.has(url));
  const documents = routes.filter(({ url }) => url.endsWith('/_bulk_docs'));
  return fc.record({
    // However many other routes there are, a fair part of the requests asks the door that takes documents.
    route: fc.oneof({ weight: 3, arbitrary: oneOf(routes) }, oneOf(documents)),
    method: fc.option(oneOf(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE']), {
      freq: 6,
    }),
    segments: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(DATABASE) }, oneOf(SEGMENTS)), {
      minLength: 3,
      maxLength: 3,
    }),
    suffix: oneOf(['', '', '', '', '/', '//', '/x', '%']),
    query: someOf(QUERIES),
    headers: someOf(HEADERS),
    token: oneOf([...tokens, ...tokens, 'x', undefined]),
    body: fc.option(bodies, { freq: 4, nil: undefined }),
  });
};
type Request = ReturnType<typeof requests> extends fc.Arbitrary<infer R> ? R : never;

const asInject = ({
  route,
  method,
  segments,
  suffix,
  query,
  headers,
  token,
  body,
}: Request): InjectOptions => {
  let nth = 0;
  const path = route.url.replaceAll(/:[^/]+|\*/g, () => segments[nth++] ?? 'x') + suffix;
  const asked = { ...query, ...(query.feed === 'longpoll' ? { timeout: '5' } : {}) };
  const search = Object.entries(asked).map(([name, value]) => `${name}=${value}`);
  return {
    method: (method ?? route.method) as 'GET',
    url: search.length > 0 ? `${path}?${search.join('&')}` : path,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { payload: body }),
  };
};

// ── what must hold of every answer ────────────────────────────────────────────────────────────────────────

const ALWAYS = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cache-control'];

/** A problem document, or under `/sync` the form that replicating clients read with our code beside it. */
const expectRefusal = (answer: LightMyRequestResponse, what: string) => {
  const refusal = answer.json() as { code: ProblemCode; status?: number; error?: string; reason?: string };
  const { status } = PROBLEMS[refusal.code] ?? {};
  const title = PROBLEM_TITLES[refusal.code];
  expect(answer.statusCode, what).toBe(status);
  const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json');
  if (isProblem) expect(refusal, what).toMatchObject({ status, title });
  else expect(refusal, what).toEqual({ error: expect.any(String), reason: title, code: refusal.code });
};

const expectSound = (answer: LightMyRequestResponse, request: InjectOptions) => {
  const what = `${request.method} ${request.url} → ${answer.statusCode} ${answer.body.slice(0, 300)}`;
  for (const name of ALWAYS) expect(answer.headers, what).toHaveProperty(name);
  expect(answer.body, what).not.toMatch(/node_modules|\.ts:[0-9]|SQLITE|sqlite|at Object\./);
  if (request.url === '/readyz' || answer.statusCode < 400) return;
  if (answer.statusCode >= 500) expect(answer.json(), what).toMatchObject({ code: 'OVERLOADED' });
  if (request.method !== 'HEAD') expectRefusal(answer, what);
};

it(`the registry answers ${RUNS} random requests with what is documented and never with a fault of its own (seed ${SEED})`, async () => {
  const statuses = new Map<number, number>();
  const one = fc.asyncProperty(requests(), async (given) => {
    const request = asInject(given);
    const answer = await registry.app.inject(request);
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
    expectSound(answer, request);
  });
  await fc.assert(one, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  await registry.idle();
  expect(
    registry.logLines.filter((line) => /projection\.failed|request\.failed|replication\.failed/.test(line)),
  ).toEqual([]);
  // The generator reaches behind the doors, not only into them.
  for (const status of [200, 201, 400, 401, 403, 404, 405, 413, 415]) {
    expect([status, statuses.get(status) ?? 0]).toEqual([status, expect.any(Number)]);
    expect(statuses.get(status) ?? 0, `answers with ${status}`).toBeGreaterThan(0);
  }
});
