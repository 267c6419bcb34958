import { findDossier } from '@hocba/server/storage/queries/dossiers/dossiers';
import { STUDYING } from '@hocba/server/storage/queries/enrolment.fixture';
import { findSheet } from '@hocba/server/storage/queries/records/sheets';
import {
  findEnrolment,
  insertClass,
  insertEnrolments,
  updateEnrolment,
} from '@hocba/server/storage/queries/schools/schools';
import { checkTransfers } from '@hocba/server/transfers/check-transfers';
import type { PupilGuardians } from '@hocba/shared/contract/family/office';
import type { TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { HOMEROOM, type SubjectCode, sheetIdOf } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  addClassOfTwo,
  CLASS,
  CLERK,
  DATABASE,
  HEAD,
  OTHER_SCHOOL,
  PUPILS,
  SCHOOL,
  YEAR,
} from '../../fixtures/class-of-two.ts';
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
import { addReceivingClass, type Desk, openDesk, PLACE } from '../../fixtures/transfers/desk.ts';
import { fullCells, openSchoolYear } from '../../fixtures/transfers/school-year.ts';

/* Transfers during which something happens to the old school, to the guardians or to the pupil's year. */

const MOVER = PUPILS[0] as (typeof PUPILS)[0];
const THIRD_SCHOOL = '01000201';
const HUONG = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
const TOAN = { phone: '0900 000 002', name: 'Nguyễn Văn Toàn', pin: '480316', relation: 'father' };
const place = PLACE as never;
const page = `/family/children/${MOVER.id}/transfer`;

let registry: Registry;
let desk: Desk;
let sent: SentCodes;

beforeEach(async () => {
  sent = openSentCodes();
  registry = await startRegistry({ services: { senders: sent.senders }, env: { AGENCY_CODES: 'H60' } });
  await addClassOfTwo(registry);
  await addReceivingClass(registry);
  desk = await openDesk(registry);
});
afterEach(() => registry.close());

const leave = async (left_on: string): Promise<void> => {
  const own = await findEnrolment(registry.db, SCHOOL, YEAR, MOVER.id);
  if (own === undefined) throw new Error('the pupil is enrolled');
  await registry.db.commit([updateEnrolment({ ...own, status: 'moved-away', left_on })]);
};
const finish = async (accepted: TransferEntry): Promise<TransferEntry> => {
  await desk.act('receiver', accepted, { kind: 'place', place });
  await registry.idle();
  return (await desk.read('receiver', accepted.id)).transfer;
};
const post = async (token: string, url: string, payload: object) =>
  (await registry.inject(token, { method: 'POST', url, payload })).json();

it('a sending school that merged while the request waited is followed to the one that took the pupil over', async () => {
  const filed = await desk.request(await desk.lookUp());
  const where = { school: THIRD_SCHOOL, year: YEAR };
  const subjects = ['toan', 'gdtc'].map((subject) => ({ ...where, class: '8C', subject, regular_marks: 4 }));
  await leave('2026-10-01');
  await registry.db.commit([
    ...insertClass({ ...where, code: '8C', grade: 8 }, subjects),
    ...insertEnrolments([{ ...where, ...STUDYING, student: MOVER.id, class: '8C', position: 1 }]),
  ]);
  await registry.addAccount({ name: 'ht.nguyentrai', role: 'head', school: THIRD_SCHOOL });
  const sheet = sheetIdOf('8C' as never, 'toan' as SubjectCode, 'hk1');
  const people = openSchoolYear(registry);
  await people.enter('ht.nguyentrai', `${THIRD_SCHOOL}-${YEAR}`, sheet, [
    [MOVER.id, 'tx1', 85, null],
  ] as never);
  const accepted = await desk.act('newHead', filed, { kind: 'accept' });
  expect(accepted).toMatchObject({ step: 'release', from: { code: THIRD_SCHOOL }, fromClass: '8C' });
  const { token } = await registry.signIn('ht.nguyentrai');
  const act = { seq: accepted.seq, act: { kind: 'release' } };
  const old = await post(desk.token.head, `/transfers/${filed.id}/events`, act);
  expect(old.code).toBe('TRANSFER_UNKNOWN');
  const released = await post(token, `/transfers/${filed.id}/events`, act);
  expect(released).toMatchObject({ side: 'sending', step: 'placement' });
  expect((await finish(released)).state).toBe('done');
  const row = await findSheet(registry.db, `${OTHER_SCHOOL}-${YEAR}`, '8B:toan:hk1');
  expect(JSON.parse(row?.body ?? '{}').cells[MOVER.id].tx1[0]).toBe(85);
  expect(await checkTransfers(registry.db)).toEqual([]);
});

it('a sending school that closed holds nobody up, and the commune is asked for the records that are missing', async () => {
  const filed = await desk.request(await desk.lookUp());
  await leave('2026-10-01');
  const accepted = await desk.act('newHead', filed, { kind: 'accept' });
  expect(accepted).toMatchObject({ step: 'placement', from: { code: SCHOOL } });
  const holder = { name: 'Ủy ban nhân dân phường Minh Xuân' };
  const wish = { kind: 'request', grades: [6, 7], holder, until: null };
  const letter = await post(desk.token.receiver, `/transfers/${filed.id}/promises`, wish);
  expect(letter).toMatchObject({ stage: 'unsigned', holder: { school: null, ...holder } });
  expect((await finish(accepted)).state).toBe('done');
});

it('a pupil who comes back from abroad has no school to ask, and a letter stands for the years abroad', async () => {
  const grant = await desk.lookUp();
  await leave('2026-09-10');
  const filed = await desk.request(grant);
  expect(filed).toMatchObject({ from: null, fromClass: null });
  const { missing } = await desk.read('receiver', filed.id);
  expect(missing.map(({ grade, holder }) => [grade, holder])).toEqual([
    [6, null],
    [7, null],
  ]);
  const holder = { name: 'Trường Hữu nghị Lào - Việt, Viêng Chăn' };
  const wish = { kind: 'commitment', grades: [6, 7], holder, until: '2026-10-02' };
  const letter = await post(desk.token.receiver, `/transfers/${filed.id}/promises`, wish);
  await post(desk.token.receiver, `/promises/${letter.id}/acts`, { kind: 'sign', name: 'Ma Thị Hường' });
  registry.pass(3 * 86_400_000);
  desk = await openDesk(registry);
  const accepted = await desk.act('newHead', filed, { kind: 'accept' });
  expect((await finish(accepted)).state).toBe('done');
  const { promises } = await desk.read('receiver', filed.id);
  expect(promises).toMatchObject([{ id: letter.id, stage: 'overdue' }]);
});

it('a guardian whose link ends during a transfer has no word any more, and one who comes in has', async () => {
  const slips = await printSlips(registry, CLERK, { year: YEAR, class: CLASS, perStudent: 2 });
  const [mother, father, aunt] = [1, 2, 3].map(() => openBrowser(registry)) as [
    FamilyBrowser,
    FamilyBrowser,
    FamilyBrowser,
  ];
  await joinWith(mother, sent, slips[0] as PrintedSlip, HUONG);
  await joinWith(father, sent, slips[1] as PrintedSlip, TOAN);
  const filed = await desk.request(await desk.lookUp());
  expect(filed.state).toBe('announced');
  const guardians = `/pupils/${MOVER.id}/guardians`;
  const listed = (await registry.inject(desk.token.clerk, { url: guardians })).json<PupilGuardians>();
  const link = listed.guardians.find(({ name }) => name === TOAN.name)?.link ?? '';
  await post(desk.token.clerk, `${guardians}/${link}/end`, { reason: 'Quyết định số 12/2026 của tòa' });
  const answer = { id: filed.id, text: 'Tôi không đồng ý' };
  expect((await father.get(page)).statusCode).toBe(404);
  expect((await father.post(`${page}/object`, answer)).json().code).toBe('NOT_FOUND');
  const wish = { relation: 'grandparent', evidence: 'Quyết định giám hộ số 3', until: null };
  const { code } = await post(desk.token.clerk, `/pupils/${MOVER.id}/guardian-slips`, wish);
  const { studentCode: studentId, birthDate } = slips[0] as PrintedSlip;
  await aunt.post('/family/join', { code, studentId, birthDate });
  await aunt.post('/family/join/contact', { contact: '0900 000 055' });
  await aunt.post('/family/join/account', {
    ...{ code: sent.last('+84900000055'), name: 'Hà Thị Lan', pin: '628174' },
  });
  expect((await aunt.get(page)).json().transfer).toMatchObject({ id: filed.id, mayObject: true });
  expect((await aunt.post(`${page}/object`, answer)).statusCode).toBe(200);
  expect((await findDossier(registry.db, filed.id))?.state).toBe('objected');
});

it('a pupil with a re-test pending moves up, and the old school still signs the year after the summer', async () => {
  const homeroom = [{ year: YEAR, class: CLASS, subject: HOMEROOM }] as never;
  await registry.addAccount({ name: 'gvcn.tantrao', role: 'teacher', assignments: homeroom });
  const next = { school: OTHER_SCHOOL, year: '2027-2028' };
  const subjects = [{ ...next, class: '9B', subject: 'toan', regular_marks: 4 }];
  await registry.db.commit(insertClass({ ...next, code: '9B', grade: 9 }, subjects));
  const people = openSchoolYear(registry);
  const pupils = PUPILS.map(({ id }) => id);
  for (const term of ['hk1', 'hk2'] as const) {
    for (const subject of ['toan', 'gdtc', HOMEROOM] as SubjectCode[]) {
      const sheet = sheetIdOf(CLASS, subject, term);
      await people.enter(HEAD, DATABASE, sheet, fullCells(subject, 40, pupils));
      await people.close(HEAD, DATABASE, sheet);
    }
  }
  const summer = sheetIdOf(CLASS, 'toan' as SubjectCode, 'summer' as never);
  expect(JSON.parse((await findSheet(registry.db, DATABASE, summer))?.body ?? '{}').asked[MOVER.id]).toBe(40);
  const filed = await desk.request(await desk.lookUp(), { year: next.year, class: '9B', from: '2027-08-30' });
  const accepted = await desk.act('newHead', filed, { kind: 'accept' });
  // The year is not signed, so that the old school's head releases the pupil with a summary.
  expect(accepted.step).toBe('release');
  const released = await desk.act('head', accepted, { kind: 'release' });
  await desk.act('receiver', released, {
    kind: 'place',
    place: { ...PLACE, year: next.year, class: '9B', from: '2027-08-30' } as never,
  });
  await registry.idle();
  expect((await findEnrolment(registry.db, SCHOOL, YEAR, MOVER.id))?.status).toBe('studying');
  const retests = pupils.map((pupil) => [pupil, 'retest', 60, null] as const);
  await people.enter(HEAD, DATABASE, summer, retests as never);
  await people.close(HEAD, DATABASE, summer);
  await people.approve('gvcn.tantrao', DATABASE, CLASS, 'confirm');
  await people.approve(HEAD, DATABASE, CLASS, 'finalise');
  await registry.idle();
  const { missing } = await desk.read('receiver', filed.id);
  expect(missing.map(({ grade }) => grade)).toEqual([6, 7]);
});
