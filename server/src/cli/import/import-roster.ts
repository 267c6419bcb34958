import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import { atRow, type RosterRow } from '@hocba/shared/exchange/roster/roster';
import type { SheetTable } from '@hocba/shared/exchange/workbook/sheet-table';
import type { Policy } from '@hocba/shared/regulations/policy';
import {
  type ClassCode,
  databaseNameOf,
  type Instant,
  type SchoolYear,
} from '@hocba/shared/school/identifiers';
import { doubtsOf } from '@hocba/shared/school/pupil/personal-id';
import { projectAll } from '../../records/projection/project.ts';
import { pupilActs } from '../../schools/check-pupils.ts';
import type { RosterTarget } from '../../schools/class-subjects.ts';
import { planRosterImport, type RosterImport, rosterWrites } from '../../schools/import-roster.ts';
import { logClassLists } from '../../schools/log-class-lists.ts';
import { readXlsx } from '../../schools/workbook/read-xlsx.ts';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { type AuditEvent, appendAudits } from '../../storage/queries/audit/audit.ts';
import { listUncarried } from '../../storage/queries/schools/former-classes.ts';
import { listEnrolmentsOf, listSubjectsOfYear } from '../../storage/queries/schools/schools.ts';
import {
  type Print,
  printAccount,
  printCounts,
  printErrors,
  printLine,
  printNotes,
  printWarning,
} from './import-report.ts';
import { importTexts } from './import-texts.ts';
import { rosterMoves } from './roster-moves.ts';

/** A personal number that disagrees with what else is known is worth a look and no reason to refuse. */
const printDoubts = (rows: readonly RosterRow[], print: Print): void => {
  for (const row of rows) {
    const { personalId, sex, birthDate } = row;
    for (const doubt of personalId === null ? [] : doubtsOf(personalId, { sex, birthDate })) {
      const column = 'Số định danh cá nhân';
      const warning = { code: doubt.code, ...atRow(row), column, value: personalId };
      const { place, reason, digits } = importTexts();
      printLine('warning', `${place(warning)}: ${reason(warning)}; ${digits(doubt)} (${doubt.code})`, print);
    }
  }
};

const printRows = ({ rows, plan, newClasses }: RosterImport, print: Print): void => {
  for (const code of newClasses) printLine('create', importTexts().newClass(code), print);
  const words = importTexts().fields;
  const fields = new Map(
    plan.update.map(({ row, fields: changed, confirmed }) => {
      const texts = changed.map((field) => {
        const change = confirmed.find((each) => each.field === field);
        return change === undefined ? words[field] : `${words[field]} (${change.before} → ${change.after})`;
      });
      return [row.code, texts.join(', ')];
    }),
  );
  const created = new Set(plan.create.map((row) => row.code));
  for (const row of rows) {
    const { class: classCode, code, name } = row;
    const changed = fields.get(code);
    const verb = created.has(code) ? 'create' : changed === undefined ? 'unchanged' : 'update';
    const place = importTexts().place({ ...atRow(row), column: classCode, value: null });
    printLine(verb, `${place}, ${code}, ${name}${changed ? `: ${changed}` : ''}`, print);
  }
};

const printMissing = ({ plan }: RosterImport, print: Print): void => {
  for (const pupil of plan.missing) {
    if (pupil.status === 'studying') printLine('missing', importTexts().missing(pupil), print);
  }
};

/**
 * What a roster import needs: the database, the readings of the regulation (the usual ones when not given),
 * the time.
 */
export interface RosterServices {
  readonly db: Db;
  /** The issuer, for the projector. */
  readonly issuer: string;
  readonly policy?: Policy;
  readonly now: Instant;
}

/** The audit rows of confirmed identities: of which pupil, in which columns. The audit holds no names. */
const identityActs = ({ school }: RosterTarget, { plan }: RosterImport, at: Instant): AuditEvent[] =>
  plan.update
    .filter(({ confirmed }) => confirmed.length > 0)
    .map(({ pupil, confirmed }) => ({
      ...{ at, actor: 'cli', action: 'student.identity-changed', student: pupil.id },
      detail: { school, columns: confirmed.map(({ column }) => column) },
    }));

/**
 * Writes the list and its audit row with the account and the number of changes in one commit; against what stands there
 * at that moment.
 */
const applyRoster = (
  db: Db,
  target: RosterTarget,
  sheets: readonly SheetTable[],
  at: Instant,
): Promise<RosterImport> =>
  decideAgain(async () => {
    const found = await planRosterImport(db, target, sheets, vietnamTimeOf(at).date);
    const { writes, pupils: written } =
      found.errors.length > 0 ? { writes: [], pupils: [] } : rosterWrites(target, found);
    if (writes.length + written.length === 0) return found;
    const { create, update } = found.plan;
    const counts = { classes: found.classes, created: create.length, updated: update.length };
    const detail = { school: target.school, year: target.year, ...counts };
    const act = { at, actor: 'cli', action: 'roster.imported', student: null, detail };
    const acts = [act, ...identityActs(target, found, at), ...pupilActs(db, written, at)];
    await db.commit([...writes, appendAudits(acts)]);
    return found;
  });

const OF_PERSON: readonly string[] = ['name', 'birthDate', 'sex', 'ethnicity', 'personalId'];

/** The name of a pupil holds in every school year: a record that is signed later for an earlier one says it too. */
const publishElsewhere = async (
  services: RosterServices,
  { school, year }: RosterTarget,
  { plan: { update }, altered }: RosterImport,
): Promise<void> => {
  const changed = update.filter(({ fields }) => fields.some((field) => OF_PERSON.includes(field)));
  const ids = new Set([...changed.map(({ pupil }) => pupil.id), ...altered.map(({ id }) => id)]);
  const enrolments = (await Promise.all([...ids].map((id) => listEnrolmentsOf(services.db, id)))).flat();
  const others = enrolments.filter((row) => row.school === school && row.year !== year);
  for (const [other, rows] of Map.groupBy(others, (row) => row.year)) {
    const name = databaseNameOf(school, other as SchoolYear);
    const classes = [...new Set(rows.map((row) => row.class as ClassCode))];
    await logClassLists(services.db, name, classes, services.now);
    await projectAll(services, name);
  }
};

/**
 * Writes the changed lists into the log; the projection hands them to devices and computes the records that rest on them.
 * A class that was left belongs to a change that a killed command did not finish.
 */
const publishChanged = async (
  services: RosterServices,
  target: RosterTarget,
  found: RosterImport,
): Promise<void> => {
  const { school, year } = target;
  const moves = await listUncarried(services.db, school, year);
  const moved = moves.flatMap((move) => [move.class, move.present] as ClassCode[]);
  const name = databaseNameOf(school, year);
  await logClassLists(services.db, name, [...new Set([...found.classes, ...moved])], services.now);
  await projectAll(services, name);
  await publishElsewhere(services, target, found);
};

/** Says for which classes no language is known yet, so that screens call it Ngoại ngữ 1, and which command says it. */
const printUnsaidLanguages = async (db: Db, { school, year }: RosterTarget, print: Print): Promise<void> => {
  const unsaid = (await listSubjectsOfYear(db, school, year)).filter(({ language }) => language === null);
  for (const subject of ['nn1', 'nn2']) {
    const classes = unsaid.filter((row) => row.subject === subject).map((row) => row.class);
    if (classes.length === 0) continue;
    const command = `hocba school language ${school} ${year} ${subject} en`;
    printLine('note', importTexts().languageUnsaid(subject, classes, command), print);
  }
};

/**
 * Imports a pupil list: prints what each row would do and, with `apply`, does all of it in one commit. Returns the
 * exit code: 0, or 1 with every reason printed and nothing written. Throws SCHOOL_UNKNOWN.
 */
export const importRoster = async (
  services: RosterServices,
  bytes: Uint8Array,
  target: RosterTarget,
  apply: boolean,
  print: Print,
): Promise<number> => {
  const { db, now } = services;
  const sheets = await readXlsx(bytes);
  // An entry that devices sent before the list changes is judged by the list of its time.
  if (apply) await projectAll(services, databaseNameOf(target.school, target.year));
  const found = apply
    ? await applyRoster(db, target, sheets, now)
    : await planRosterImport(db, target, sheets, vietnamTimeOf(now).date);
  printNotes(found.notes, print);
  if (found.errors.length > 0) {
    printDoubts(found.rows, print);
    printErrors(found.errors, print);
    return 1;
  }
  printRows(found, print);
  for (const move of await rosterMoves(db, target, found)) {
    printLine('move', importTexts().move(move), print);
    const kept = importTexts().recordStays(move);
    if (kept !== undefined) printLine('warning', kept, print);
  }
  printMissing(found, print);
  printDoubts(found.rows, print);
  for (const warning of found.warnings) printWarning(warning, print);
  // Also when nothing changed: a command that was killed between the two commits is finished by running it again.
  if (apply) await publishChanged(services, target, found);
  await printUnsaidLanguages(db, target, print);
  printAccount(found.account, apply, print);
  const { create, update, unchanged } = found.plan;
  printCounts({ create: create.length, update: update.length, unchanged }, apply, print);
  return 0;
};
