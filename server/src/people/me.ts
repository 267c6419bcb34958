import type { Me } from '@hocba/shared/contract/auth';
import type { Db } from '../storage/engine/db.ts';
import type { AccountRow } from '../storage/queries/people.ts';
import { findSchool, listAssignmentsOf, listYears } from '../storage/queries/schools/schools.ts';

/** The facts for the screen about the account that is signed in. */
export const describeMe = async (
  db: Db,
  account: AccountRow,
  { demo, lift, askAfterDays }: Pick<Me, 'demo' | 'lift' | 'askAfterDays'>,
): Promise<Me> => {
  const school = account.school === null ? undefined : await findSchool(db, account.school);
  const years = school === undefined ? [] : await listYears(db, school.code);
  const assignments = await listAssignmentsOf(db, account.name);
  return {
    account: account.name as Me['account'],
    displayName: account.display_name,
    role: account.role as Me['role'],
    school:
      school === undefined
        ? null
        : {
            code: school.code as NonNullable<Me['school']>['code'],
            name: school.name,
            commune: school.commune,
            province: school.province,
          },
    years: years as Me['years'],
    assignments: assignments
      .filter((row) => row.school === account.school)
      .map(({ year, class: classCode, subject }) => ({
        year,
        class: classCode,
        subject,
      })) as Me['assignments'],
    scopeVersion: account.scope_version,
    demo,
    ...(lift === undefined ? {} : { lift }),
    ...(askAfterDays === undefined ? {} : { askAfterDays }),
  };
};
