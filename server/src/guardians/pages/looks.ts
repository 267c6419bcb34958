import type { Look, LookId } from '@hocba/shared/contract/family/child';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Role } from '@hocba/shared/school/roles';
import type { Db } from '../../storage/engine/db.ts';
import { listAuditOf } from '../../storage/queries/audit/audit.ts';
import { type AuditRow, listAuditAfter } from '../../storage/queries/audit/audit-queries.ts';
import { findGuardian } from '../../storage/queries/guardians/guardian-accounts.ts';
import { findAccount } from '../../storage/queries/people.ts';
import { findSchool } from '../../storage/queries/schools/schools.ts';

/** Acts on a pupil that a family sees: they showed the record to somebody, or could have. */
const SHOWN: ReadonlySet<string> = new Set([
  'consent.issued',
  'consent.revoked',
  'lookup.granted',
  'lookup.refused',
  'bundle.read',
  'link-code.issued',
  'link-code.refused',
  'guardian.linked',
  'guardian.read',
  'share.made',
  'share.stopped',
  'share.objected',
  'share.settled',
  'share.opened',
  'share.refused',
  'share.kept',
  'lookup.asked',
  'lookup.declined',
  'transfer.filed',
  'transfer.read',
  'transfer.accept',
  'transfer.refuse',
  'transfer.release',
  'transfer.place',
  'transfer.agree',
  'review.read',
  'transfer.object',
  'transfer.settle',
  'guardian.renewed',
  'guardian.ended',
  'guardian.rights-set',
  'enrolment.confirmed',
  'pool.settled',
  'record-slip.issued',
  'record-slip.opened',
  'record-slip.refused',
]);
/** Looks that are many of one kind: those of one person fold into one line of the newest. */
const FOLDED: ReadonlySet<string> = new Set(['guardian.read', 'transfer.read', 'review.read']);

const GUARDIAN = 'guardian:';

type Who = Pick<Look, 'person' | 'role' | 'school'>;

const NOBODY: Who = { person: null, role: 'unknown', school: null };

const whoIs = async (db: Db, actor: string): Promise<Who> => {
  if (actor.startsWith(GUARDIAN)) {
    const guardian = await findGuardian(db, actor.slice(GUARDIAN.length));
    return { person: guardian?.name ?? null, role: 'family', school: null };
  }
  const account = await findAccount(db, actor);
  if (account === undefined) return NOBODY;
  const school = account.school === null ? undefined : await findSchool(db, account.school);
  return { person: account.display_name, role: account.role as Role, school: school?.name ?? null };
};

const purposeOf = ({ detail }: AuditRow): string | null => {
  const { purpose } = JSON.parse(detail) as { purpose?: unknown };
  return typeof purpose === 'string' ? purpose : null;
};

interface Line {
  readonly row: AuditRow;
  readonly times: number;
}

const LOOK_ID_DIGITS = 32;

/** The handle of a look: nobody can tell from it how many acts the audit has. */
const lookId = ({ mac }: Pick<Db, 'mac'>, { seq }: Pick<AuditRow, 'seq'>): LookId =>
  mac('told', `look ${seq}`).slice(0, LOOK_ID_DIGITS) as LookId;

const lineOf = (db: Db, row: AuditRow, who: Who, times: number): Look => ({
  id: lookId(db, row),
  at: row.at as Instant,
  act: row.action,
  ...who,
  purpose: purposeOf(row),
  times,
});

/** Lines of one look each, but for kinds that fold: those of one person are one line, at the newest. */
const fold = (rows: readonly AuditRow[]): Line[] => {
  const folded = Map.groupBy(rows, (row) =>
    FOLDED.has(row.action) ? `${row.action} ${row.actor}` : String(row.seq),
  );
  return [...folded.values()].flatMap((group) => {
    const row = group.at(-1);
    return row === undefined ? [] : [{ row, times: group.length }];
  });
};

const shownRows = async (db: Db, student: string): Promise<AuditRow[]> =>
  (await listAuditOf(db, student)).filter(({ action }) => SHOWN.has(action));

const looksOf = async (db: Db, unsorted: readonly Line[]): Promise<Look[]> => {
  const lines = unsorted.toSorted((a, b) => b.row.seq - a.row.seq);
  const actors = [...new Set(lines.map(({ row }) => row.actor))];
  const known = new Map(
    await Promise.all(actors.map(async (actor) => [actor, await whoIs(db, actor)] as const)),
  );
  return lines.map(({ row, times }) => lineOf(db, row, known.get(row.actor) ?? NOBODY, times));
};

/** The act behind a look of a pupil's list; undefined where the list has none under the handle. */
export const findLook = async (db: Db, student: string, id: LookId): Promise<AuditRow | undefined> =>
  (await listAuditOf(db, student)).find((row) => SHOWN.has(row.action) && lookId(db, row) === id);

/** The look of an act by its number in the audit, as the list has it; null where the audit has no such act. */
export const readLook = async (db: Db, seq: number): Promise<Look | null> => {
  const [row] = await listAuditAfter(db, seq - 1, 1);
  return row?.seq === seq ? lineOf(db, row, await whoIs(db, row.actor), 1) : null;
};

/** Looks at a pupil's record, and acts that could have shown it, newest first: time, person, role, school and purpose, no content. */
export const listLooks = async (db: Db, student: string): Promise<Look[]> =>
  looksOf(db, fold(await shownRows(db, student)));

/** The looks at a pupil's record with nothing folded, newest first. */
export const listEveryLook = async (db: Db, student: string): Promise<Look[]> =>
  looksOf(
    db,
    (await shownRows(db, student)).map((row) => ({ row, times: 1 })),
  );
