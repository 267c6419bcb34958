import { and, asc, gt, isNull } from 'drizzle-orm';
import type { Db, Write } from '../../engine/db.ts';
import { allRows, having, insertRow, insertRows, keptQuestion, updateRows } from '../../engine/rows.ts';
import type { guardian_link, link_code } from '../../tables/tables.ts';

export type GuardianLinkRow = typeof guardian_link.$inferSelect;
export type LinkCodeRow = typeof link_code.$inferSelect;

const LINKS_OF_GUARDIAN = keptQuestion('guardian_link', ['guardian'], (t) => [asc(t.valid_from), asc(t.id)]);

/** Every link of a guardian, ended ones included, oldest first. */
export const listLinksOf = (db: Db, guardian: string): Promise<GuardianLinkRow[]> =>
  db.read(LINKS_OF_GUARDIAN, { guardian });

const LINKS_TO_STUDENT = keptQuestion('guardian_link', ['student'], (t) => [asc(t.valid_from), asc(t.id)]);

/** Every link to a pupil, ended ones included, oldest first. */
export const listLinksTo = (db: Db, student: string): Promise<GuardianLinkRow[]> =>
  db.read(LINKS_TO_STUDENT, { student });

/** All links page by page, by id. */
export const readGuardianLinks = (db: Db, size?: number): AsyncGenerator<readonly GuardianLinkRow[]> =>
  allRows(db, 'guardian_link', 'id', size);

/** A new link. */
export const insertGuardianLink = (row: GuardianLinkRow): Write => insertRow('guardian_link', row);

/** Puts a link in place of what it was; WRITE_CONFLICT when it changed since it was read. */
export const updateGuardianLink = (before: GuardianLinkRow, row: GuardianLinkRow): Write =>
  updateRows('guardian_link', { id: before.id, version: before.version }, row, 1);

/** New slips of a school. */
export const insertLinkCodes = (rows: readonly LinkCodeRow[]): Write[] => insertRows('link_code', rows);

/** Unused and unexpired slips for a pupil, oldest first. */
export const listOpenLinkCodes = async (db: Db, student: string, now: string): Promise<LinkCodeRow[]> => {
  const t = db.tables.link_code;
  const isOpen = and(having(t, { student }), isNull(t.used_at), gt(t.expires_at, now));
  return [...(await db.query.select().from(t).where(isOpen).orderBy(asc(t.created_at), asc(t.id)))];
};

const LINK_CODE_BY_ID = keptQuestion('link_code', ['id']);

/** The slip of an id. */
export const findLinkCode = async (db: Db, id: string): Promise<LinkCodeRow | undefined> =>
  (await db.read(LINK_CODE_BY_ID, { id }))[0];

/** Changes a slip that nobody else touched meanwhile: a failed try, its use, or its end. */
export const updateLinkCode = (
  { id, version }: LinkCodeRow,
  change: Partial<Pick<LinkCodeRow, 'failures' | 'used_at' | 'expires_at'>>,
): Write => updateRows('link_code', { id, version }, { ...change, version: version + 1 }, 1);
