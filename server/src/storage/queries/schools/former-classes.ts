import { and, asc, eq, ne } from 'drizzle-orm';
import type { Db, Tables, Write } from '../../engine/db.ts';
import { deleteRows, having, insertRow, updateRows } from '../../engine/rows.ts';
import type { former_class } from '../../tables/tables.ts';
import type { Enrolled } from './schools.ts';

export type FormerClassRow = typeof former_class.$inferSelect;

/** The enrolment that the pupil of a move has now. */
const presentOf = ({ former_class: f, enrolment: e }: Tables) =>
  and(eq(e.school, f.school), eq(e.year, f.year), eq(e.student, f.student));

/** The pupils who have left a class for another one, by name of the list, each with the present enrolment. */
export const listFormerPupils = async (
  db: Db,
  school: string,
  year: string,
  classCode: string,
): Promise<Enrolled[]> => {
  const { former_class: f, enrolment: e, student: s } = db.tables;
  const rows = await db.query
    .select({ student: s, enrolment: e })
    .from(f)
    .innerJoin(e, presentOf(db.tables))
    .innerJoin(s, eq(s.id, f.student))
    .where(and(having(f, { school, year, class: classCode }), ne(e.class, classCode)))
    .orderBy(asc(s.sort_key), asc(s.code));
  return [...rows];
};

/** The classes that the present pupils of a class come from. */
export const listFormerClasses = async (
  db: Db,
  school: string,
  year: string,
  classCode: string,
): Promise<FormerClassRow[]> => {
  const { former_class: f, enrolment: e } = db.tables;
  const rows = await db.query
    .select({ former: f })
    .from(f)
    .innerJoin(e, presentOf(db.tables))
    .where(and(having(f, { school, year }), eq(e.class, classCode), ne(f.class, classCode)))
    .orderBy(asc(f.student), asc(f.class));
  return rows.map(({ former }) => former);
};

/** Moves whose marks have not followed yet, each with the class where the pupil is now. */
export const listUncarried = async (
  db: Db,
  school: string,
  year: string,
): Promise<(FormerClassRow & { readonly present: string })[]> => {
  const { former_class: f, enrolment: e } = db.tables;
  const rows = await db.query
    .select({ former: f, present: e.class })
    .from(f)
    .innerJoin(e, presentOf(db.tables))
    .where(having(f, { school, year, carried: false }))
    .orderBy(asc(f.student), asc(f.class));
  return rows.map(({ former, present }) => ({ ...former, present }));
};

/** Notes that the marks of a move have followed; WRITE_CONFLICT when another process was faster. */
export const markCarried = ({ school, year, student, class: left }: FormerClassRow): Write =>
  updateRows('former_class', { school, year, student, class: left, carried: false }, { carried: true }, 1);

/** A pupil leaves a class for another one of the school year: an earlier stay in either of the two is forgotten. */
export const leaveClass = (left: Omit<FormerClassRow, 'carried'>, present: string): Write[] => [
  deleteRows('former_class', { ...left, class: [left.class, present] }),
  insertRow('former_class', { ...left, carried: false }),
];
