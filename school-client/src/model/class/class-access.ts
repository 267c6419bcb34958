import type { Me } from '@hocba/shared/contract/auth';
import {
  type ClassCode,
  HOMEROOM,
  type SchoolYear,
  type SheetId,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { seesClass, seesSheet, seesWholeClass } from '@hocba/shared/school/rights';
import { useTranslation } from 'react-i18next';

/** Why a page has nothing to show that this person could see: never to be taken for "there is nothing". */
export type Hidden = 'no-year' | 'no-right' | 'no-records' | 'no-class' | 'no-subject';

const hasYear = (me: Me, year: SchoolYear): boolean => me.years.includes(year);

/** Why a class is not shown to a person, as far as their rights tell. */
export const hiddenClass = (me: Me, year: SchoolYear, name: ClassCode): Hidden | undefined => {
  if (!hasYear(me, year)) return 'no-year';
  return seesClass(me, year, name) ? undefined : 'no-right';
};

/** Why the records of a class are not shown to a person: the registry gives them to no device of theirs. */
export const hiddenRecords = (me: Me, year: SchoolYear, name: ClassCode): Hidden | undefined =>
  hiddenClass(me, year, name) ?? (seesWholeClass(me, year, name) ? undefined : 'no-records');

/** Why a sheet is not shown to a person; an empty grid would say that nobody entered anything. */
export const hiddenSheet = (me: Me, year: SchoolYear, id: SheetId): Hidden | undefined => {
  const { class: name, subject } = sheetParts(id);
  return hiddenClass(me, year, name) ?? (seesSheet(me, year, name, subject) ? undefined : 'no-right');
};

/** Whether a class has a sheet of this subject at all. */
export const hasSubject = (
  { subjects }: { readonly subjects: readonly { readonly subject: string }[] },
  subject: string,
): boolean => subject === HOMEROOM || subjects.some((taught) => taught.subject === subject);

const TEXTS = {
  'no-year': ['noYearTitle', 'noYearText'],
  'no-right': ['noRightTitle', 'noRightText'],
  'no-records': ['noRightTitle', 'noRecordsText'],
  'no-class': ['noClassTitle', 'noClassText'],
  'no-subject': ['noSubjectTitle', 'noSubjectText'],
} as const;

/** Says why a page is not shown: a title and what to do about it. */
export const useHiddenText = (): ((
  why: Hidden,
  about: { readonly year: SchoolYear; readonly name: ClassCode },
) => { title: string; text: string }) => {
  const { t } = useTranslation('sync');
  return (why, { year, name }) => ({
    title: t(TEXTS[why][0], { year, name }),
    text: t(TEXTS[why][1], { year, name }),
  });
};
