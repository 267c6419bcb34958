import { buildPayload } from '@hocba/shared/credential/build-payload';
import { kidOf } from '@hocba/shared/credential/trust-list';
import type { SubjectLine, YearRecord } from '@hocba/shared/record/year-record';
import { SUBJECTS } from '@hocba/shared/school/curriculum';
import type { Instant, SubjectCode } from '@hocba/shared/school/identifiers';

const ISSUER = 'https://hocba.example';
const EC = { name: 'ECDSA', namedCurve: 'P-256' } as const;

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const encode = (value: unknown): string =>
  base64url(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)));

const makeKey = async () => {
  const pair = await crypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const { crv, kty, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const members = new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }));
  const thumbprint = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', members)));
  return { jwk: { kty, crv, x, y }, thumbprint, privateKey: pair.privateKey };
};

type Key = Awaited<ReturnType<typeof makeKey>>;

const sign = async (header: object, payload: unknown, { privateKey }: Key): Promise<string> => {
  const signed = `${encode(header)}.${encode(payload)}`;
  const bytes = new TextEncoder().encode(signed);
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, bytes);
  return `${signed}.${base64url(new Uint8Array(signature))}`;
};

const uuid = (): string => `urn:uuid:${crypto.randomUUID()}`;

const line = (subject: string, at: number): SubjectLine => {
  const mode = SUBJECTS[subject as SubjectCode]?.mode ?? 'score';
  const [hk1, hk2, year] = mode === 'comment' ? (['Đ', 'Đ', 'Đ'] as const) : [75 + at, 78 + at, 77 + at];
  return { subject: subject as SubjectCode, mode, exempt: false, hk1, hk2, year };
};

const CODES = ['van', 'toan', 'nn1', 'gdcd', 'lsdl', 'khtn', 'cn', 'tin', 'gdtc', 'nt', 'hdtn', 'gddp'];

const recordOf = (year: string): YearRecord =>
  ({
    v: 1,
    regulation: 'circular-22-2021',
    school: '08000101',
    year,
    class: '7A1',
    grade: 7,
    student: 's000000000001',
    notAssessed: false,
    subjects: CODES.map(line),
    hk1: { learning: 'K', conduct: 'T', absent: 1 },
    hk2: { learning: 'T', conduct: 'T', absent: 0 },
    whole: { learning: 'T', conduct: 'T', absent: 1 },
    promotion: 'promoted',
    title: 'good',
    remark: 'Em chăm ngoan, tiến bộ rõ ở môn Toán; cần mạnh dạn phát biểu hơn.',
    sheets: [],
  }) as unknown as YearRecord;

const approvals = [
  ...CODES.map((code) => ({ role: `subject:${code}:hk2`, name: 'Hoàng Thị Bích Ngọc' })),
  { role: 'homeroom', name: 'Nguyễn Văn Quyết' },
  { role: 'head', name: 'Trần Thị Thu Hà' },
].map((one) => ({ ...one, at: '2026-05-28T03:00:00.000Z', digest: 'a'.repeat(64) }));

/** A registry of one test: its trust list, and records signed by its key. */
export const makeRegistry = async (sequence = 1) => {
  const root = await makeKey();
  const key = await makeKey();
  const kid = kidOf(ISSUER, key.thumbprint);
  const validity = { notBefore: '2025-01-01T00:00:00.000Z', notAfter: '2035-01-01T00:00:00.000Z' };
  const list = {
    v: 1,
    sequence,
    iss: ISSUER,
    iat: 1_760_000_000,
    root: root.jwk,
    keys: [{ kid, jwk: key.jwk, use: 'record', status: 'active', ...validity }],
    demo: true,
  };
  const trustList = await sign({ alg: 'ES256', typ: 'hocba-trust+jwt', kid: root.thumbprint }, list, root);
  const issue = (year = '2025-2026', revision = 1): Promise<string> => {
    const payload = buildPayload({
      id: uuid(),
      subject: uuid(),
      revision,
      issuer: ISSUER,
      issuedAt: '2026-06-01T02:00:00.000Z' as Instant,
      record: recordOf(year),
      student: {
        id: 's000000000001',
        code: '0812345678',
        name: 'Nguyễn Thị Ánh Tuyết',
        birthDate: '2013-05-17',
        sex: 'female',
        ethnicity: 'Tày',
      },
      school: {
        code: '08000101',
        name: 'THCS Tân Trào',
        commune: 'Xã Tân Trào',
        province: 'Tuyên Quang',
      },
      approvals,
      subjectNames: Object.fromEntries(
        CODES.map((code) => [code, SUBJECTS[code as SubjectCode]?.vi ?? code]),
      ),
    });
    return sign({ alg: 'ES256', typ: 'vc+jwt', kid }, payload, key);
  };
  return { trustList, issue };
};
