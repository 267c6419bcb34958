import type { LocalDate } from './local-date.ts';
import type { SchoolYear } from './school-year.ts';

/** The two digits of a province since 1 July 2025, `82` Đồng Tháp. */
export type ProvinceCode = string;

/**
 * The plan of a school year (khung kế hoạch thời gian năm học): the Ministry's frame, or a province's own plan within
 * it. A date that a plan leaves open, or that we have not seen, is null.
 */
export interface SchoolYearPlan {
  readonly year: SchoolYear;
  /** Null for the national frame. */
  readonly province: ProvinceCode | null;
  readonly decision: string;
  /** The day of the opening ceremony. */
  readonly opens: LocalDate | null;
  /** The first day of term II where the plan names it. */
  readonly secondTermBegins: LocalDate | null;
  /** Term I ends before this day. */
  readonly firstTermEndsBefore: LocalDate | null;
  /** Teaching and the school year end before this day. */
  readonly endsBefore: LocalDate | null;
}

/** Weeks of teaching in each term, equal in every plan. */
export const TERM_WEEKS = { hk1: 18, hk2: 17 } as const;

/** Pupils may come back at most so many days before the opening (two weeks in grades 1, 9 and 12). */
export const DAYS_BEFORE_OPENING = 14;

const plan = (
  year: string,
  province: ProvinceCode | null,
  decision: string,
  dates: Partial<Record<'opens' | 'secondTermBegins' | 'firstTermEndsBefore' | 'endsBefore', string>>,
): SchoolYearPlan => ({
  year: year as SchoolYear,
  province,
  decision,
  opens: (dates.opens ?? null) as LocalDate | null,
  secondTermBegins: (dates.secondTermBegins ?? null) as LocalDate | null,
  firstTermEndsBefore: (dates.firstTermEndsBefore ?? null) as LocalDate | null,
  endsBefore: (dates.endsBefore ?? null) as LocalDate | null,
});

/** The plans we know; of a year that is not here nothing is known. */
export const SCHOOL_YEAR_PLANS: readonly SchoolYearPlan[] = [
  plan('2025-2026', null, '2269/QĐ-BGDĐT', {
    opens: '2025-09-05',
    firstTermEndsBefore: '2026-01-18',
    endsBefore: '2026-05-31',
  }),
  plan('2026-2027', null, '2308/QĐ-BGDĐT', {
    firstTermEndsBefore: '2027-01-18',
    endsBefore: '2027-05-31',
  }),
  // Of Đồng Tháp's plan (17 August 2026) only number and day are known.
  plan('2026-2027', '82', '2644/QĐ-UBND', {}),
];
