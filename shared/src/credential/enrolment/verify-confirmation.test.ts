import { expect, it } from 'vitest';
import { ISSUER, NOW } from '../../../../test/vectors/credential/good-record.ts';
import { good, main } from '../../../../test/vectors/credential/resigned.ts';
import { signRaw } from '../../../../test/vectors/credential/sign-anything.ts';
import { headerText } from '../../../../test/vectors/credential/vector.ts';
import type { Instant } from '../../school/identifiers.ts';
import { verifyFile } from '../file/read-file.ts';
import { openTrust } from '../trust/open-trust.ts';
import { ENROLMENT_TYPE, ENROLMENT_VOCABULARY } from './confirmation.ts';
import { verifyConfirmation } from './verify-confirmation.ts';

const now = NOW as Instant;
const SIGNED = '2026-11-20T03:00:00.000Z';
const good30 = {
  '@context': ['https://www.w3.org/ns/credentials/v2', { '@vocab': ENROLMENT_VOCABULARY }],
  id: 'urn:uuid:00000000-0000-4000-8000-000000000001',
  type: ['VerifiableCredential', ENROLMENT_TYPE],
  issuer: ISSUER,
  validFrom: SIGNED,
  validUntil: '2026-12-20T03:00:00.000Z',
  credentialSubject: {
    student: { name: 'Nguyễn Thị Ánh Tuyết', birthDate: '2013-05-17' },
    school: { code: '08000101', name: 'THCS Tân Trào', commune: 'Phường Minh Xuân', province: 'Tuyên Quang' },
    class: '8A1',
    from: '2026-09-05',
    until: '2027-08-31',
  },
};
const subject = good30.credentialSubject;

const sign = async (payload: object, typ = 'hocba-enrolment+jwt'): Promise<string> =>
  signRaw(await headerText({ typ }), JSON.stringify(payload), 'active');
const check = async (token: string, at = now) =>
  verifyConfirmation(token, await openTrust({ trustList: main, now: at }), at);

it('a confirmation of enrolment is valid on each of its days, and afterwards it has run out and says what it said', async () => {
  const token = await sign(good30);
  const first = await check(token);
  expect(first).toMatchObject({ verdict: 'VALID', payload: { credentialSubject: subject } });
  expect(first.steps.map(({ name }) => name).join(' ')).toBe(
    'format trust key signature schema claims time validity',
  );
  expect((await check(token, '2026-12-20T02:59:59.999Z' as Instant)).verdict).toBe('VALID');
  const over = await check(token, '2026-12-20T03:00:00.000Z' as Instant);
  expect(over).toMatchObject({ verdict: 'EXPIRED', payload: { credentialSubject: subject } });
  expect(over.steps.at(-1)).toEqual({ name: 'validity', outcome: 'failed', code: 'CONFIRMATION_OVER' });
});

it.each<[string, object, string]>([
  ['of 31 days', { validUntil: '2026-12-21T03:00:00.000Z' }, 'CLAIM_MISMATCH'],
  ['that ends before it begins', { validUntil: '2026-11-19T03:00:00.000Z' }, 'CLAIM_MISMATCH'],
  ['of tomorrow', { validFrom: '2026-11-26T03:00:00.000Z' }, 'ISSUED_IN_FUTURE'],
  ['of another issuer', { issuer: 'https://other.example' }, 'ISSUER_MISMATCH'],
  ['with more than it may say', { credentialSubject: { ...subject, conduct: 'T' } }, 'SCHEMA_MISMATCH'],
  [
    'with a name in letters that look alike',
    { credentialSubject: { ...subject, student: { ...subject.student, name: 'Nguyễn Thị Аnh' } } },
    'NAME_NOT_LATIN',
  ],
  [
    'whose pupil leaves before coming',
    { credentialSubject: { ...subject, until: '2026-09-04' } },
    'CLAIM_MISMATCH',
  ],
])('a confirmation %s is not valid and says nothing', async (_, change, code) => {
  const { verdict, steps, payload } = await check(await sign({ ...good30, ...change }));
  expect([verdict, steps.at(-1)?.code, payload]).toEqual(['INVALID', code, undefined]);
});

it('a record is no confirmation, and a confirmation no record', async () => {
  expect((await check(good)).steps.at(-1)?.code).toBe('HEADER_TYP');
  const asRecord = await verifyFile(new TextEncoder().encode(await sign(good30, 'vc+jwt')), {
    trustList: main,
    now,
  });
  expect(asRecord).toMatchObject({ found: { verdict: 'INVALID' } });
});

it('the reader of files takes a confirmation as a text, in a link and broken into lines, and half a copy says nothing', async () => {
  const token = await sign(good30);
  const read = (text: string) => verifyFile(new TextEncoder().encode(text), { trustList: main, now });
  const lines = (token.match(/.{1,76}/g) ?? []).join('\r\n');
  for (const text of [token, `https://hocba.example/verify#${token}`, lines, `Gửi cô: ${token}.`]) {
    expect(await read(text)).toMatchObject({ confirmation: { verdict: 'VALID' } });
  }
  const half = await read(token.slice(0, -20));
  expect(half).toMatchObject({ found: { verdict: 'UNVERIFIABLE' } });
});
