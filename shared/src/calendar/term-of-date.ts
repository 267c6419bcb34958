import { addDays, type LocalDate } from './local-date.ts';
import type { SchoolYear } from './school-year.ts';
import {
  DAYS_BEFORE_OPENING,
  type ProvinceCode,
  SCHOOL_YEAR_PLANS,
  type SchoolYearPlan,
  TERM_WEEKS,
} from './school-year-plans.ts';
import type { CalendarFinding } from './work-calendar.ts';

/**
 * The plan that holds in a province: its own, with what that leaves open from the national frame. Findings:
 * YEAR_FRAME_UNKNOWN (no plan then), PROVINCE_FRAME_UNKNOWN (the national frame then).
 */
export const findSchoolYearPlan = (
  year: SchoolYear,
  province: ProvinceCode,
  plans: readonly SchoolYearPlan[] = SCHOOL_YEAR_PLANS,
): { plan: SchoolYearPlan | null; findings: CalendarFinding[] } => {
  const ofYear = plans.filter((plan) => plan.year === year);
  const national = ofYear.find((plan) => plan.province === null);
  const own = ofYear.find((plan) => plan.province === province);
  if (own === undefined) {
    const code = national === undefined ? 'YEAR_FRAME_UNKNOWN' : 'PROVINCE_FRAME_UNKNOWN';
    const value = national === undefined ? year : province;
    return { plan: national ?? null, findings: [{ code, value }] };
  }
  const plan = {
    ...own,
    opens: own.opens ?? national?.opens ?? null,
    secondTermBegins: own.secondTermBegins ?? national?.secondTermBegins ?? null,
    firstTermEndsBefore: own.firstTermEndsBefore ?? national?.firstTermEndsBefore ?? null,
    endsBefore: own.endsBefore ?? national?.endsBefore ?? null,
  };
  return { plan, findings: [] };
};

/** The first day that can be of the year: the earliest return before the opening, else the first of August. */
const earliestDay = ({ year, opens }: SchoolYearPlan): LocalDate =>
  opens === null ? (`${year.slice(0, 4)}-08-01` as LocalDate) : addDays(opens, -DAYS_BEFORE_OPENING);

/** Term I has 18 weeks, so that until then no day can be of term II; the opening must be known for this. */
const isSurelyFirst = (date: LocalDate, plan: SchoolYearPlan): boolean =>
  plan.opens !== null && date < addDays(earliestDay(plan), TERM_WEEKS.hk1 * 7);

/**
 * The term a day belongs to in a province. Without the province's first day of term II only what the frame leaves no
 * doubt of is said. Findings, with no term: YEAR_FRAME_UNKNOWN, DATE_OUTSIDE_YEAR, TERM_UNKNOWN; with one:
 * PROVINCE_FRAME_UNKNOWN.
 */
export const termOfDate = (
  date: LocalDate,
  year: SchoolYear,
  province: ProvinceCode,
  plans: readonly SchoolYearPlan[] = SCHOOL_YEAR_PLANS,
): { term: 'hk1' | 'hk2' | null; findings: CalendarFinding[] } => {
  const { plan, findings } = findSchoolYearPlan(year, province, plans);
  const without = (finding: CalendarFinding) => ({ term: null, findings: [...findings, finding] });
  if (plan === null) return { term: null, findings };
  if (date < earliestDay(plan) || (plan.endsBefore !== null && date >= plan.endsBefore)) {
    return without({ code: 'DATE_OUTSIDE_YEAR', date, value: year });
  }
  const { secondTermBegins, firstTermEndsBefore } = plan;
  if (secondTermBegins !== null) return { term: date < secondTermBegins ? 'hk1' : 'hk2', findings };
  if (firstTermEndsBefore !== null && date >= firstTermEndsBefore) return { term: 'hk2', findings };
  return isSurelyFirst(date, plan) ? { term: 'hk1', findings } : without({ code: 'TERM_UNKNOWN', date });
};
