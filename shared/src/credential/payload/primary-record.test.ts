import { describe, expect, it } from 'vitest';
import { RegistryError } from '../../problems.ts';
import type { Circular27Record } from '../../regulations/circular-27-2020/year/record.ts';
import { yearDiffersIn } from '../../regulations/signed-rules.ts';
import type { Instant } from '../../school/identifiers.ts';
import { Refused } from '../verify/verdict.ts';
import { fitsPayload } from '../verify/verify.ts';
import { buildPayload, type PayloadInput } from './build-payload.ts';
import { checkContent } from './check-content.ts';

const points = <Value>(value: Value) => ({
  'mid-hk1': value,
  'end-hk1': value,
  'mid-hk2': value,
  'end-year': value,
});
const line = (subject: string, test: number | null) => ({
  subject,
  exempt: false,
  levels: points('T'),
  tests: { ...points(null), 'end-hk1': test, 'end-year': test },
  remark: 'Tiếp thu\nnhanh.',
});

const record = {
  v: 1,
  regulation: 'circular-27-2020',
  school: '08000103',
  year: '2025-2026',
  class: '3A',
  grade: 3,
  student: 's000000000001',
  notAssessed: false,
  subjects: [line('toan', 100), line('gdtc', null)],
  qualities: [{ trait: 'q1', levels: points('T') }],
  competences: [{ trait: 'c10', levels: points('Đ') }],
  absent: { hk1: 1, hk2: 0, year: 1 },
  outcome: 'HT',
  award: null,
  completion: { step: 'completed', completedClass: true, completedPrimary: null, promoted: true },
  remark: null,
  sheets: [],
} as unknown as Circular27Record;

const inputOf = (change: object = {}): PayloadInput => ({
  id: 'urn:uuid:6f2b1a52-3c1e-8d44-9a6b-0c5d7e8f9a01',
  subject: 'urn:uuid:0a1b2c3d-4e5f-8a6b-8c7d-9e0f1a2b3c4d',
  revision: 1,
  issuer: 'https://hocba.example',
  issuedAt: '2026-06-10T02:30:15.250Z' as Instant,
  record: { ...record, ...change } as Circular27Record,
  student: {
    id: 's000000000001',
    code: '0826001201',
    name: 'Đỗ Trung Dũng',
    birthDate: '2017-03-02',
    sex: 'male',
    ethnicity: 'Tày',
  },
  school: { code: '08000103', name: 'Tiểu học Tân Trào', commune: 'Tân Trào', province: 'Tuyên Quang' },
  approvals: [{ role: 'head', name: 'Lê Thị Hoa', at: '2026-06-09T02:00:00.000Z', digest: 'b'.repeat(64) }],
  subjectNames: { toan: 'Toán', gdtc: 'Giáo dục thể chất' },
});

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.code;
    if (error instanceof RegistryError) return error.detail;
    throw error;
  }
};

describe('the payload of a primary year', () => {
  it('the payload of a primary year has whole points as text, names in Vietnamese, and remarks on one line', () => {
    const { credentialSubject: subject } = buildPayload(inputOf());
    if (subject.regulation !== 'circular-27-2020') throw new Error(subject.regulation);
    expect(subject.subjects[0]).toEqual({
      code: 'toan',
      name: 'Toán',
      exempt: false,
      levels: points('T'),
      tests: { 'mid-hk1': null, 'end-hk1': '10', 'mid-hk2': null, 'end-year': '10' },
      remark: 'Tiếp thu nhanh.',
    });
    expect(subject.competences).toEqual([{ code: 'c10', name: 'Thể chất', levels: points('Đ') }]);
    expect(yearDiffersIn(buildPayload(inputOf()).credentialSubject)).toBe(false);
  });

  it.each([
    [
      'a level beside an exemption',
      { subjects: [{ ...line('gdtc', null), exempt: true }] },
      'SUBJECT_RESULT_KIND',
    ],
    [
      'a test beside an exemption',
      { subjects: [{ ...line('toan', 90), levels: points(null), exempt: true }] },
      'SUBJECT_RESULT_KIND',
    ],
    ['a quality among the competences', { competences: record.qualities }, 'SUBJECT_RESULT_KIND'],
    ['a quality twice', { qualities: [...record.qualities, ...record.qualities] }, 'SUBJECT_TWICE'],
    ['a subject twice', { subjects: [line('toan', 90), line('toan', 80)] }, 'SUBJECT_TWICE'],
  ])('the payload of a primary year is refused with %s', (_, change, code) => {
    expect(codeOf(() => buildPayload(inputOf(change)))).toBe(code);
  });

  it('the payload of a primary year fits no mixture of the two regulations', () => {
    const payload = buildPayload(inputOf());
    const changed = (members: object) => ({
      ...payload,
      credentialSubject: { ...payload.credentialSubject, ...members },
    });
    expect(fitsPayload(payload)).toBe(true);
    expect(codeOf(() => checkContent(payload))).toBeUndefined();
    for (const members of [
      { regulation: 'circular-22-2021' },
      { grade: 6 },
      { title: 'excellent' },
      { award: 'good' },
      { outcome: 'T' },
    ]) {
      expect([members, fitsPayload(changed(members))]).toEqual([members, false]);
    }
  });
});
