import { inVietnamese } from '@hocba/server/cli/texts/sentence-texts-vi';
import { write } from '@hocba/server/storage/engine/db';
import { listDossierResults } from '@hocba/server/storage/queries/dossiers/dossiers';
import { findPromise, updatePromise } from '@hocba/server/storage/queries/dossiers/promises';
import { insertClass } from '@hocba/server/storage/queries/schools/schools';
import { checkResults } from '@hocba/server/transfers/check-results';
import { checkPromises } from '@hocba/server/transfers/promises/check-promises';
import type { PromisesPage } from '@hocba/shared/contract/promises/family';
import type { PromiseEntry } from '@hocba/shared/contract/promises/promise';
import type { TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { verifyDocument } from '@hocba/shared/credential/transfer/verify-document';
import { openListOfAnyAge } from '@hocba/shared/credential/trust/open-trust';
import { HOMEROOM, type SubjectCode, sheetIdOf } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLASS, DATABASE, HEAD, OTHER_SCHOOL, PUPILS, SCHOOL, YEAR } from '../../fixtures/class-of-two.ts';
import type { FamilyBrowser, SentCodes } from '../../fixtures/family/family-browser.ts';
import { startMother } from '../../fixtures/family/parents.ts';
import type { Registry } from '../../fixtures/registry.ts';
import { addReceivingClass, type Desk, openDesk, PLACE } from '../../fixtures/transfers/desk.ts';
import { fullCells, openSchoolYear } from '../../fixtures/transfers/school-year.ts';

/* A pupil comes without records of grades 6 and 7: letters stand in their place, and never in the pupil's way. */

const DAY = 86_400_000;
const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
const pupil = PUPILS[0] as (typeof PUPILS)[0];
const page = `/family/children/${pupil.id}/promises`;
const HOLDER = { name: 'Trường THCS Nậm Ban' };

let registry: Registry;
let desk: Desk;
let sent: SentCodes;
let mother: FamilyBrowser;
let filed: TransferEntry;

beforeEach(async () => {
  ({ registry, sent, mother } = await startMother({ env: { AGENCY_CODES: 'H60' } }));
  await addReceivingClass(registry);
  desk = await openDesk(registry);
  filed = await desk.request(await desk.lookUp());
});
afterEach(() => registry.close());

/** The old school fills, confirms, finalises and signs the year of class 8A1. */
const signYear = async (): Promise<void> => {
  const people = openSchoolYear(registry);
  const homeroom = [{ year: YEAR, class: CLASS, subject: HOMEROOM }] as never;
  await registry.addAccount({ name: 'gvcn.tantrao', role: 'teacher', assignments: homeroom });
  for (const term of ['hk1', 'hk2'] as const) {
    for (const subject of ['toan', 'gdtc', HOMEROOM] as SubjectCode[]) {
      const sheet = sheetIdOf(CLASS, subject, term);
      const pupils = PUPILS.map(({ id }) => id);
      await people.enter(HEAD, DATABASE, sheet, fullCells(subject, 70, pupils));
      await people.close(HEAD, DATABASE, sheet);
    }
  }
  await people.approve('gvcn.tantrao', DATABASE, CLASS, 'confirm');
  await people.approve(HEAD, DATABASE, CLASS, 'finalise');
};

type Who = keyof Desk['token'];
const ask = async (who: Who, method: 'GET' | 'POST', url: string, payload?: object) => {
  const answer = await registry.inject(desk.token[who], { method, url, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json() };
};
const make = (wish: object = {}, who: Who = 'receiver') =>
  ask(who, 'POST', `/transfers/${filed.id}/promises`, {
    ...{ kind: 'commitment', grades: [6, 7], holder: HOLDER, until: '2026-11-30' },
    ...wish,
  });
const act = (who: Who, id: string, deed: object) => ask(who, 'POST', `/promises/${id}/acts`, deed);
const listOf = async (who: Who): Promise<PromiseEntry[]> =>
  (await ask(who, 'GET', '/promises')).body.promises;
const seen = async (): Promise<PromisesPage> => (await mother.get(page)).json();
const sign = async (id: string) => {
  await mother.post(`${page}/${id}/code`, {});
  return mother.post(`${page}/${id}/sign`, { code: sent.last('+84900000001') || '123456' });
};

it('the receiving school sees which records are missing, and the sending one is not told', async () => {
  expect((await desk.read('receiver', filed.id)).missing).toEqual([
    { grade: 6, holder: null },
    { grade: 7, holder: null },
  ]);
  expect((await desk.read('clerk', filed.id)).missing).toEqual([]);
});

it('a guardian signs a commitment with a code, and the words that were read are signed by the registry', async () => {
  const { body: made } = await make();
  expect(made).toMatchObject({ stage: 'unsigned', due: null, holder: { school: null, ...HOLDER } });
  expect((await mother.get('/family')).json().letters).toBe(1);
  const [before] = (await seen()).promises;
  expect(before).toMatchObject({ stage: 'unsigned', maySign: true, sentTo: null });
  await mother.post(`${page}/${made.id}/code`, {});
  expect((await seen()).promises[0]?.sentTo).toBe('…001');
  expect(sent.messages.at(-1)?.text).toMatch(/^Ma ky van ban Hoc Ba: \d{6}\./);
  expect((await mother.post(`${page}/${made.id}/sign`, { code: sent.last('+84900000001') })).statusCode).toBe(
    200,
  );
  const [after] = (await seen()).promises;
  expect(after).toMatchObject({ stage: 'open', due: '2026-11-30T17:00:00.000Z', maySign: false });
  expect((await mother.get('/family')).json().letters).toBe(0);
  const { results, promises } = await desk.read('receiver', filed.id);
  expect(await desk.read('clerk', filed.id)).toMatchObject({ results: [], promises: [] });
  expect(promises[0]?.signed).toMatchObject({ name: HUONG.name, relation: 'mother', how: 'one-time-code' });
  const paper = results.find(({ kind }) => kind === 'commitment');
  const trust = await openListOfAnyAge(registry.keyRing.trustList);
  const { verdict, payload } = await verifyDocument(paper?.jws ?? '', trust, registry.clock());
  expect(verdict).toBe('VALID');
  const { paragraphs } = before?.letter ?? { paragraphs: [] };
  expect(payload?.credentialSubject).toMatchObject({
    ...{ kind: 'commitment', dossier: 'H60-261001-0001', grades: [6, 7], holder: HOLDER.name },
    signedBy: { name: HUONG.name, relation: 'mother', how: 'one-time-code' },
    text: paragraphs,
  });
});

it('a wrong code signs nothing, five end it, and a code for one letter signs no other', async () => {
  const [one, two] = [(await make({ grades: [6] })).body, (await make({ grades: [7] })).body];
  await mother.post(`${page}/${one.id}/code`, {});
  const code = sent.last('+84900000001');
  const wrong = code === '000000' ? '000001' : '000000';
  const signOf = async (id: string, typed: string) =>
    (await mother.post(`${page}/${id}/sign`, { code: typed })).json().code;
  expect(await signOf(two.id, code)).toBe('CODE_OVER');
  for (let i = 0; i < 5; i += 1) expect(await signOf(one.id, wrong)).toBe('CODE_WRONG');
  expect(['CODE_OVER', 'SIGN_IN_LOCKED']).toContain(await signOf(one.id, code));
  expect((await listOf('receiver')).map(({ stage }) => stage)).toEqual(['unsigned', 'unsigned']);
});

it('a code that is older than five minutes signs nothing', async () => {
  const { body } = await make();
  await mother.post(`${page}/${body.id}/code`, {});
  registry.pass(5 * 60_000);
  const answer = await mother.post(`${page}/${body.id}/sign`, { code: sent.last('+84900000001') });
  expect(answer.json().code).toBe('CODE_OVER');
});

it('an overdue commitment stands first on the list of the receiving school and never blocks the seat', async () => {
  const late = (await make({ grades: [6], until: '2026-10-02' })).body;
  const later = (await make({ grades: [7], until: '2026-12-01' })).body;
  await sign(late.id);
  await sign(later.id);
  expect((await listOf('receiver')).map(({ stage }) => stage)).toEqual(['open', 'open']);
  registry.pass(3 * DAY);
  desk = await openDesk(registry);
  expect((await listOf('receiver')).map(({ id, stage }) => [id, stage])).toEqual([
    [late.id, 'overdue'],
    [later.id, 'open'],
  ]);
  const accepted = await desk.act('newHead', (await desk.read('newHead', filed.id)).transfer, {
    kind: 'accept',
  });
  const released = await desk.act('head', accepted, { kind: 'release' });
  await desk.act('receiver', released, { kind: 'place', place: PLACE as never });
  await registry.idle();
  expect((await desk.read('receiver', filed.id)).transfer.state).toBe('done');
  expect((await listOf('receiver'))[0]).toMatchObject({ id: late.id, stage: 'overdue' });
});

it('a school of the registry is asked after the signature, has three working days, and may answer that it has none', async () => {
  const { body: made } = await make({ kind: 'request', holder: { school: SCHOOL }, until: null });
  expect(await listOf('clerk')).toEqual([]);
  expect((await act('clerk', made.id, { kind: 'refuse', text: 'Không có' })).body.code).toBe(
    'PROMISE_UNKNOWN',
  );
  await sign(made.id);
  expect(await listOf('clerk')).toMatchObject([
    { side: 'holding', stage: 'open', due: '2026-10-06T10:00:00.000Z', acts: ['refuse'] },
  ]);
  expect((await act('clerk', made.id, { kind: 'arrive', text: 'x' })).body.code).toBe('FORBIDDEN');
  expect((await act('clerk', made.id, { kind: 'refuse', text: ' ' })).body.code).toBe('INVALID_INPUT');
  const refused = await act('clerk', made.id, { kind: 'refuse', text: 'Sổ bị lũ cuốn năm 2024.' });
  expect(refused.body).toMatchObject({ stage: 'refused', answer: 'Sổ bị lũ cuốn năm 2024.' });
  expect((await listOf('receiver'))[0]).toMatchObject({ stage: 'refused', acts: ['arrive', 'withdraw'] });
  const second = await make({ kind: 'request', until: null });
  expect(second.body).toMatchObject({ stage: 'unsigned', holder: HOLDER });
  expect((await seen()).promises[1]).toMatchObject({ stage: 'refused', answer: 'Sổ bị lũ cuốn năm 2024.' });
});

it('a request that was taken back before the family signed it was never the holder’s to read', async () => {
  const { body: made } = await make({ kind: 'request', holder: { school: SCHOOL }, until: null });
  await act('receiver', made.id, { kind: 'withdraw', text: 'Nhầm trường.' });
  expect((await ask('clerk', 'GET', `/promises/${made.id}`)).body.code).toBe('PROMISE_UNKNOWN');
  expect((await desk.read('clerk', filed.id)).promises).toEqual([]);
  expect((await ask('receiver', 'GET', `/promises/${made.id}`)).body.stage).toBe('withdrawn');
});

it('a family without a phone signs on paper in the office, and a paper that came ends the promise', async () => {
  const { body: made } = await make();
  const signed = await act('receiver', made.id, { kind: 'sign', name: 'Hoàng Thị Lan' });
  expect(signed.body).toMatchObject({
    stage: 'open',
    signed: { how: 'paper', name: 'Hoàng Thị Lan', relation: null },
  });
  expect((await sign(made.id)).json().code).toBe('ACTION_NOT_ALLOWED');
  const kept = await act('receiver', made.id, { kind: 'arrive', text: 'Đã xem bản giấy có dấu.' });
  expect(kept.body).toMatchObject({ stage: 'kept', acts: [] });
  expect(await listOf('receiver')).toEqual([]);
});

it('a promise closes itself when the old school signs the year, and the family is told', async () => {
  await desk.act('receiver', filed, { kind: 'withdraw', text: 'Chờ hết năm học.' });
  const next = { school: OTHER_SCHOOL, year: '2027-2028' };
  const subjects = [{ ...next, class: '9B', subject: 'toan', regular_marks: 4 }];
  await registry.db.commit(insertClass({ ...next, code: '9B', grade: 9 }, subjects));
  filed = await desk.request(await desk.lookUp(), { year: next.year, class: '9B' });
  const { body: eight } = await make({ grades: [8] });
  const { body: all } = await make({ kind: 'request', grades: [7, 8], until: null });
  await sign(eight.id);
  await signYear();
  const { promises, missing } = await desk.read('receiver', filed.id);
  expect(missing.map(({ grade }) => grade)).toEqual([6, 7]);
  expect(promises.map(({ id, stage, answer }) => [id, stage, answer])).toEqual([
    [eight.id, 'kept', null],
    [all.id, 'unsigned', null],
  ]);
  const told = sent.messages.map(({ text }) => text);
  expect(told.some((text) => text.startsWith('Hoc ba con thieu cua em Tuyet da co'))).toBe(true);
  expect(await listOf('receiver')).toMatchObject([{ id: all.id }]);
});

it('a letter that cannot be is refused by its code, and no row is written', async () => {
  const refused = async (wish: object, who: Who = 'receiver') => (await make(wish, who)).body.code;
  expect(await refused({}, 'clerk')).toBe('TRANSFER_UNKNOWN');
  expect(await refused({ grades: [5] })).toBe('NOTHING_MISSING');
  expect(await refused({ grades: [8] })).toBe('NOTHING_MISSING');
  expect(await refused({ until: null })).toBe('INVALID_INPUT');
  expect(await refused({ kind: 'request' })).toBe('INVALID_INPUT');
  expect(await refused({ until: '2026-10-01' })).toBe('DATE_OVER');
  expect(await refused({ until: '2028-10-01' })).toBe('INVALID_INPUT');
  expect(await refused({ holder: { school: '09000001' } })).toBe('SCHOOL_UNKNOWN');
  expect(await refused({ holder: { school: OTHER_SCHOOL } })).toBe('SCHOOL_UNKNOWN');
  expect(await refused({ holder: { name: 'Школа' } })).toBe('NAME_NOT_LATIN');
  expect(await listOf('receiver')).toEqual([]);
  expect((await make()).status).toBe(200);
  expect(await refused({ grades: [6] })).toBe('PROMISE_STANDS');
  expect((await make({ kind: 'request', until: null })).status).toBe(200);
});

it('of two clerks who make a letter for one record at once exactly one does', async () => {
  const answers = await Promise.all([make(), make({}, 'newHead')]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await listOf('receiver')).toHaveLength(1);
});

it('a transfer that ends without the pupil makes its letters void for everybody', async () => {
  const { body: made } = await make();
  await desk.act('receiver', filed, { kind: 'withdraw', text: 'Gia đình đổi ý.' });
  expect(await listOf('receiver')).toEqual([]);
  expect((await seen()).promises[0]).toMatchObject({ stage: 'void', maySign: false });
  expect((await mother.get('/family')).json().letters).toBe(0);
  expect((await sign(made.id)).json().code).toBe('ACTION_NOT_ALLOWED');
  expect((await make({ kind: 'request', until: null })).body.code).toBe('ACTION_NOT_ALLOWED');
});

it('a promise whose row was edited past the registry is nobody’s, and the doctor names it', async () => {
  const { body: made } = await make();
  const row = await findPromise(registry.db, made.id);
  if (row === undefined) throw new Error('the promise is stored');
  await registry.db.commit([updatePromise(row, { ...row, until: '2027-05-31' })]);
  expect(await listOf('receiver')).toEqual([]);
  expect((await seen()).promises).toEqual([]);
  expect((await act('receiver', made.id, { kind: 'withdraw', text: 'x' })).body.code).toBe('PROMISE_UNKNOWN');
  expect(await checkPromises(registry.db)).toEqual([`promise ${made.id} is not as it was written`]);
});

it('a signed letter that is gone is named by the doctor, beside another of its kind', async () => {
  const [one, two] = [(await make({ grades: [6] })).body, (await make({ grades: [7] })).body];
  await sign(one.id);
  await sign(two.id);
  const { db, keyRing } = registry;
  const look = () => checkResults(db, keyRing.trustList, registry.clock());
  expect(await look()).toEqual([]);
  const [gone] = await listDossierResults(db, filed.id);
  await db.commit([write((q, { dossier_result: t }) => q.delete(t).where(eq(t.id, gone?.id ?? '')), 1)]);
  const [fault = ''] = await look();
  expect(fault).toBe(`signed commitment of dossier ${filed.id} is missing`);
  expect(inVietnamese(fault)).toBe(`bản cam kết đã ký của hồ sơ ${filed.id} bị thiếu`);
});

it('other schools and other families meet no promise of this pupil', async () => {
  const { body: made } = await make();
  await registry.addAccount({ name: 'clerk.nguyentrai', role: 'clerk', school: '01000201' });
  const { token } = await registry.signIn('clerk.nguyentrai');
  const asked = async (method: 'GET' | 'POST', url: string, payload?: object) =>
    (await registry.inject(token, { method, url, ...(payload && { payload }) })).json();
  expect((await asked('GET', '/promises')).promises).toEqual([]);
  expect((await asked('GET', `/promises/${made.id}`)).code).toBe('PROMISE_UNKNOWN');
  const deed = { kind: 'withdraw', text: 'x' };
  expect((await asked('POST', `/promises/${made.id}/acts`, deed)).code).toBe('PROMISE_UNKNOWN');
  expect((await asked('GET', '/promises/01KB0000000000000000000001')).code).toBe('PROMISE_UNKNOWN');
  const other = `/family/children/${PUPILS[1]?.id}/promises/${made.id}/code`;
  expect((await mother.post(other, {})).json().code).toBe('NOT_FOUND');
});
