import type { ListDocument } from '@hocba/shared/documents/internal';
import {
  type ClassCode,
  type DatabaseName,
  databaseParts,
  type Instant,
} from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/engine/db.ts';
import { listClassLists } from '../storage/queries/records/class-lists.ts';
import { findClass, listEnrolmentsOf } from '../storage/queries/schools/schools.ts';
import { findNewest, readListDocument } from './log-class-lists.ts';

/** Parts of a list document by their names; what a person is called stands apart from the place in the class. */
const partsOf = ({ list, pupils, school }: ListDocument): ReadonlyMap<string, unknown> => {
  const { homeroom, grade, subjects, students } = list;
  const details = new Map(pupils.map((detail) => [detail.id, detail]));
  return new Map<string, unknown>([
    ['school', school],
    ['grade', grade],
    ['homeroom', homeroom],
    ...subjects.map((subject): [string, unknown] => [`subject ${subject.subject}`, subject]),
    ...students.flatMap(({ name, birthDate, sex, code, ...place }): [string, unknown][] => [
      [`pupil ${place.id}`, place],
      [`person ${place.id}`, [name, birthDate, sex, code, details.get(place.id)]],
    ]),
  ]);
};

/** Names of the parts that two lists of a class differ in. */
const differing = (logged: ListDocument, now: ListDocument): string[] => {
  const [then, there] = [partsOf(logged), partsOf(now)];
  const names = new Set([...then.keys(), ...there.keys()]);
  return [...names].filter((name) => JSON.stringify(then.get(name)) !== JSON.stringify(there.get(name)));
};

/** A pupil who went to another school may be called otherwise there since: the lists of the old one are not written again. */
const isElsewhere = async (db: Db, part: string, school: string): Promise<boolean> => {
  if (!part.startsWith('person ')) return false;
  const enrolments = await listEnrolmentsOf(db, part.slice('person '.length));
  return enrolments.some((row) => row.school !== school);
};

/**
 * Classes of a school year whose tables (school, class, subjects, assignments, pupils, enrolments) are otherwise than the
 * newest list of the log says. A class that has no list in the log yet is not compared.
 */
export const checkClassLists = async (db: Db, name: DatabaseName): Promise<string[]> => {
  const { school, year } = databaseParts(name);
  const faults: string[] = [];
  for (const { class: code } of await listClassLists(db, name)) {
    const classCode = code as ClassCode;
    const logged = await findNewest(db, name, classCode);
    if (logged === undefined) continue;
    if ((await findClass(db, school, year, classCode)) === undefined) {
      faults.push(`class ${classCode} of ${name} is missing`);
      continue;
    }
    const now = await readListDocument(db, name, classCode, {
      number: 1,
      moves: [],
      at: logged.at as Instant,
    });
    for (const part of differing(logged, now)) {
      if (await isElsewhere(db, part, school)) continue;
      faults.push(`class ${classCode} of ${name}: ${part} is not what the log says`);
    }
  }
  return faults;
};
