import type { ListDocument } from '@hocba/shared/documents/internal';
import { RegistryError } from '@hocba/shared/problems';
import type { Arrival } from '@hocba/shared/record/arrival';
import {
  type ClassCode,
  type DatabaseName,
  databaseParts,
  type Instant,
  type StudentId,
} from '@hocba/shared/school/identifiers';
import { appendInternal } from '../log/internal.ts';
import type { Db, Write } from '../storage/engine/db.ts';
import { decideAgain } from '../storage/engine/retry.ts';
import { findClassList } from '../storage/queries/records/class-lists.ts';
import {
  type FormerClassRow,
  listUncarried,
  markCarried,
} from '../storage/queries/schools/former-classes.ts';
import { findSchool, listStudentsByCode } from '../storage/queries/schools/schools.ts';
import { findSubmission } from '../storage/queries/submissions.ts';
import { requireUnaltered } from './check-pupils.ts';
import { readClass } from './read-class.ts';

/** The log finds a document by the last 26 characters of its id. */
const NUMBER_WIDTH = 26;

/** The id of a class's n-th list in the log, counted from 1. */
const listIdOf = (classCode: ClassCode, number: number): string =>
  `list:${classCode}:${String(number).padStart(NUMBER_WIDTH, '0')}`;

/** Which list of its class a document is, counted from 1. */
export const listNumberOf = ({ _id }: ListDocument): number => Number(_id.slice(-NUMBER_WIDTH));

/** A class's n-th list as the log has it. */
export const findListDocument = async (
  db: Db,
  name: DatabaseName,
  classCode: ClassCode,
  number: number,
): Promise<ListDocument | undefined> => {
  const row = await findSubmission(db, name, listIdOf(classCode, number));
  return row && (JSON.parse(row.body) as ListDocument);
};

/** The newest list of a class in the log; undefined while there is none. */
export const findNewest = async (
  db: Db,
  name: DatabaseName,
  classCode: ClassCode,
): Promise<ListDocument | undefined> => {
  let number = (await findClassList(db, name, classCode))?.number ?? 0;
  let newest = number === 0 ? undefined : await findListDocument(db, name, classCode, number);
  let next: ListDocument | undefined;
  do {
    number += 1;
    next = await findListDocument(db, name, classCode, number);
    newest = next ?? newest;
  } while (next !== undefined);
  return newest;
};

/** The members in which two lists of one class have to differ to be two. */
const contentOf = ({ list, pupils, school }: ListDocument): string => JSON.stringify([list, pupils, school]);

/** The list of a class as the tables of the school have it now, as the n-th of the log. Throws CLASS_UNKNOWN. */
export const readListDocument = async (
  db: Db,
  name: DatabaseName,
  classCode: ClassCode,
  {
    number,
    moves,
    arrivals = [],
    at,
  }: {
    readonly number: number;
    readonly moves: ListDocument['moves'];
    readonly arrivals?: readonly Arrival[];
    readonly at: Instant;
  },
): Promise<ListDocument> => {
  const { school: code, year } = databaseParts(name);
  const school = await findSchool(db, code);
  if (school === undefined) throw new RegistryError('SCHOOL_UNKNOWN');
  const { list, pupils } = await readClass(db, code, year, classCode);
  const { name: schoolName, commune, province } = school;
  return {
    _id: listIdOf(classCode, number),
    v: 1,
    kind: 'list',
    at,
    class: classCode,
    list,
    pupils: [...pupils],
    school: { code, name: schoolName, commune, province },
    moves,
    ...(arrivals.length === 0 ? {} : { arrivals: [...arrivals] }),
  };
};

/** The next list of a class, unless the log says it already and no marks are to follow a pupil. */
const nextList = async (
  db: Db,
  name: DatabaseName,
  classCode: ClassCode,
  left: readonly FormerClassRow[],
  arrivals: readonly Arrival[],
  at: Instant,
): Promise<ListDocument | undefined> => {
  const newest = await findNewest(db, name, classCode);
  const number = newest === undefined ? 1 : listNumberOf(newest) + 1;
  const moves = left.map((move): [StudentId, ClassCode] => [
    move.student as StudentId,
    move.class as ClassCode,
  ]);
  const next = await readListDocument(db, name, classCode, { number, moves, arrivals, at });
  const isMoving = moves.length + arrivals.length > 0;
  if (newest !== undefined && !isMoving && contentOf(newest) === contentOf(next)) return undefined;
  const codes = next.list.students.map(({ code }) => code);
  await requireUnaltered(db, await listStudentsByCode(db, codes));
  return next;
};

/** A pupil of another school who comes into a class. */
export interface ArrivalInto {
  readonly class: ClassCode;
  readonly arrival: Arrival;
}

/**
 * The writes that put the lists of these classes into the log of their school year, each if it has changed since, with
 * the moves of pupils whose marks have to follow and the marks that come with pupils of other schools. Classes that a
 * pupil left are taken along. Throws CLASS_UNKNOWN, and PUPIL_ALTERED when a pupil's row was edited past the registry.
 */
export const classListWrites = async (
  db: Db,
  name: DatabaseName,
  classes: readonly ClassCode[],
  at: Instant,
  arriving: readonly ArrivalInto[] = [],
): Promise<Write[]> => {
  const { school, year } = databaseParts(name);
  const open = await listUncarried(db, school, year);
  const due = open.filter(({ present }) => classes.includes(present as ClassCode));
  const left = due.map((move) => move.class as ClassCode);
  const documents: ListDocument[] = [];
  for (const classCode of new Set([...left, ...classes])) {
    const moves = due.filter(({ present }) => present === classCode);
    const arrivals = arriving.filter((one) => one.class === classCode).map(({ arrival }) => arrival);
    const document = await nextList(db, name, classCode, moves, arrivals, at);
    if (document !== undefined) documents.push(document);
  }
  return [...appendInternal(db, name, documents), ...due.map(markCarried)];
};

/** Writes the lists of these classes into the log of their school year: see `classListWrites`. */
export const logClassLists = (
  db: Db,
  name: DatabaseName,
  classes: readonly ClassCode[],
  at: Instant,
): Promise<void> =>
  decideAgain(async () => {
    const writes = await classListWrites(db, name, classes, at);
    if (writes.length > 0) await db.commit(writes);
  });
