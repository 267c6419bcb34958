import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { Finding } from '../../../marks/finding.ts';
import { isBlocking } from '../../../marks/is-blocking.ts';
import { YearRecord } from '../../../record/year-record.ts';
import type { ClassList, ClassStudent } from '../../../school/class-list.ts';
import { regularMarksOf, SUBJECTS, subjectsOf } from '../../../school/curriculum/curriculum.ts';
import {
  HOMEROOM,
  type SheetId,
  type SubjectCode,
  sheetIdOf,
  type Term,
} from '../../../school/identifiers.ts';
import type { RecordSheet } from '../../record-sources.ts';
import { computeYearRecord } from '../../year-rules.ts';
import { computeCircular22Year, computeUnknownYear } from './compute-year.ts';
import { explainYearRecord } from './explain-year-record.ts';

const an = {
  id: 'saaaaaaaaaaaa',
  code: '0812345642',
  order: 1,
  name: 'Hoàng Ngọc An',
  birthDate: '2013-08-22',
  sex: 'female',
  status: 'studying',
  exempt: [],
  notAssessed: false,
} as unknown as ClassStudent;

const classOf = (grade: number, year = '2026-2027'): ClassList =>
  ({
    school: '08000101',
    year,
    class: `${grade}A1`,
    grade,
    homeroom: null,
    subjects: subjectsOf(grade)
      .toReversed()
      .map((subject) => ({ subject, regularMarks: regularMarksOf(subject, grade), teacher: null })),
    students: [an],
  }) as unknown as ClassList;
const list = classOf(8);
const taught = subjectsOf(8);
const scored = taught.filter((code) => SUBJECTS[code]?.mode === 'score');

type Marks = Partial<Record<string, number | 'Đ' | 'CĐ'>>;

/** A row in which every mark is equal, so that the average is that mark. */
const evenRow = (subject: SubjectCode, value: number | string): RecordSheet => ({
  cells: Object.fromEntries(
    [...Array.from({ length: regularMarksOf(subject, 8) }, (_, i) => `tx${i + 1}`), 'gk', 'ck'].map(
      (column) => [column, [value, 'e', 'a', 't'] as never],
    ),
  ),
  state: 'closed',
  digest: 'a'.repeat(64),
});

const homeroomSheet = (conduct: string, absent: number): RecordSheet => ({
  cells: { conduct: [conduct, 'e', 'a', 't'] as never, absent: [absent, 'e', 'a', 't'] as never },
  state: 'closed',
  digest: 'b'.repeat(64),
});

/** Every sheet of the year, complete and closed: `marks` over 7,0 and Đ everywhere. */
const fullYear = (marks: Marks = {}, conduct = ['T', 'T'], absent = [1, 2]): Map<SheetId, RecordSheet> => {
  const sheets = new Map<SheetId, RecordSheet>();
  for (const [i, term] of (['hk1', 'hk2'] as Term[]).entries()) {
    for (const subject of taught) {
      const usual = SUBJECTS[subject]?.mode === 'score' ? 70 : 'Đ';
      sheets.set(sheetIdOf(list.class, subject, term), evenRow(subject, marks[subject] ?? usual));
    }
    sheets.set(sheetIdOf(list.class, HOMEROOM, term), homeroomSheet(conduct[i] ?? 'T', absent[i] ?? 0));
  }
  return sheets;
};

const compute = (sheets = fullYear(), student: Partial<ClassStudent> = {}, classList = list) => {
  const computed = computeCircular22Year({ classList, student: { ...an, ...student }, sheets });
  expect(Value.Check(YearRecord, computed.record)).toBe(true);
  for (const finding of computed.findings) expect(Value.Check(Finding, finding)).toBe(true);
  return computed;
};
const codes = (findings: readonly Finding[]) => [...new Set(findings.map(({ code }) => code))];
const all = (value: number): Marks => Object.fromEntries(scored.map((code) => [code, value]));

describe('computeCircular22Year', () => {
  it('the year of a pupil with every mark is computed complete', () => {
    const { record, findings } = compute(fullYear({ toan: 82, gdtc: 'Đ' }, ['K', 'T']));
    expect(findings).toEqual([]);
    expect(record.subjects.map(({ subject }) => subject)).toEqual(taught);
    expect(record.subjects[1]).toMatchObject({ subject: 'toan', hk1: 82, hk2: 82, year: 82 });
    expect(record.whole).toEqual({ learning: 'K', conduct: 'T', absent: 3 });
    expect(record).toMatchObject({ promotion: 'promoted', title: null, remark: null });
    expect(record.sheets).toHaveLength(26);
  });

  it('the year of a pupil gives titles for Tốt in both', () => {
    expect(compute(fullYear(all(80))).record.title).toBe('good');
    expect(compute(fullYear({ ...all(90), van: 89, tin: 65 })).record.title).toBe('excellent');
    expect(compute(fullYear(all(95), ['T', 'T'], [23, 23])).record).toMatchObject({
      title: null,
      promotion: 'repeat',
    });
  });

  it('the year of a pupil weighs the second term twice, from rounded term averages', () => {
    const sheets = fullYear({ toan: 64 });
    sheets.set('8A1:toan:hk2' as SheetId, evenRow('toan' as SubjectCode, 65));
    expect(compute(sheets).record.subjects[1]).toMatchObject({ hk1: 64, hk2: 65, year: 65 });
  });

  it('the year of a comment subject is its second term', () => {
    const sheets = fullYear({ nt: 'CĐ' });
    sheets.set('8A1:nt:hk2' as SheetId, evenRow('nt' as SubjectCode, 'Đ'));
    const { record } = compute(sheets);
    expect(record.subjects.find(({ subject }) => subject === 'nt')).toMatchObject({ hk1: 'CĐ', year: 'Đ' });
    expect(record).toMatchObject({ hk1: { learning: 'Đ' }, whole: { learning: 'K' } });
  });

  it('the year of a pupil names what is missing and leaves unknown what depends on it', () => {
    const sheets = fullYear();
    const { ck, ...cells } = sheets.get('8A1:toan:hk2' as SheetId)?.cells ?? {};
    expect(ck).toBeDefined();
    sheets.set('8A1:toan:hk2' as SheetId, { cells, state: 'open', digest: '' });
    const { record, findings } = compute(sheets);
    const where = { student: an.id, subject: 'toan', term: 'hk2' };
    expect(findings).toEqual([
      { code: 'MARK_MISSING', column: 'ck', ...where },
      { code: 'SHEET_OPEN', ...where },
    ]);
    expect(record.hk1.learning).toBe('K');
    expect(record.hk2.learning).toBeNull();
    expect(record).toMatchObject({ whole: { learning: null }, promotion: null, title: null });
    expect(record.sheets).toHaveLength(25);
  });

  it('the year of a pupil asks for conduct and absences, and tells an absence from a test', () => {
    const sheets = fullYear({ toan: 'V' as never });
    sheets.delete('8A1:homeroom:hk2' as SheetId);
    const { findings } = compute(sheets);
    expect(codes(findings)).toEqual(['MARK_ABSENT', 'CONDUCT_MISSING', 'ABSENCES_MISSING', 'SHEET_OPEN']);
  });

  it('the year of a pupil leaves an exempt subject empty by right', () => {
    const sheets = fullYear();
    sheets.delete('8A1:gdtc:hk1' as SheetId);
    sheets.delete('8A1:gdtc:hk2' as SheetId);
    const { record, findings } = compute(sheets, { exempt: ['gdtc' as SubjectCode] });
    expect(findings).toEqual([]);
    expect(record.subjects.find(({ subject }) => subject === 'gdtc')).toMatchObject({
      exempt: true,
      year: null,
    });
    expect(record.whole.learning).toBe('K');
  });

  it('the word miễn typed into a cell is not taken for the right', () => {
    expect(codes(compute(fullYear({ gdtc: 'M' as never })).findings)).toEqual(['MARK_MISSING']);
  });

  it('the record of a pupil who is not assessed is empty by right as a whole', () => {
    const sheets = new Map([...fullYear()].filter(([id]) => id.includes('homeroom')));
    const { record, findings } = compute(sheets, { notAssessed: true });
    expect(findings).toEqual([]);
    expect(record.whole).toEqual({ learning: null, conduct: null, absent: null });
    expect(record.promotion).toBe('not-assessed');
    expect(record.subjects.every(({ year }) => year === null)).toBe(true);
  });

  it('the year of a pupil who came in the middle is told, and does not crash', () => {
    const sheets = new Map([...fullYear()].filter(([id]) => id.endsWith('hk2')));
    const { record, findings } = compute(sheets, { joinedOn: '2027-01-20' as never });
    expect(codes(findings)).toEqual(['MARK_MISSING', 'SHEET_OPEN', 'CONDUCT_MISSING', 'ABSENCES_MISSING']);
    expect(findings.every(({ term }) => term === 'hk1')).toBe(true);
    expect(record.hk2.learning).toBe('K');
  });

  it('the year of a pupil shows where the two readings of the lift differ, without blocking', () => {
    const { record, findings } = compute(fullYear({ ...all(65), van: 64, toan: 64, nn1: 34 }));
    expect(findings.map(({ code, term }) => [code, term])).toEqual([
      ['LIFT_AMBIGUOUS', 'hk1'],
      ['LIFT_AMBIGUOUS', 'hk2'],
      ['LIFT_AMBIGUOUS', undefined],
    ]);
    expect(record.whole.learning).toBe('Đ');
  });

  it('the year of a pupil is rated by the reading of the lift that is given, and explained by it', () => {
    const sheets = fullYear({ ...all(65), van: 64, toan: 64, nn1: 34 });
    for (const [lift, level, promotion] of [
      ['replace', 'Đ', 'promoted'],
      ['remove', 'CĐ', 'retest'],
    ] as const) {
      const policy = { lift, bothFailed: 'repeat' } as const;
      const { record, findings } = computeCircular22Year({ classList: list, student: an, sheets, policy });
      expect(record).toMatchObject({ whole: { learning: level }, promotion });
      expect(codes(findings.filter(({ term }) => term !== 'summer'))).toEqual(
        promotion === 'retest' ? ['LIFT_AMBIGUOUS', 'SUMMER_OPEN'] : ['LIFT_AMBIGUOUS'],
      );
      const why = explainYearRecord(record, policy);
      expect(why.learning.year).toMatchObject({ reading: lift, result: level, ambiguous: true });
    }
  });

  it('the year with both results at CĐ is decided by the reading in force, and a person sees it', () => {
    const sheets = fullYear({ ...all(65), van: 20, toan: 20 }, ['CĐ', 'CĐ']);
    for (const [bothFailed, promotion, blocks] of [
      ['repeat', 'repeat', false],
      ['train-then-retest', 'summer-training', true],
      ['person-decides', null, true],
    ] as const) {
      const policy = { lift: 'replace', bothFailed } as const;
      const { record, findings } = computeCircular22Year({ classList: list, student: an, sheets, policy });
      expect(record.promotion).toBe(promotion);
      expect(findings[0]).toEqual({ code: 'BOTH_FAILED', student: an.id });
      expect(findings.some(isBlocking)).toBe(blocks);
      expect(explainYearRecord(record, policy).promotion?.result).toBe(promotion);
    }
  });

  it('the year of another regulation is not computed', () => {
    const classList = classOf(8, '2022-2023');
    const { record, findings } = computeUnknownYear({ classList, student: an, sheets: new Map() });
    expect(findings[0]).toMatchObject({ code: 'RULES_UNKNOWN', value: '8 2022-2023' });
    expect(record.whole.learning).toBeNull();
  });

  it('the list of points stays within what its document carries', () => {
    const many = Array.from({ length: 30 }, () => ({ subject: 'toan', regularMarks: 9, teacher: null }));
    const classList = { ...list, subjects: many as never };
    const { findings } = computeYearRecord({ classList, student: an, sheets: new Map() });
    expect(findings).toHaveLength(200);
  });

  it('the year of a pupil does not depend on the order in which subjects and sheets are known', () => {
    const sheets = [...fullYear({ ...all(65), toan: 34, nt: 'CĐ' })];
    const expected = compute(new Map(sheets));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(list.subjects, { minLength: list.subjects.length }),
        fc.shuffledSubarray(sheets, { minLength: sheets.length }),
        (subjects, shuffled) => {
          expect(compute(new Map(shuffled), {}, { ...list, subjects })).toEqual(expected);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('the year of a pupil never gets a lower result because a mark rose', () => {
    const order = ['CĐ', 'Đ', 'K', 'T'];
    const averages = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(averages, fc.nat(7), (values, i) => {
        const marks = (list: number[]) => Object.fromEntries(scored.map((code, n) => [code, list[n] ?? 0]));
        const before = compute(fullYear(marks(values))).record.whole.learning;
        const after = compute(fullYear(marks(values.with(i, 100)))).record.whole.learning;
        return order.indexOf(after ?? '') >= order.indexOf(before ?? '');
      }),
      { numRuns: 60 },
    );
  });
});
