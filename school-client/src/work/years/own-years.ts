import type { Me } from '@hocba/shared/contract/auth';
import { type DatabaseName, databaseNameOf, type SchoolYear } from '@hocba/shared/school/identifiers';
import { hasWorkIn } from '@hocba/shared/school/rights';

/** How many school years are open whatever page is shown. */
const ALWAYS_OPEN = 2;

/** The two newest school years of a person: the present one, and the one whose end may still be unsent or unsigned. */
export const alwaysOpen = (me: Me): SchoolYear[] =>
  me.years.filter((year) => hasWorkIn(me, year)).slice(0, ALWAYS_OPEN);

/** The databases of every school year in which a person has anything to do. */
export const databasesOf = (me: Me): DatabaseName[] => {
  const { school } = me;
  if (school === null) return [];
  return me.years.filter((year) => hasWorkIn(me, year)).map((year) => databaseNameOf(school.code, year));
};
