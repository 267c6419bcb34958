import { buildPayload, type PayloadInput } from '@hocba/shared/credential/payload/build-payload';
import type { YearRecord } from '@hocba/shared/record/year-record';
import type { SubjectLine } from '@hocba/shared/regulations/circular-22-2021/year/record';
import type { Instant } from '@hocba/shared/school/identifiers';

export const ISSUER = 'https://hocba.example';
export const NOW = '2026-11-25T03:00:00.000Z';
export const ISSUED_AT = '2026-06-10T02:30:15.250Z' as Instant;
export const RETIRED_AT = '2026-01-01T00:00:00.000Z';

const scored = (subject: string, hk1: number, hk2: number, year: number): SubjectLine =>
  ({ subject, mode: 'score', exempt: false, hk1, hk2, year }) as SubjectLine;
const commented = (subject: string): SubjectLine =>
  ({ subject, mode: 'comment', exempt: false, hk1: 'Đ', hk2: 'Đ', year: 'Đ' }) as SubjectLine;

const record = {
  v: 1,
  regulation: 'circular-22-2021',
  school: '08000101',
  year: '2025-2026',
  class: '7A1',
  grade: 7,
  student: 's000000000001',
  notAssessed: false,
  subjects: [
    scored('toan', 85, 88, 87),
    scored('van', 70, 100, 90),
    commented('gdtc'),
    { subject: 'nt', mode: 'comment', exempt: true, hk1: null, hk2: null, year: null },
  ],
  hk1: { learning: 'K', conduct: 'T', absent: 2 },
  hk2: { learning: 'T', conduct: 'T', absent: 0 },
  whole: { learning: 'T', conduct: 'T', absent: 2 },
  promotion: 'promoted',
  title: 'excellent',
  remark: 'Chăm chỉ, hòa đồng với bạn bè.',
  sheets: [['7A1:toan:hk1', 'a'.repeat(64)]],
} as unknown as YearRecord;

/** Input of the one good record from which every broken vector is made. */
export const goodInput: PayloadInput = {
  id: 'urn:uuid:6f2b1a52-3c1e-8d44-9a6b-0c5d7e8f9a01',
  subject: 'urn:uuid:0a1b2c3d-4e5f-8a6b-8c7d-9e0f1a2b3c4d',
  revision: 1,
  issuer: ISSUER,
  issuedAt: ISSUED_AT,
  record,
  student: {
    id: 's000000000001',
    code: '0812345678',
    name: 'Nguyễn Thị Ánh Tuyết',
    birthDate: '2013-05-17',
    sex: 'female',
    ethnicity: 'Kinh',
    personalId: '008313502552',
  },
  school: { code: '08000101', name: 'THCS Tân Trào', commune: 'Minh Xuân', province: 'Tuyên Quang' },
  approvals: [
    {
      role: 'subject:toan:hk1',
      name: 'Trần Văn Bình',
      at: '2026-01-10T02:00:00.000Z',
      digest: 'a'.repeat(64),
    },
    { role: 'homeroom', name: "Giàng H'Mỷ", at: '2026-06-08T02:00:00.000Z', digest: 'b'.repeat(64) },
    { role: 'head', name: 'Lê Thị Hoa', at: '2026-06-09T02:00:00.000Z', digest: 'b'.repeat(64) },
  ],
  subjectNames: {
    toan: 'Toán',
    van: 'Ngữ văn',
    gdtc: 'Giáo dục thể chất',
    nt: 'Nghệ thuật',
  },
};

/** Members to change by their path; undefined takes the member away. */
export type Edits = Readonly<Record<string, unknown>>;

const setPath = (target: object, path: string, value: unknown): void => {
  const names = path.split('/');
  const last = names.pop() ?? '';
  let at = target as Record<string, unknown>;
  for (const name of names) at = at[name] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
};

/** Text of the good payload with some members changed, however wrong the result. */
export const editedPayload = (edits: Edits): string => {
  const payload = structuredClone(buildPayload(goodInput));
  for (const [path, value] of Object.entries(edits)) setPath(payload, path, value);
  return JSON.stringify(payload);
};
