import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellHead } from '../../../marks/cell-head.ts';
import { valuesOfRow } from '../../../marks/row-values.ts';
import type { ClassList, ClassStudent } from '../../../school/class-list.ts';
import { regularMarksOf, SUBJECTS, subjectsOf } from '../../../school/curriculum/curriculum.ts';
import { HOMEROOM, type SheetId, type SubjectCode, sheetIdOf } from '../../../school/identifiers.ts';
import type { Policy } from '../../policy.ts';
import type { RecordSheet } from '../../record-sources.ts';
import { explainAverageOfRow } from '../sheet/averages-of-row.ts';
import { computeCircular22Year } from './compute-year.ts';
import { explainYearRecord } from './explain-year-record.ts';

const TERMS = ['hk1', 'hk2'] as const;
const taught = subjectsOf(8);
const student = { id: 'saaaaaaaaaaaa', exempt: [], notAssessed: false, status: 'studying' };
const pupil = student as unknown as ClassStudent;
const classList = {
  school: '08000101',
  year: '2026-2027',
  class: '8A1',
  grade: 8,
  homeroom: null,
  subjects: taught.map((subject) => ({ subject, regularMarks: regularMarksOf(subject, 8), teacher: null })),
  students: [student],
} as unknown as ClassList;

const head = (value: number | string) => [value, 'e', 'a', 't'] as unknown as CellHead;
const sheet = (values: Record<string, number | string>): RecordSheet => ({
  cells: Object.fromEntries(Object.entries(values).map(([column, value]) => [column, head(value)])),
  state: 'closed',
  digest: 'a'.repeat(64),
});

const mark = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(34, 35, 49, 50, 64, 65, 80, 90));
const comment = fc.oneof(
  { weight: 9, arbitrary: fc.constant('Đ') },
  { weight: 1, arbitrary: fc.constant('CĐ') },
);
const conduct = fc.constantFrom('T', 'K', 'Đ', 'CĐ');

const rowOf = (subject: SubjectCode) => {
  const value = SUBJECTS[subject]?.mode === 'score' ? mark : comment;
  const regular = Array.from({ length: regularMarksOf(subject, 8) }, (_, i) => [`tx${i + 1}`, value]);
  return fc.record({ ...Object.fromEntries(regular), gk: value, ck: value }).map(sheet);
};
const homeroom = fc.record({ conduct, absent: fc.integer({ min: 0, max: 60 }) }).map(sheet);

/** A whole year of any marks. */
const year = fc
  .tuple(
    ...TERMS.flatMap((term) => [
      ...taught.map((subject) =>
        rowOf(subject).map((row): [SheetId, RecordSheet] => [sheetIdOf(classList.class, subject, term), row]),
      ),
      homeroom.map((row): [SheetId, RecordSheet] => [sheetIdOf(classList.class, HOMEROOM, term), row]),
    ]),
  )
  .map((sheets) => new Map(sheets));

const policies: readonly Policy[] = [
  { lift: 'replace', bothFailed: 'repeat' },
  { lift: 'remove', bothFailed: 'repeat' },
];

describe('explainYearRecord', () => {
  it('the explanation of a year says exactly what the record holds, under either reading of the lift', () => {
    fc.assert(
      fc.property(year, fc.constantFrom(...policies), (sheets, policy) => {
        const { record, findings } = computeCircular22Year({ classList, student: pupil, sheets, policy });
        const why = explainYearRecord(record, policy);
        expect(why.subjects.map((s) => s.year?.result)).toEqual(record.subjects.map((line) => line.year));
        expect(why.conduct?.result).toBe(record.whole.conduct);
        expect(why.absent?.result).toBe(record.whole.absent);
        expect(why.promotion?.result).toBe(record.promotion);
        expect(why.title?.result).toBe(record.title);
        expect(why.title?.inputs.slice(3).map(({ name }) => name)).toEqual(
          taught.filter((subject) => SUBJECTS[subject]?.mode === 'score'),
        );
        expect(why.learning.hk1?.result).toBe(record.hk1.learning);
        expect(why.learning.hk2?.result).toBe(record.hk2.learning);
        expect(why.learning.year?.result).toBe(record.whole.learning);
        const ambiguous = [why.learning.hk1, why.learning.hk2, why.learning.year].filter((l) => l?.ambiguous);
        const told = findings.filter(({ code, term }) => code === 'LIFT_AMBIGUOUS' && term !== 'summer');
        expect(told).toHaveLength(ambiguous.length);
      }),
      { numRuns: 100 },
    );
  });

  it('the explanation of a summer that is over says exactly what the record holds', () => {
    const result = fc.oneof(fc.integer({ min: 30, max: 100 }), fc.constantFrom('V', 'Đ', 'CĐ'));
    let concluded = 0;
    fc.assert(
      fc.property(
        year,
        fc.array(result, { minLength: 40, maxLength: 40 }),
        conduct,
        (terms, results, rated) => {
          const sheets = new Map(terms);
          for (const [i, subject] of taught.entries()) {
            const isScored = SUBJECTS[subject]?.mode === 'score';
            const fits = (value: unknown) => value === 'V' || (typeof value === 'number') === isScored;
            const value = results.slice(i * 3).find(fits) ?? 'V';
            sheets.set(sheetIdOf(classList.class, subject, 'summer'), sheet({ retest: value }));
          }
          sheets.set(sheetIdOf(classList.class, HOMEROOM, 'summer'), sheet({ conduct: rated }));
          const { record } = computeCircular22Year({ classList, student: pupil, sheets });
          const why = explainYearRecord(record).summer;
          expect(why === undefined).toBe(record.summer === undefined);
          if (record.summer === undefined) return;
          concluded++;
          expect(record.summer).toEqual({
            learning: why?.learning.result,
            conduct: why?.conduct.result,
            promotion: why?.promotion.result,
          });
          const again = record.subjects.flatMap(({ retest }) => (retest === undefined ? [] : [retest]));
          expect(why?.retested.map((one) => one.result)).toEqual(again);
        },
      ),
      { numRuns: 200 },
    );
    expect(concluded).toBeGreaterThan(10);
  });

  it('the explanation of every term average gives marks whose weighted sum is the numerator', () => {
    fc.assert(
      fc.property(year, (sheets) => {
        const { record } = computeCircular22Year({ classList, student: pupil, sheets });
        for (const { subject, hk1 } of record.subjects) {
          const cells = sheets.get(sheetIdOf(classList.class, subject, 'hk1'))?.cells;
          const why = explainAverageOfRow(subject, regularMarksOf(subject, 8), valuesOfRow(cells));
          expect(why?.result).toBe(hk1);
          if (why?.fraction === undefined) continue;
          const sum = why.inputs.reduce((s, { value, weight }) => s + Number(value) * (weight ?? 0), 0);
          const weights = why.inputs.reduce((s, { weight }) => s + (weight ?? 0), 0);
          expect(why.fraction).toEqual({ numerator: sum, divisor: weights });
        }
      }),
      { numRuns: 20 },
    );
  });

  it('the explanation says which results are empty by right, and that nobody computes promotion for a pupil who is not assessed', () => {
    const exempt = { ...pupil, exempt: ['gdtc' as SubjectCode] };
    const { record } = computeCircular22Year({ classList, student: exempt, sheets: new Map() });
    const physical = explainYearRecord(record).subjects.find(({ subject }) => subject === 'gdtc');
    expect(physical?.year).toMatchObject({ rule: 'empty-by-right', result: null });
    const free = computeCircular22Year({
      classList,
      student: { ...pupil, notAssessed: true },
      sheets: new Map(),
    });
    const why = explainYearRecord(free.record);
    expect(why.promotion).toMatchObject({ rule: 'not-assessed', article: { article: 11 } });
    expect(new Set(why.subjects.map((s) => s.year?.rule))).toEqual(new Set(['empty-by-right']));
  });

  it('the explanation says nothing that is not known', () => {
    const { record } = computeCircular22Year({ classList, student: pupil, sheets: new Map() });
    const why = explainYearRecord(record);
    expect(why.subjects.every((s) => s.year === null)).toBe(true);
    expect(why).toMatchObject({ conduct: null, absent: null, promotion: null, title: null });
  });
});
