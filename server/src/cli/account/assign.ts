import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import { RegistryError } from '@hocba/shared/problems';
import {
  type AccountName,
  databaseNameOf,
  type Instant,
  type LocalDate,
  type SchoolCode,
} from '@hocba/shared/school/identifiers';
import type { AssignmentKey } from '@hocba/shared/school/roles';
import { firstDayOf, lastDayOf } from '@hocba/shared/school/school-year-days';
import { changeAssignment } from '../../records/assignments/assign.ts';
import { type AssignmentChange, assignmentName } from '../../records/assignments/planned-assignments.ts';
import { logClassLists } from '../../schools/log-class-lists.ts';
import type { Db } from '../../storage/engine/db.ts';
import { findAccount } from '../../storage/queries/people.ts';
import { listAssignmentsOf } from '../../storage/queries/schools/schools.ts';
import type { CommandIo } from '../command.ts';
import { changeText } from './planned.ts';

const heldBy = async (db: Db, name: string): Promise<AssignmentKey[]> =>
  (await listAssignmentsOf(db, name)) as unknown as AssignmentKey[];

/** The subjects of an account, as `--assign` says them. */
export const listHeld = async (db: Db, name: string): Promise<string[]> =>
  (await heldBy(db, name)).map(assignmentName);

/** Writes the class lists that name an account into the log, from where devices get them. */
export const logClassesOf = async (db: Db, name: string, at: Instant): Promise<void> => {
  const account = await findAccount(db, name);
  if (account?.school == null) return;
  const years = Map.groupBy(await heldBy(db, name), ({ year }) => year);
  for (const [year, keys] of years) {
    const classes = [...new Set(keys.map((key) => key.class))];
    await logClassLists(db, databaseNameOf(account.school as SchoolCode, year), classes, at);
  }
};

/** A day that is over, or is of no school year that is meant, is mistyped. Throws INVALID_INPUT. */
const checkDay = (wanted: readonly AssignmentKey[], { keys, on }: Wish, today: LocalDate): void => {
  if (on === undefined) return;
  if (on < today) throw new RegistryError('INVALID_INPUT', `--on ${on} is over; without --on it is at once`);
  const isOutside = ({ year }: AssignmentKey) => on < firstDayOf(year) || on > lastDayOf(year);
  // All that an account has may be of several years: one of them is meant.
  const outside = wanted.filter(isOutside);
  if (outside.length > 0 && (keys.length > 0 || outside.length === wanted.length)) {
    const years = [...new Set(outside.map(({ year }) => year))].join(', ');
    throw new RegistryError('INVALID_INPUT', `--on ${on} is not in the school year ${years}`);
  }
};

/**
 * The subjects that change: these, or all that the account has; for the account itself or for nobody; from a day on.
 */
interface Wish {
  readonly keys: readonly AssignmentKey[];
  readonly given: string | null;
  readonly on: LocalDate | undefined;
}

/**
 * Gives subjects to an account, or takes them from it, and prints each. Throws ACCOUNT_UNKNOWN, what `changeAssignment`
 * throws, and INVALID_INPUT for a subject that the account does not have or a day that cannot be meant.
 */
export const changeAssignments = async (
  { db, now, print }: { readonly db: Db; readonly now: Instant; readonly print: CommandIo['out'] },
  name: AccountName,
  wish: Wish,
): Promise<void> => {
  const { keys, given } = wish;
  const today = vietnamTimeOf(now).date;
  const account = await findAccount(db, name);
  if (account === undefined) throw new RegistryError('ACCOUNT_UNKNOWN', name);
  if (account.school === null) throw new RegistryError('INVALID_INPUT', `${name} has no school`);
  const held = await heldBy(db, name);
  const wanted = keys.length === 0 && given === null ? held : keys;
  const notHeld =
    given === null ? wanted.filter((key) => !held.map(assignmentName).includes(assignmentName(key))) : [];
  if (notHeld.length > 0) {
    throw new RegistryError(
      'INVALID_INPUT',
      `${name} does not have ${notHeld.map(assignmentName).join(', ')}`,
    );
  }
  checkDay(wanted, wish, today);
  if (wanted.length === 0) {
    print([`${name} has nothing to release.`, `${name} không được phân công gì để lấy lại.`]);
  }
  for (const { year, class: code, subject } of wanted) {
    const change: AssignmentChange = {
      school: account.school as SchoolCode,
      ...{ year, class: code, subject, account: given as AccountName | null },
      on: wish.on ?? today,
      ...(given === null ? { from: name } : {}),
    };
    const { before, waits } = await changeAssignment(db, change, now);
    print(changeText(change, before, waits));
  }
};
