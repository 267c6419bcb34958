import type { AccountName, Instant, LocalDate } from '@hocba/shared/school/identifiers';
import { formatBirthDate } from '@hocba/shared/school/pupil/birth-date';
import type { AssignmentKey } from '@hocba/shared/school/roles';
import {
  type AssignmentChange,
  assignmentName,
  callOffAssignments,
  listPlannedAssignments,
  type PlannedAssignment,
} from '../../records/assignments/planned-assignments.ts';
import type { Db } from '../../storage/engine/db.ts';
import { listAssignments } from '../../storage/queries/schools/schools.ts';
import { type CommandIo, UsageError } from '../command.ts';
import { say } from '../texts/said.ts';

/** The teachers of a subject before and after a change, and its first day. */
export const changeText = (change: AssignmentChange, before: string | null, waits: boolean): string => {
  const { account, on } = change;
  const nobody = say(['nobody', 'không ai']);
  const when = waits ? say([`from ${on} on`, `từ ngày ${formatBirthDate(on)}`]) : say(['now', 'từ bây giờ']);
  return `${assignmentName(change)}: ${before ?? nobody} → ${account ?? nobody}, ${when}`;
};

/** A planned change as a line, against the teacher who has the subject at this moment. */
const plannedText = async (db: Db, { change, refused }: PlannedAssignment): Promise<string> => {
  const { school, year, class: code, subject } = change;
  const holder = (await listAssignments(db, school, year, code)).find((row) => row.subject === subject);
  const text = changeText(change, holder?.account ?? null, true);
  if (refused === null) return text;
  return `${text} – ${say([`refused on that day: ${refused}`, `không thực hiện được vào ngày đó: ${refused}`])}`;
};

const textsOf = async (db: Db, all: readonly PlannedAssignment[]): Promise<string[]> => {
  const texts: string[] = [];
  for (const planned of all) texts.push(await plannedText(db, planned));
  return texts;
};

/** Calls off the changes that would give something to an account, and returns each as a line. */
export const callOffFor = async (db: Db, name: AccountName, now: Instant): Promise<string[]> =>
  textsOf(db, await callOffAssignments(db, ({ change }) => change.account === name, now));

/** Which planned changes are meant: those of an account, of these subjects, of a day; all that is not given. */
interface Wish {
  readonly name: AccountName | undefined;
  readonly keys: readonly AssignmentKey[];
  readonly on: LocalDate | undefined;
  readonly cancel: boolean;
}

const isMeant = ({ name, keys, on }: Wish, { change }: PlannedAssignment): boolean =>
  (name === undefined || change.account === name || change.from === name) &&
  (keys.length === 0 || keys.map(assignmentName).includes(assignmentName(change))) &&
  (on === undefined || change.on === on);

/** Prints the planned changes, or calls them off and says so. Throws UsageError when all would be called off. */
export const showPlanned = async (
  { db, now, print }: { readonly db: Db; readonly now: Instant; readonly print: CommandIo['out'] },
  wish: Wish,
): Promise<void> => {
  if (wish.cancel && wish.name === undefined && wish.keys.length === 0) {
    throw new UsageError([
      '--cancel: name an account or an --assign whose changes are called off',
      '--cancel: cần ghi tên tài khoản hoặc --assign của thay đổi muốn hủy',
    ]);
  }
  const chosen = wish.cancel
    ? await callOffAssignments(db, (planned) => isMeant(wish, planned), now)
    : (await listPlannedAssignments(db)).filter((planned) => isMeant(wish, planned));
  for (const text of await textsOf(db, chosen)) {
    print(wish.cancel ? `${say(['called off', 'đã hủy'])}: ${text}` : text);
  }
  if (chosen.length === 0) print(['There is no planned change.', 'Không có thay đổi nào đang chờ ngày.']);
};
