import { appendAudits } from '@hocba/server/storage/queries/audit/audit';
import type { PupilGuardian, PupilGuardians } from '@hocba/shared/contract/family/office';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addClassOfTwo, CLASS, CLERK, PUPILS, RECEIVER, TEACHER, YEAR } from '../../fixtures/class-of-two.ts';
import {
  type FamilyBrowser,
  joinWith,
  openBrowser,
  openSentCodes,
  type PrintedSlip,
  printSlips,
  type SentCodes,
} from '../../fixtures/family/family-browser.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

const PUPIL = PUPILS[0]?.id ?? '';
const BUNDLE = `/family/children/${PUPIL}/bundle`;
const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
const NEW_NUMBER = '+84900000055';

let registry: Registry;
let sent: SentCodes;
let slip: PrintedSlip;
let mother: FamilyBrowser;

const ask = async (account: string, method: 'GET' | 'POST', url: string, payload?: object) => {
  const { token } = await registry.signIn(account);
  return registry.inject(token, {
    method,
    url: `/pupils/${PUPIL}${url}`,
    ...(payload === undefined ? {} : { payload }),
  });
};
const mothers = async (): Promise<PupilGuardian> =>
  (await ask(CLERK, 'GET', '/guardians')).json<PupilGuardians>().guardians[0] as PupilGuardian;

beforeEach(async () => {
  sent = openSentCodes();
  registry = await startRegistry({ services: { senders: sent.senders } });
  await addClassOfTwo(registry);
  [slip] = (await printSlips(registry, CLERK, { year: YEAR, class: CLASS, perStudent: 1 })) as [PrintedSlip];
  mother = openBrowser(registry);
  await joinWith(mother, sent, slip, HUONG);
});
afterEach(() => registry.close());

/** Goes from a slip of the office to the step in which the code was sent. */
const showOffice = async (browser: FamilyBrowser, code: string, contact: string): Promise<void> => {
  const { studentCode: studentId, birthDate } = slip;
  await browser.post('/family/join', { code, studentId, birthDate });
  await browser.post('/family/join/contact', { contact });
};

it('the office sees who a pupil’s guardians are, with no whole number, and that it looked stands in the audit', async () => {
  expect(await mothers()).toMatchObject({
    name: HUONG.name,
    relation: 'mother',
    source: 'slip',
    contacts: ['…001'],
    rights: { see: true, ask: true, decide: true, messages: true },
    lastSeenAt: registry.clock(),
    limit: null,
  });
  const rows = await registry.db.query.select().from(registry.db.tables.audit);
  expect(rows.filter(({ action, student }) => action === 'guardians.read' && student === PUPIL)).toHaveLength(
    1,
  );
});

it('teachers and other schools do none of it', async () => {
  const { link } = await mothers();
  const acts: [string, object][] = [
    [`/guardians/${link}/end`, { reason: 'x' }],
    [
      `/guardians/${link}/rights`,
      { rights: { see: true, ask: false, decide: false, messages: false }, evidence: 'x' },
    ],
    [`/guardians/${link}/slip`, {}],
    ['/guardian-slips', { relation: 'mother', evidence: 'x', until: null }],
    ['/orders', { link, kind: 'no-access', document: 'x', from: null, until: null }],
  ];
  for (const [url, payload] of acts) {
    expect([url, (await ask(RECEIVER, 'POST', url, payload)).statusCode]).toEqual([url, 404]);
    expect([url, (await ask(TEACHER, 'POST', url, payload)).statusCode]).toEqual([url, 403]);
  }
  expect((await mother.get(BUNDLE)).statusCode).toBe(200);
});

it('a link that the office ends gives nothing with the next request', async () => {
  const { link } = await mothers();
  const ended = await ask(CLERK, 'POST', `/guardians/${link}/end`, { reason: 'Liên kết nhầm học sinh' });
  expect(ended.json().guardians[0].endedAt).toBe(registry.clock());
  expect((await mother.get(BUNDLE)).statusCode).toBe(404);
  const again = await ask(CLERK, 'POST', `/guardians/${link}/end`, { reason: 'Liên kết nhầm học sinh' });
  expect(again.statusCode).toBe(404);
});

it('a guardian without the right to see gets nothing, and with it again the record', async () => {
  const { link } = await mothers();
  const rights = { see: false, ask: true, decide: true, messages: true };
  await ask(CLERK, 'POST', `/guardians/${link}/rights`, { rights, evidence: 'Bản án số 12/2026' });
  expect((await mother.get(BUNDLE)).statusCode).toBe(404);
  await ask(CLERK, 'POST', `/guardians/${link}/rights`, {
    rights: { ...rights, see: true },
    evidence: 'Bản án số 12/2026',
  });
  expect((await mother.get(BUNDLE)).statusCode).toBe(200);
});

it('a change of rights names the paper that the office has seen, stands in the audit, and is seen by the family', async () => {
  const { link } = await mothers();
  const rights = { see: true, ask: false, decide: false, messages: true };
  const none = await ask(CLERK, 'POST', `/guardians/${link}/rights`, { rights, evidence: '  ' });
  expect(none.json().code).toBe('REASON_MISSING');
  const evidence = 'Quyết định ly hôn số 45/2026';
  const set = await ask(CLERK, 'POST', `/guardians/${link}/rights`, { rights, evidence });
  expect(set.json().guardians[0].rights).toEqual(rights);
  const audit = await registry.db.query.select().from(registry.db.tables.audit);
  const [act] = audit.filter(({ action }) => action === 'guardian.rights-set');
  expect(JSON.parse(act?.detail ?? '{}')).toMatchObject({ link, ...rights, evidence });
  const { looks } = (await mother.get(`/family/children/${act?.student}/looked`)).json();
  expect(looks[0]).toMatchObject({ act: 'guardian.rights-set', role: 'clerk' });
});

it('a guardian who lost phone and PIN keeps the account, and every old session and number ends', async () => {
  const { link, guardian } = await mothers();
  const { code } = (await ask(CLERK, 'POST', `/guardians/${link}/slip`, {})).json();
  const browser = openBrowser(registry);
  await showOffice(browser, code, '0900 000 055');
  expect((await browser.get('/family/join')).json()).toMatchObject({ step: 'account', renews: true });
  const renewed = await browser.post('/family/join/account', { code: sent.last(NEW_NUMBER), pin: '628174' });
  expect(renewed.json()).toEqual({ next: '/family' });
  expect((await mother.get('/family')).json().code).toBe('SESSION_ENDED');
  expect((await browser.get('/family')).json().frame.guardian).toBe(HUONG.name);
  expect(await mothers()).toMatchObject({ guardian, link, contacts: ['…055'] });
  const before = sent.messages.length;
  await openBrowser(registry).post('/family/sign-in', { contact: HUONG.phone });
  expect(sent.messages.length).toBe(before);
});

it('a slip that renews an account neither makes another nor adds the child to one that is signed in', async () => {
  const { link } = await mothers();
  const { code } = (await ask(CLERK, 'POST', `/guardians/${link}/slip`, {})).json();
  const { studentCode: studentId, birthDate } = slip;
  await mother.post('/family/join', { code, studentId, birthDate });
  expect((await mother.post('/family/join/child', { relation: 'mother' })).json().code).toBe('CODE_OVER');
  // An administrator of the database binds the slip to another account: its code fits no more.
  await registry.db.commit([
    (await import('@hocba/server/storage/engine/db')).write((query, { link_code: t }) =>
      query.update(t).set({ guardian: 'g00000000000000000000000000' }),
    ),
  ]);
  const other = await openBrowser(registry).post('/family/join', { code, studentId, birthDate });
  expect(other.json().code).toBe('SLIP_REFUSED');
});

it('a deputy has a last day, after which the link gives nothing', async () => {
  const paper = 'Giấy ủy quyền ngày 28/09/2026, UBND phường xác nhận';
  const wish = { relation: 'deputy', evidence: paper };
  const refused = await ask(CLERK, 'POST', '/guardian-slips', { ...wish, until: null });
  expect([refused.statusCode, refused.json().code]).toEqual([400, 'DEPUTY_WITHOUT_END']);
  const past = await ask(CLERK, 'POST', '/guardian-slips', { ...wish, until: '2026-09-30' });
  expect(past.json().code).toBe('DATE_OVER');
  const { code } = (await ask(CLERK, 'POST', '/guardian-slips', { ...wish, until: '2026-10-05' })).json();
  const aunt = openBrowser(registry);
  await showOffice(aunt, code, '0900 000 055');
  const said = { code: sent.last(NEW_NUMBER), name: 'Hà Thị Lan', pin: '628174' };
  expect((await aunt.post('/family/join/account', said)).json()).toEqual({ next: '/family' });
  const { guardians } = (await ask(CLERK, 'GET', '/guardians')).json<PupilGuardians>();
  expect(guardians[1]).toMatchObject({ relation: 'deputy', source: 'office', evidence: paper });
  expect((await aunt.get(BUNDLE)).statusCode).toBe(200);
  registry.pass(5 * 86_400_000);
  expect((await aunt.get(BUNDLE)).statusCode).toBe(404);
});

it('an account reads guardians and makes slips as often in a day as the audit has room for', async () => {
  const act = { at: registry.clock(), actor: CLERK, student: null, detail: {} };
  const fill = (action: string, count: number) =>
    registry.db.commit([appendAudits(Array(count).fill({ ...act, action }))]);
  const wish = { relation: 'mother', evidence: 'Giấy khai sinh', until: null };
  const read = () => ask(CLERK, 'GET', '/guardians');
  const make = () => ask(CLERK, 'POST', '/guardian-slips', wish);
  expect([(await read()).statusCode, (await make()).statusCode]).toEqual([200, 200]);
  await fill('guardians.read', 2_000);
  expect((await read()).json().code).toBe('READ_LIMIT');
  await fill('link-code.issued', 10_000);
  expect((await make()).json().code).toBe('READ_LIMIT');
});
