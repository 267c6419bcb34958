import { describe, expect, it } from 'vitest';
import { main, now, type Payload, resign } from '../../../../test/vectors/credential/resigned.ts';
import { SUBJECTS, subjectsOf } from '../../school/curriculum/curriculum.ts';
import { primarySubjectsOf } from '../../school/curriculum/curriculum-primary.ts';
import { findSubject } from '../../school/curriculum/subjects-of-grade.ts';
import type { SubjectCode } from '../../school/identifiers.ts';
import { verify } from '../verify/verify.ts';
import { checkCurriculum } from './check-curriculum.ts';
import type { YearCredentialPayload } from './payload.ts';

const checked = async (change: (payload: Payload) => void) => {
  const { verdict, steps, payload } = await verify(await resign(change), { trustList: main, now });
  return { verdict, curriculum: steps.filter(({ name }) => name === 'curriculum'), payload };
};

const withSubject = (change: object) =>
  checked(({ credentialSubject }) => {
    Object.assign(credentialSubject.subjects[0] ?? {}, change);
  });

const warning = (code: string, about: string) => ({
  verdict: 'VALID',
  curriculum: [{ name: 'curriculum', outcome: 'ok', code, about: [about] }],
});
const contradiction = (code: string, about: string) => ({
  verdict: 'INVALID',
  curriculum: [{ name: 'curriculum', outcome: 'failed', code, about: [about] }],
  payload: undefined,
});

/** A record as this registry signs it: the subjects of its grade by the registry's own tables. */
const ownRecord = (grade: number, codes: readonly SubjectCode[]): YearCredentialPayload => {
  const regulation = grade <= 5 ? 'circular-27-2020' : 'circular-22-2021';
  const none = { 'mid-hk1': null, 'end-hk1': null, 'mid-hk2': null, 'end-year': null };
  const subjects = codes.map((code) => ({
    code,
    name: findSubject(code, grade)?.vi,
    ...(grade <= 5 ? { tests: none } : { mode: SUBJECTS[code]?.mode }),
  }));
  return { credentialSubject: { grade, year: '2025-2026', regulation, subjects } } as never;
};

describe('the curriculum of grade and year', () => {
  it('field 31: a subject code that no grade has is a warning that names it', async () => {
    expect(await withSubject({ code: 'phap-thuat', name: 'Pháp thuật' })).toMatchObject(
      warning('SUBJECT_UNKNOWN', 'Pháp thuật (phap-thuat)'),
    );
  });

  it('field 31: a subject of another grade is a warning that names it', async () => {
    expect(await withSubject({ code: 'ly', name: 'Vật lí' })).toMatchObject(
      warning('SUBJECT_OTHER_GRADE', 'Vật lí (ly)'),
    );
    expect(await withSubject({ code: 'tieng-viet', name: 'Tiếng Việt' })).toMatchObject(
      warning('SUBJECT_OTHER_GRADE', 'Tiếng Việt (tieng-viet)'),
    );
  });

  it('field 31: a subject assessed in another way than its circular says makes the record INVALID', async () => {
    expect(await withSubject({ mode: 'comment', hk1: 'Đ', hk2: 'Đ', year: 'Đ' })).toEqual(
      contradiction('SUBJECT_WRONG_MODE', 'Toán (toan)'),
    );
  });

  it('field 31: a pupil who is not graded by right is assessed by a plan of the pupil’s own', async () => {
    const { verdict } = await checked(({ credentialSubject }) => {
      credentialSubject.notAssessed = true;
      Object.assign(credentialSubject.subjects[0] ?? {}, { mode: 'comment', hk1: 'Đ', hk2: 'Đ', year: 'Đ' });
    });
    expect(verdict).toBe('VALID');
  });

  it('field 31: a subject under the name of another one is INVALID, under a strange name a warning', async () => {
    expect(await withSubject({ name: 'Tin học' })).toEqual(
      contradiction('SUBJECT_NAME_OF_ANOTHER', 'Tin học (toan)'),
    );
    expect(await withSubject({ name: 'Toán cao cấp' })).toMatchObject(
      warning('SUBJECT_NAME_DIFFERS', 'Toán cao cấp (toan)'),
    );
  });

  it.each([
    ['nn1', 'Tiếng Anh'],
    ['nn1', 'Ngoại ngữ 1 (Tiếng Trung Quốc)'],
    ['tieng-dtts', 'Tiếng Tày'],
    ['gdcd', 'Giáo dục công dân'],
    ['lsdl', 'Lịch sử và Địa lý'],
  ])('field 31: the curriculum lets %s stand as %s', async (code, name) => {
    const { curriculum } = await withSubject({ code, name });
    expect(curriculum).toEqual([{ name: 'curriculum', outcome: 'ok' }]);
  });

  it('field 31: a regulation that did not apply to the grade then is INVALID; of an unknown year nothing is compared', async () => {
    const inYear = (year: string, grade: number) =>
      checked(({ credentialSubject }) => {
        Object.assign(credentialSubject, {
          year,
          grade,
          recordId: `${credentialSubject.school.code}-${year}/s000000000001`,
        });
      });
    expect(await inYear('2021-2022', 7)).toMatchObject({
      verdict: 'INVALID',
      curriculum: [{ outcome: 'failed', code: 'REGULATION_NOT_THEN' }],
    });
    expect((await inYear('2025-2026', 3)).curriculum[0]?.code).toBe('REGULATION_NOT_THEN');
    expect(await inYear('2018-2019', 7)).toMatchObject({
      verdict: 'VALID',
      curriculum: [{ outcome: 'unknown', code: 'CURRICULUM_NOT_KNOWN' }],
    });
  });

  it('field 31: a periodic test that the circular does not ask for is a warning', () => {
    const record = ownRecord(4, primarySubjectsOf(4));
    const ethics = record.credentialSubject.subjects.find(({ code }) => code === 'dao-duc');
    Object.assign(ethics ?? {}, { tests: { 'end-year': '9' } });
    expect(checkCurriculum(record).map(({ code, about }) => [code, about])).toEqual([
      ['SUBJECT_TEST_NOT_DUE', ['Đạo đức (dao-duc)']],
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'field 31: nothing that the registry signs of grade %d is found strange',
    (grade) => {
      const electives = ['nn1', 'tieng-dtts'] as SubjectCode[];
      const codes = grade <= 5 ? primarySubjectsOf(grade, electives) : subjectsOf(grade);
      expect(checkCurriculum(ownRecord(grade, codes))).toEqual([]);
    },
  );
});

describe('a name with look-alikes', () => {
  it.each([
    ['a no-break space', 'Nguyễn\u00a0Tuyết', 'TEXT_NOT_PLAIN'],
    ['an ideographic space', 'Nguyễn\u3000Tuyết', 'TEXT_NOT_PLAIN'],
    ['letters of full width', 'Ｎguyễn Tuyết', 'NAME_NOT_LATIN'],
    ['a Roman numeral of one character', 'Nguyễn Ⅴăn', 'NAME_NOT_LATIN'],
    ['a ligature', 'Nguyễn ﬁ', 'NAME_NOT_LATIN'],
    ['a Cyrillic letter', 'Nguy\u0435n', 'NAME_NOT_LATIN'],
  ])('field 31: a name with look-alikes is refused for %s, wherever a name stands', async (_, name, code) => {
    const places: ((payload: Payload) => void)[] = [
      (payload) => Object.assign(payload.credentialSubject.student, { name }),
      (payload) => Object.assign(payload.credentialSubject.school, { name }),
      (payload) => Object.assign(payload.credentialSubject.approvals[0] ?? {}, { name }),
      (payload) => Object.assign(payload.credentialSubject.subjects[0] ?? {}, { name }),
    ];
    for (const change of places) {
      const { verdict, steps } = await verify(await resign(change), { trustList: main, now });
      expect([verdict, steps.at(-1)?.code]).toEqual(['INVALID', code]);
    }
  });

  it.each(["Giàng H'Mỷ", 'Giàng Hʼ Mỷ', 'H´Mỷ', 'Y Ƀăm', 'Ksor H’Nô Ñ'])(
    'field 31: the name %s is an honest name',
    async (name) => {
      const token = await resign((payload) => Object.assign(payload.credentialSubject.student, { name }));
      expect((await verify(token, { trustList: main, now })).verdict).toBe('VALID');
    },
  );
});
