import { canaryAct } from '@hocba/server/people/canaries';
import { appendAudit, appendAudits } from '@hocba/server/storage/queries/audit/audit';
import { insertStudents } from '@hocba/server/storage/queries/schools/schools';
import type { SchoolAlarm } from '@hocba/shared/contract/alarms';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

const LIMIT = 3;
const DAY = 86_400_000;

let registry: Registry;
const tokens: Record<string, string> = {};
beforeEach(async () => {
  registry = await startRegistry({ env: { PUPILS_PER_DAY: String(LIMIT) } });
  await registry.addAccount({ name: 'clerk.tantrao', role: 'clerk' });
  await registry.addAccount({ name: 'ht.tantrao', role: 'head' });
  await registry.addAccount({ name: 'ht.phanthiet', role: 'head', school: '08000102' });
  for (const name of ['clerk.tantrao', 'ht.tantrao', 'ht.phanthiet']) {
    tokens[name] = (await registry.signIn(name)).token;
  }
});
afterEach(() => registry.close());

const as = (name: string, url: string, payload?: object) =>
  registry.inject(tokens[name] ?? '', payload === undefined ? { url } : { method: 'POST', url, payload });
const lookUp = () =>
  as('clerk.tantrao', '/lookups', {
    studentId: '0812345670',
    birthDate: '2013-05-10',
    code: '2222222222',
    purpose: 'transfer',
  });
/** As if the account had looked up so many pupils just now. */
const readPupils = (count: number) =>
  registry.db.commit([
    appendAudits(
      Array.from({ length: count }, (_, i) => ({
        at: registry.clock(),
        actor: 'clerk.tantrao',
        action: 'bundle.read',
        student: `pupil-${i}`,
        detail: {},
      })),
    ),
  ]);
const actions = async (actor: string) =>
  (await registry.db.query.select().from(registry.db.tables.audit))
    .filter((row) => row.actor === actor)
    .map(({ action, detail }) => [action, JSON.parse(detail)]);
const alarmsOf = async (head: string) =>
  (await as(head, '/alarms'))
    .json<{ alarms: SchoolAlarm[] }>()
    .alarms.map(({ alarm, account }) => [alarm, account]);

it('field 38: reads of more pupils in a day than the limit are refused, audited once, and told to the own head alone', async () => {
  await readPupils(LIMIT - 1);
  expect((await lookUp()).json().code).toBe('LOOKUP_REFUSED');
  await readPupils(LIMIT);
  for (let i = 0; i < 2; i += 1) {
    const refused = await lookUp();
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'READ_LIMIT']);
  }
  const codes = await as('clerk.tantrao', '/consent-codes', {
    studentCode: '0812345670',
    school: '08000102',
  });
  expect(codes.json().code).toBe('READ_LIMIT');
  const limited = (await actions('clerk.tantrao')).filter(([action]) => action === 'reads.limited');
  expect(limited).toEqual([['reads.limited', { pupils: LIMIT, limit: LIMIT }]]);
  expect(await alarmsOf('ht.tantrao')).toEqual([['reads.limited', 'clerk.tantrao']]);
  expect(await alarmsOf('ht.phanthiet')).toEqual([]);
  registry.pass(DAY + 1);
  tokens['clerk.tantrao'] = (await registry.signIn('clerk.tantrao')).token;
  expect((await lookUp()).json().code).toBe('LOOKUP_REFUSED');
});

it('field 38: each first copy stands in the audit with its purpose, and the twenty-first of a day is an alarm', async () => {
  const pull = () => as('clerk.tantrao', '/sync/08000101-2026-2027/_snapshot');
  expect((await pull()).statusCode).toBe(200);
  const first = (await actions('clerk.tantrao')).at(-1);
  expect(first).toEqual([
    'copy.taken',
    { db: '08000101-2026-2027', session: expect.any(String), purpose: 'sync' },
  ]);
  for (let i = 0; i < 19; i += 1) await pull();
  expect(await alarmsOf('ht.tantrao')).toEqual([]);
  for (let i = 0; i < 3; i += 1) expect((await pull()).statusCode).toBe(200);
  expect(await alarmsOf('ht.tantrao')).toEqual([['pulls.many', 'clerk.tantrao']]);
});

it('field 38: the audit of a day ends at two hundred first copies, and at four acts for each pupil of the limit', async () => {
  const { db } = registry;
  const act = { at: registry.clock(), actor: 'clerk.tantrao', student: null, detail: {} };
  await db.commit([appendAudits(Array(199).fill({ ...act, action: 'copy.taken' }))]);
  const pull = () => as('clerk.tantrao', '/sync/08000101-2026-2027/_snapshot');
  expect((await pull()).statusCode).toBe(200);
  expect([(await pull()).statusCode, (await pull()).json().code]).toEqual([429, 'READ_LIMIT']);
  const bundle = () => as('clerk.tantrao', `/lookups/${'A'.repeat(32)}/bundle`);
  await db.commit([
    appendAudits(Array(4 * LIMIT - 1).fill({ ...act, action: 'bundle.read', student: 'one' })),
  ]);
  expect((await bundle()).json().code).toBe('GRANT_UNKNOWN');
  await db.commit([appendAudits([{ ...act, action: 'bundle.read', student: 'one' }])]);
  expect((await bundle()).json().code).toBe('READ_LIMIT');
  expect(await alarmsOf('ht.tantrao')).toEqual([
    ['reads.limited', 'clerk.tantrao'],
    ['pulls.many', 'clerk.tantrao'],
  ]);
});

it('field 38: a read of a school year by an account stands in the audit once a day, however often it asks', async () => {
  const read = async () => {
    await as('clerk.tantrao', '/sync/08000101-2026-2027/_changes');
    await as('clerk.tantrao', '/sync/08000101-2026-2027/_bulk_get', { docs: [] });
  };
  const reads = async () =>
    (await actions('clerk.tantrao')).filter(([action]) => action === 'year.read').length;
  await read();
  await read();
  expect(await reads()).toBe(1);
  registry.pass(DAY);
  tokens['clerk.tantrao'] = (await registry.signIn('clerk.tantrao')).token;
  await read();
  expect(await reads()).toBe(2);
});

it('field 38: a year that is read document by document by guessed ids leaves the same trace', async () => {
  expect((await as('clerk.tantrao', '/sync/08000101-2026-2027/sheet:8A1:toan:hk1')).statusCode).toBe(404);
  const reads = (await actions('clerk.tantrao')).filter(([action]) => action === 'year.read');
  expect(reads).toEqual([['year.read', { db: '08000101-2026-2027', purpose: 'sync' }]]);
});

it('field 38: a refusal to an account stands in the audit by route and code', async () => {
  await as('clerk.tantrao', '/sync/01000201-2026-2027/_changes');
  await as('clerk.tantrao', '/sync/01000201-2026-2027/_changes');
  await as('clerk.tantrao', '/alarms');
  await as('clerk.tantrao', `/lookups/${'A'.repeat(32)}/bundle`);
  const refused = (await actions('clerk.tantrao')).filter(([action]) => action === 'request.refused');
  expect(refused.map(([, detail]) => detail)).toEqual([
    { route: '/sync/:db/_changes', code: 'OUT_OF_SCOPE' },
    { route: '/alarms', code: 'FORBIDDEN' },
    { route: '/lookups/:grant/bundle', code: 'GRANT_UNKNOWN' },
  ]);
});

it('a look-up of a pupil whom no school has is refused like any other, and the own head alone is alarmed', async () => {
  const { db } = registry;
  const pupil = { id: 's0000000canary', code: '0899999999', personal_id: null, birth_date: '2013-05-17' };
  const name = {
    name: 'Ma Thị Én',
    sort_key: 'en',
    search_key: 'ma thi en',
    sex: 'female',
    ethnicity: 'Tày',
  };
  await db.commit([
    ...insertStudents([{ ...pupil, ...name }]),
    appendAudit(canaryAct(pupil.id, registry.clock())),
  ]);
  const asked = { birthDate: '2013-05-17', code: '2222222222', purpose: 'transfer' };
  const answers = ['0899999999', '0899999998'].map((studentId) =>
    as('clerk.tantrao', '/lookups', { ...asked, studentId }),
  );
  const [canary, nobody] = await Promise.all(answers);
  expect([canary?.statusCode, canary?.body]).toEqual([nobody?.statusCode, nobody?.body]);
  expect(await alarmsOf('ht.tantrao')).toEqual([['canary.touched', 'clerk.tantrao']]);
  expect(await alarmsOf('ht.phanthiet')).toEqual([]);
});

it('of requests without a code at one moment an account leaves as many as a day allows', async () => {
  const { db } = registry;
  const act = { at: registry.clock(), actor: 'clerk.tantrao', student: null, detail: {} };
  await db.commit([appendAudits(Array(18).fill({ ...act, action: 'lookup.asked' }))]);
  const asked = {
    ...{ studentId: '0899999999', name: 'Ma Thị Én', birthDate: '2013-05-17', purpose: 'transfer' },
    ...{ ground: 'guardian-away', reason: 'Cha mẹ đi làm xa, chưa liên lạc được.' },
  };
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => as('clerk.tantrao', '/lookup-requests', asked)),
  );
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(2);
  expect(await db.query.select().from(db.tables.lookup_request)).toHaveLength(2);
  expect(answers.filter((answer) => answer.json().code === 'READ_LIMIT')).toHaveLength(4);
});

it('of look-ups of six pupils at one moment an account gets as many answers as a day allows', async () => {
  const pupil = (i: number) => ({
    ...{ id: `s00000000000${i}`, code: `089999999${i}`, personal_id: null, birth_date: '2013-05-17' },
    ...{ name: 'Ma Thị Én', sort_key: 'en', search_key: 'ma thi en', sex: 'female', ethnicity: 'Tày' },
  });
  const pupils = [0, 1, 2, 3, 4, 5].map(pupil);
  await registry.db.commit(insertStudents(pupils));
  const asked = { birthDate: '2013-05-17', code: '2222222222', purpose: 'transfer' };
  const answers = await Promise.all(
    pupils.map(({ code }) => as('clerk.tantrao', '/lookups', { ...asked, studentId: code })),
  );
  const codes = answers.map((answer) => answer.json().code);
  expect(codes.filter((code) => code === 'LOOKUP_REFUSED')).toHaveLength(LIMIT);
  expect(codes.filter((code) => code === 'READ_LIMIT')).toHaveLength(pupils.length - LIMIT);
});
