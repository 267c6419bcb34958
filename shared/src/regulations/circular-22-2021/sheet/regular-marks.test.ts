import { expect, it } from 'vitest';
import { regularMarksOf, SUBJECTS } from '../../../school/curriculum/curriculum.ts';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { explainRegularMarks } from './regular-marks.ts';

it.each([
  ['score', 35, 2],
  ['score', 36, 3],
  ['score', 52, 3],
  ['score', 70, 3],
  ['score', 71, 4],
  ['score', 105, 4],
  ['score', 140, 4],
  ['comment', 70, 2],
  ['comment', 105, 2],
] as const)(
  'a %s subject of %i periods a year has %i regular marks a term (Art. 6)',
  (mode, periods, marks) => {
    expect(explainRegularMarks({ mode, periods, topics: false }).derivation.result).toBe(marks);
    expect(explainRegularMarks({ mode, periods, topics: true }).derivation.result).toBe(marks + 1);
  },
);

it.each([0, -35, 35.5, Number.NaN, Number.POSITIVE_INFINITY])(
  'the count of regular marks asks for periods instead of %d',
  (periods) => {
    const { derivation, findings } = explainRegularMarks({ mode: 'score', periods, topics: false });
    expect(derivation.result).toBeNull();
    expect(findings).toMatchObject([{ code: 'PERIODS_INVALID' }]);
  },
);

/** Periods a year of Circular 32/2018: for grades 6, 7, 8, 9, or one number where they are equal. */
const LOWER: Record<string, readonly number[]> = {
  van: [140],
  toan: [140],
  nn1: [105],
  gdcd: [35],
  lsdl: [105],
  khtn: [140],
  cn: [35, 35, 52, 52],
  tin: [35],
  gdtc: [70],
  nt: [70],
  hdtn: [105],
  gddp: [35],
};
const UPPER: Record<string, readonly number[]> = {
  van: [105],
  toan: [105],
  nn1: [105],
  su: [52],
  gdtc: [70],
  gdqp: [35],
  hdtn: [105],
  gddp: [35],
  ...Object.fromEntries(
    ['dia', 'gdktpl', 'ly', 'hoa', 'sinh', 'cn', 'tin', 'am-nhac', 'mi-thuat'].map((c) => [c, [70]]),
  ),
};

it('the count of regular marks agrees with the curriculum’s number for every subject and grade', () => {
  for (const [table, first, last] of [
    [LOWER, 6, 9],
    [UPPER, 10, 12],
  ] as const) {
    for (const [code, byGrade] of Object.entries(table)) {
      for (let grade = first; grade <= last; grade++) {
        const mode = SUBJECTS[code as SubjectCode]?.mode ?? 'comment';
        const periods = byGrade[grade - first] ?? byGrade[0] ?? 0;
        const { derivation } = explainRegularMarks({ mode, periods, topics: false });
        expect([code, grade, regularMarksOf(code as SubjectCode, grade)]).toEqual([
          code,
          grade,
          derivation.result,
        ]);
      }
    }
  }
});
