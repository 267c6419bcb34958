import { describe, expect, it } from 'vitest';
import type { LocalDate } from './local-date.ts';
import type { SchoolYear } from './school-year.ts';
import { SCHOOL_YEAR_PLANS, type SchoolYearPlan } from './school-year-plans.ts';
import { findSchoolYearPlan, termOfDate } from './term-of-date.ts';

const YEAR = '2026-2027' as SchoolYear;

const term = (date: string, year: string, province: string, plans?: readonly SchoolYearPlan[]) => {
  const { term, findings } = termOfDate(date as LocalDate, year as SchoolYear, province, plans);
  return [term, ...findings.map(({ code }) => code)];
};

describe('findSchoolYearPlan', () => {
  it('the plan of a school year takes from the national frame what the province leaves open', () => {
    const { plan, findings } = findSchoolYearPlan(YEAR, '82');
    expect(plan).toMatchObject({ decision: '2644/QĐ-UBND', firstTermEndsBefore: '2027-01-18' });
    expect(findings).toEqual([]);
  });

  it('the search for a plan says when one is missing', () => {
    expect(findSchoolYearPlan(YEAR, '08')).toMatchObject({
      plan: { decision: '2308/QĐ-BGDĐT' },
      findings: [{ code: 'PROVINCE_FRAME_UNKNOWN', value: '08' }],
    });
    expect(findSchoolYearPlan('2027-2028' as SchoolYear, '08')).toEqual({
      plan: null,
      findings: [{ code: 'YEAR_FRAME_UNKNOWN', value: '2027-2028' }],
    });
  });
});

describe('termOfDate', () => {
  it.each([
    ['2025-08-21', '2025-2026', [null, 'DATE_OUTSIDE_YEAR']],
    ['2025-08-22', '2025-2026', ['hk1']],
    ['2025-12-25', '2025-2026', ['hk1']],
    ['2025-12-26', '2025-2026', [null, 'TERM_UNKNOWN']],
    ['2026-01-17', '2025-2026', [null, 'TERM_UNKNOWN']],
    ['2026-01-18', '2025-2026', ['hk2']],
    ['2026-05-30', '2025-2026', ['hk2']],
    ['2026-05-31', '2025-2026', [null, 'DATE_OUTSIDE_YEAR']],
    ['2026-10-15', '2026-2027', [null, 'TERM_UNKNOWN']],
    ['2027-01-18', '2026-2027', ['hk2']],
  ])('the term of %s in %s by the national frame alone: %j', (date, year, expected) => {
    const [first, ...rest] = expected;
    expect(term(date, year, '08')).toEqual([first, 'PROVINCE_FRAME_UNKNOWN', ...rest]);
  });

  it('the term of a date goes by the province’s first day of term II', () => {
    const own = { ...SCHOOL_YEAR_PLANS[1], province: '08', secondTermBegins: '2027-01-11' } as SchoolYearPlan;
    const plans = [...SCHOOL_YEAR_PLANS, own];
    expect(term('2027-01-10', YEAR, '08', plans)).toEqual(['hk1']);
    expect(term('2027-01-11', YEAR, '08', plans)).toEqual(['hk2']);
  });

  it('the term of a date in a year without a plan is not known', () => {
    expect(term('2019-10-10', '2019-2020', '08')).toEqual([null, 'YEAR_FRAME_UNKNOWN']);
  });
});
