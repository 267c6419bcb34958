import { and, desc, eq, isNotNull, or } from 'drizzle-orm';
import type { Db, Write } from '../../engine/db.ts';
import {
  allRows,
  findRow,
  insertRow,
  insertRows,
  listRows,
  replaceRows,
  updateRows,
} from '../../engine/rows.ts';
import type { code_counter, departure, dossier, dossier_event, dossier_result } from '../../tables/tables.ts';

export type DossierRow = typeof dossier.$inferSelect;
export type DossierEventRow = typeof dossier_event.$inferSelect;
export type DossierResultRow = typeof dossier_result.$inferSelect;
export type DepartureRow = typeof departure.$inferSelect;
export type CodeCounterRow = typeof code_counter.$inferSelect;

/** The dossier of our own id. */
export const findDossier = (db: Db, id: string): Promise<DossierRow | undefined> =>
  findRow(db, 'dossier', { id });

/** The dossier that is open under a key. */
export const findOpenDossier = (db: Db, openKey: string): Promise<DossierRow | undefined> =>
  findRow(db, 'dossier', { open_key: openKey });

/** The open dossiers that a school decides on or sends a pupil for, in no order. */
export const listOpenDossiersOf = async (db: Db, school: string): Promise<DossierRow[]> => {
  const t = db.tables.dossier;
  const isParty = or(eq(t.receiver, school), eq(t.sender, school));
  return [
    ...(await db.query
      .select()
      .from(t)
      .where(and(isParty, isNotNull(t.open_key)))),
  ];
};

/** The newest dossiers of a school, open or ended. */
export const listNewestDossiersOf = async (db: Db, school: string, limit: number): Promise<DossierRow[]> => {
  const t = db.tables.dossier;
  const isParty = or(eq(t.receiver, school), eq(t.sender, school));
  const rows = db.query.select().from(t).where(isParty);
  return [...(await rows.orderBy(desc(t.filed_at), desc(t.id)).limit(limit))];
};

/** All dossiers page by page, by id. */
export const readDossiers = (db: Db, size?: number): AsyncGenerator<readonly DossierRow[]> =>
  allRows(db, 'dossier', 'id', size);

/** A new dossier; DUPLICATE when another one is open under its key. */
export const insertDossier = (row: DossierRow): Write => insertRow('dossier', row);

/** A dossier after events; WRITE_CONFLICT when somebody else added one since `from`. */
export const updateDossier = ({ id, ...row }: DossierRow, from: number): Write =>
  updateRows('dossier', { id, seq: from }, row, 1);

/** The events of a dossier, oldest first. */
export const listDossierEvents = (db: Db, id: string): Promise<DossierEventRow[]> =>
  listRows(db, 'dossier_event', { dossier: id }, ['seq']);

/** One event of a dossier, by its number. */
export const findDossierEvent = (
  db: Db,
  dossier: string,
  seq: number,
): Promise<DossierEventRow | undefined> => findRow(db, 'dossier_event', { dossier, seq });

/** New events; DUPLICATE when an event of that number is there. */
export const insertDossierEvents = (rows: readonly DossierEventRow[]): Write[] =>
  insertRows('dossier_event', rows);

/** The signed texts of a dossier, oldest first. */
export const listDossierResults = (db: Db, id: string): Promise<DossierResultRow[]> =>
  listRows(db, 'dossier_result', { dossier: id }, ['seq', 'kind']);

/** New signed texts of a dossier. */
export const insertDossierResults = (rows: readonly DossierResultRow[]): Write[] =>
  insertRows('dossier_result', rows);

/** How many numbers an agency has given on a day; undefined before the first one. */
export const findCodeCounter = (db: Db, agency: string, day: string): Promise<CodeCounterRow | undefined> =>
  findRow(db, 'code_counter', { agency, day });

/** Takes the next number; WRITE_CONFLICT or DUPLICATE when another dossier took it. */
export const raiseCodeCounter = (agency: string, day: string, from: number): Write =>
  from === 0
    ? insertRow('code_counter', { agency, day, n: 1 })
    : updateRows('code_counter', { agency, day, n: from }, { n: from + 1 }, 1);

/** Says when and why a pupil left a school; of several times in one school year the last one stands. */
export const putDeparture = (row: DepartureRow): Write[] => {
  const { school, year, student } = row;
  return replaceRows('departure', { school, year, student }, [row]);
};

/** The pupils who left a school within a school year, by day. */
export const listDepartures = (db: Db, school: string, year: string): Promise<DepartureRow[]> =>
  listRows(db, 'departure', { school, year }, ['left_on', 'student']);
