import type { LocalDate } from '../../calendar/local-date.ts';
import { SCHOOL_YEAR_PLANS } from '../../calendar/school-year-plans.ts';
import type { SchoolYear } from '../identifiers.ts';
import { lastDayOf } from '../school-year-days.ts';

/** Schools open on 5 September unless the frame of the year names another day. */
const openingOf = (year: SchoolYear): LocalDate => {
  const frame = SCHOOL_YEAR_PLANS.find((plan) => plan.year === year && plan.province === null);
  return frame?.opens ?? (`${year.slice(0, 4)}-09-05` as LocalDate);
};

/** The first and the last day on which a pupil studies in a class of one school year. */
export interface StudySpan {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** The days of a pupil in a school year: from the opening, or from the day of coming, to the year's last day. */
export const studySpan = (year: SchoolYear, joinedOn: LocalDate | null): StudySpan => ({
  from: joinedOn ?? openingOf(year),
  until: lastDayOf(year),
});

/**
 * The enrolment that a school confirms on a day: the one whose days hold it, else the next that begins; undefined when
 * every one is over. Of several the newest school year wins.
 */
export const studiesOn = <Enrolment extends { readonly year: string; readonly joined_on: string | null }>(
  enrolments: readonly Enrolment[],
  today: LocalDate,
): (Enrolment & { readonly span: StudySpan }) | undefined => {
  const open = enrolments
    .map((one) => ({ ...one, span: studySpan(one.year as SchoolYear, one.joined_on as LocalDate | null) }))
    .filter(({ span }) => span.until >= today)
    .toSorted((a, b) => (a.year < b.year ? 1 : -1));
  return open.find(({ span }) => span.from <= today) ?? open[0];
};

/** The school year that a day belongs to: the one whose last day is not over. */
export const schoolYearOn = (today: LocalDate): SchoolYear => {
  const [first, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return (month < 9 ? `${first - 1}-${first}` : `${first}-${first + 1}`) as SchoolYear;
};
