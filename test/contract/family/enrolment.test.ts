import { checkConfirmations } from '@hocba/server/confirmations/check-confirmations';
import { findConfirmation } from '@hocba/server/confirmations/confirm';
import { pupilActs } from '@hocba/server/schools/check-pupils';
import { appendAudit } from '@hocba/server/storage/queries/audit/audit';
import { insertConfirmation } from '@hocba/server/storage/queries/enrolment/confirmations';
import {
  findEnrolment,
  findStudent,
  leaveSchool,
  updateStudent,
} from '@hocba/server/storage/queries/schools/schools';
import type { Confirmation, EnrolmentPage } from '@hocba/shared/contract/enrolment/confirmation';
import { verifyFile } from '@hocba/shared/credential/file/read-file';
import type { Instant } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLASS, CLERK, HEAD, PUPILS, RECEIVER, SCHOOL, TEACHER, YEAR } from '../../fixtures/class-of-two.ts';
import type { FamilyBrowser } from '../../fixtures/family/family-browser.ts';
import { startMother } from '../../fixtures/family/parents.ts';
import type { Registry } from '../../fixtures/registry.ts';

const PUPIL = PUPILS[0] as (typeof PUPILS)[number];
const ENROLMENT = `/family/children/${PUPIL.id}/enrolment`;
const SAID = {
  student: { name: PUPIL.name, birthDate: PUPIL.birth_date },
  school: { code: SCHOOL, name: 'THCS Tân Trào', commune: 'Phường Minh Xuân', province: 'Tuyên Quang' },
  class: CLASS,
  from: '2026-09-05',
  until: '2027-08-31',
};
const DAY = 86_400_000;

let registry: Registry;
let mother: FamilyBrowser;

beforeEach(async () => {
  ({ registry, mother } = await startMother());
});
afterEach(() => registry.close());

const office = async (
  account: string,
  url: string,
  payload: object = {},
  method: 'GET' | 'POST' = 'POST',
) => {
  const { token } = await registry.signIn(account);
  const body = method === 'GET' ? {} : { payload };
  return registry.inject(token, { method, url: `/pupils/${PUPIL.id}${url}`, ...body });
};
const page = async () => (await mother.get(ENROLMENT)).json<EnrolmentPage>();
const check = (text: string) =>
  verifyFile(new TextEncoder().encode(text), {
    trustList: registry.keyRing.trustList,
    now: registry.clock(),
  });
const leave = async () => {
  const enrolment = await findEnrolment(registry.db, SCHOOL, YEAR, PUPIL.id);
  if (enrolment === undefined) throw new Error('the pupil is not enrolled');
  await registry.db.commit([leaveSchool(enrolment, '2026-10-01')]);
};

it('a guardian has a confirmation signed that says pupil, school, class and days and nothing else, for thirty days', async () => {
  expect(await page()).toMatchObject({ confirmation: null, address: '', mayAsk: true });
  expect((await mother.get(`${ENROLMENT}/file`)).statusCode).toBe(404);
  expect((await mother.post(ENROLMENT, {})).json()).toEqual({ next: ENROLMENT });
  const { confirmation, address } = await page();
  expect(confirmation?.enrolment).toEqual(SAID);
  expect(address).toBe(`https://hocba.example/verify#${confirmation?.jws}`);
  const file = await mother.get(`${ENROLMENT}/file`);
  expect([file.headers['content-type'], file.body]).toEqual(['application/jose', confirmation?.jws]);
  const payload = JSON.parse(Buffer.from(file.body.split('.')[1] ?? '', 'base64url').toString());
  expect(payload.credentialSubject).toEqual(SAID);
  expect(file.body).not.toContain(Buffer.from(PUPIL.code).toString('base64url'));
  expect(await check(address)).toMatchObject({ confirmation: { verdict: 'VALID' } });
  registry.pass(30 * DAY);
  expect(await check(file.body)).toMatchObject({ confirmation: { verdict: 'EXPIRED' } });
  expect(await findConfirmation(registry, PUPIL.id, registry.clock())).toBeUndefined();
});

it('the clerk has one signed for a pupil of the own school, and the family sees who had it and when', async () => {
  const signed = await office(CLERK, '/enrolment');
  expect(signed.json<Confirmation>().enrolment).toEqual(SAID);
  expect((await page()).confirmation?.jws).toBe(signed.json<Confirmation>().jws);
  const { looks } = (await mother.get(`/family/children/${PUPIL.id}/looked`)).json();
  expect(looks).toContainEqual(
    expect.objectContaining({ act: 'enrolment.confirmed', role: 'clerk', school: 'THCS Tân Trào' }),
  );
  expect((await office(RECEIVER, '/enrolment')).json().code).toBe('NOT_FOUND');
  expect((await office(TEACHER, '/enrolment')).statusCode).toBe(403);
});

it('a pupil who has left gets no confirmation, and the one of yesterday is on no page any more', async () => {
  await mother.post(ENROLMENT, {});
  await leave();
  const refused = await mother.post(ENROLMENT, {});
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'NOT_ENROLLED']);
  expect((await office(CLERK, '/enrolment')).json().code).toBe('NOT_ENROLLED');
  expect((await page()).confirmation).toBeNull();
  expect((await mother.get(`${ENROLMENT}/file`)).statusCode).toBe(404);
});

it('a pupil of a school year that is over gets no confirmation', async () => {
  registry.pass(335 * DAY);
  const { code } = (await office(CLERK, '/enrolment')).json();
  expect(code).toBe('NOT_ENROLLED');
});

it('a confirmation under a name that was corrected since is on no page', async () => {
  await mother.post(ENROLMENT, {});
  const { id, code, personal_id, sort_key, search_key, birth_date, sex, ethnicity } = PUPIL;
  const others = { id, code, personal_id, sort_key, search_key, birth_date, sex, ethnicity };
  await registry.db.commit([updateStudent({ ...others, name: 'Nguyễn Thị Ánh Tuyêt' })]);
  expect((await page()).confirmation).toBeNull();
});

it('nothing is signed of a pupil whose row was edited past the registry', async () => {
  const row = await findStudent(registry.db, PUPIL.id);
  if (row === undefined) throw new Error('no pupil');
  await registry.db.commit(pupilActs(registry.db, [row], registry.clock()).map(appendAudit));
  expect((await office(CLERK, '/enrolment')).statusCode).toBe(200);
  await registry.db.commit([updateStudent({ ...row, birth_date: '2012-05-17' })]);
  for (const answer of [await office(CLERK, '/enrolment'), await mother.post(ENROLMENT, {})]) {
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'PUPIL_ALTERED']);
  }
  expect((await page()).confirmation).toBeNull();
});

it('twenty confirmations of a pupil are signed in a day, for family and office together', async () => {
  for (let i = 0; i < 19; i += 1) expect((await mother.post(ENROLMENT, {})).statusCode).toBe(200);
  expect((await office(CLERK, '/enrolment')).statusCode).toBe(200);
  expect((await mother.post(ENROLMENT, {})).json().code).toBe('TOO_MANY_CONFIRMATIONS');
  expect((await office(CLERK, '/enrolment')).json().code).toBe('TOO_MANY_CONFIRMATIONS');
  registry.pass(DAY);
  expect((await mother.post(ENROLMENT, {})).statusCode).toBe(200);
});

it.each([
  ['no-address', [404, 404, 404]],
  ['no-access', [404, 404, 404]],
  ['see-only', [200, 200, 404]],
])(
  'under the order %s the page, the file and the asking answer as the order says',
  async (kind, expected) => {
    await mother.post(ENROLMENT, {});
    const { guardians } = (await office(CLERK, '/guardians', {}, 'GET')).json();
    const wish = { link: guardians[0].link, kind, document: 'Quyết định số 12', from: null, until: null };
    const { orders } = (await office(CLERK, '/orders', wish)).json();
    await office(HEAD, `/orders/${orders[0].id}/decide`, { decision: 'confirm' });
    const answers = [
      await mother.get(ENROLMENT),
      await mother.get(`${ENROLMENT}/file`),
      await mother.post(ENROLMENT, {}),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(expected);
  },
);

it('doctor names a confirmation that was edited, and one that stands in the row of another', async () => {
  await mother.post(ENROLMENT, {});
  const find = () => checkConfirmations(registry.db, registry.keyRing.trustList, registry.clock() as Instant);
  expect(await find()).toEqual([]);
  const [row] = await registry.db.query.select().from(registry.db.tables.enrolment_confirmation);
  if (row === undefined) throw new Error('no confirmation was kept');
  const forged = `${row.jws.slice(0, -4)}AAAA`;
  await registry.db.commit([
    insertConfirmation({ ...row, id: 'a' }),
    insertConfirmation({ ...row, id: 'b', jws: forged }),
  ]);
  const faults = await find();
  expect(faults).toContain('signed confirmation a is not what its row says');
  expect(faults.some((fault) => fault.startsWith('signed confirmation b: '))).toBe(true);
});
