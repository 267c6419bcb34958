import { and, desc, eq, gte, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { Db, Write } from '../../engine/db.ts';
import {
  allRows,
  findRow,
  insertRow,
  insertRows,
  listRows,
  listRowsOf,
  replaceRows,
  updateRows,
} from '../../engine/rows.ts';
import type {
  code_counter,
  departure,
  dossier,
  dossier_event,
  dossier_photo,
  dossier_result,
} from '../../tables/tables.ts';

export type DossierRow = typeof dossier.$inferSelect;
export type DossierEventRow = typeof dossier_event.$inferSelect;
export type DossierResultRow = typeof dossier_result.$inferSelect;
export type DossierPhotoRow = typeof dossier_photo.$inferSelect;
export type DepartureRow = typeof departure.$inferSelect;
export type CodeCounterRow = typeof code_counter.$inferSelect;

/** The dossier of our own id. */
export const findDossier = (db: Db, id: string): Promise<DossierRow | undefined> =>
  findRow(db, 'dossier', { id });

/** The dossiers of these ids, in no order. */
export const listDossiersById = (db: Db, ids: readonly string[]): Promise<DossierRow[]> =>
  listRowsOf(db, 'dossier', ['id', ids]);

/** The dossier that is open under a key. */
export const findOpenDossier = (db: Db, openKey: string): Promise<DossierRow | undefined> =>
  findRow(db, 'dossier', { open_key: openKey });

/** The open dossiers of some procedures that a school decides on or sends a pupil for, in no order. */
export const listOpenDossiersOf = async (
  db: Db,
  procedures: readonly string[],
  school: string,
): Promise<DossierRow[]> => {
  const t = db.tables.dossier;
  const isParty = or(eq(t.receiver, school), eq(t.sender, school));
  const isOpen = and(isParty, isNotNull(t.open_key), inArray(t.procedure, [...procedures]));
  return [...(await db.query.select().from(t).where(isOpen))];
};

/** The newest dossiers of some procedures of a school, open or ended. */
export const listNewestDossiersOf = async (
  db: Db,
  procedures: readonly string[],
  school: string,
  limit: number,
): Promise<DossierRow[]> => {
  const t = db.tables.dossier;
  const isParty = or(eq(t.receiver, school), eq(t.sender, school));
  const rows = db.query
    .select()
    .from(t)
    .where(and(isParty, inArray(t.procedure, [...procedures])));
  return [...(await rows.orderBy(desc(t.filed_at), desc(t.id)).limit(limit))];
};

/** The open dossiers of a procedure at every school, in no order. */
export const listOpenDossiers = async (db: Db, procedure: string): Promise<DossierRow[]> => {
  const t = db.tables.dossier;
  const isOpen = and(eq(t.procedure, procedure), isNotNull(t.open_key));
  return [...(await db.query.select().from(t).where(isOpen))];
};

/** The newest dossiers of a procedure at every school, open or ended. */
export const listNewestDossiers = async (db: Db, procedure: string, limit: number): Promise<DossierRow[]> => {
  const t = db.tables.dossier;
  const rows = db.query.select().from(t).where(eq(t.procedure, procedure));
  return [...(await rows.orderBy(desc(t.filed_at), desc(t.id)).limit(limit))];
};

/** Every dossier of some procedures about a pupil, newest first. */
export const listDossiersAbout = async (
  db: Db,
  procedures: readonly string[],
  student: string,
): Promise<DossierRow[]> => {
  const t = db.tables.dossier;
  const isAbout = and(eq(t.student, student), inArray(t.procedure, [...procedures]));
  const rows = db.query.select().from(t).where(isAbout);
  return [...(await rows.orderBy(desc(t.filed_at), desc(t.id)))];
};
/** Dossiers of a procedure that were filed since a moment and have ended, in no order. */
export const listEndedDossiers = async (db: Db, procedure: string, since: string): Promise<DossierRow[]> => {
  const t = db.tables.dossier;
  const rows = db.query.select().from(t);
  return [...(await rows.where(and(eq(t.procedure, procedure), isNull(t.open_key), gte(t.filed_at, since))))];
};

/** The dossiers of some pupils, in no order. */
export const listDossiersOfPupils = (db: Db, students: readonly string[]): Promise<DossierRow[]> =>
  listRowsOf(db, 'dossier', ['student', students]);

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

/** The photo beside an event of a dossier. */
export const findDossierPhoto = (
  db: Db,
  dossier: string,
  seq: number,
): Promise<DossierPhotoRow | undefined> => findRow(db, 'dossier_photo', { dossier, seq });

/** A new photo; DUPLICATE when the event has one. */
export const insertDossierPhoto = (row: DossierPhotoRow): Write => insertRow('dossier_photo', row);

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
