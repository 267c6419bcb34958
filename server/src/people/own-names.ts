import type { Db } from '../storage/engine/db.ts';
import { findAccount } from '../storage/queries/people.ts';
import { findSchool } from '../storage/queries/schools/schools.ts';
import type { Caller } from './caller.ts';

/** The names that everybody around an account knows: its own, the person's, the school's and its place. */
export const listOwnNames = async (
  db: Db,
  { account, school }: Pick<Caller, 'account' | 'school'>,
): Promise<string[]> => {
  const person = await findAccount(db, account);
  const place = school === null ? undefined : await findSchool(db, school);
  return [account, person?.display_name, place?.name, place?.code, place?.commune, place?.province].filter(
    (name) => name !== undefined,
  );
};
