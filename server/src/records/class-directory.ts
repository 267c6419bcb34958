import { RegistryError } from '@hocba/shared/problems';
import type { ClassList } from '@hocba/shared/school/class-list';
import { type ClassCode, type DatabaseName, databaseParts } from '@hocba/shared/school/identifiers';
import { readClassList } from '../schools/read-class.ts';
import type { Db } from '../storage/engine/db.ts';
import { findClass } from '../storage/queries/schools/schools.ts';

/** Class lists of one school year as they are now, each read at most once; made anew for every request. */
export interface ClassDirectory {
  /** The class list, or undefined when the school year has no such class. */
  find(classCode: ClassCode): Promise<ClassList | undefined>;
  /** Whether the school year has a class of this code; it costs a row where the list costs all its pupils. */
  has(classCode: ClassCode): Promise<boolean>;
}

/** A directory of the classes behind a replication database. */
export const classDirectory = (db: Db, name: DatabaseName): ClassDirectory => {
  const { school, year } = databaseParts(name);
  const read = new Map<ClassCode, Promise<ClassList | undefined>>();
  const known = new Map<ClassCode, Promise<boolean>>();
  const load = async (classCode: ClassCode): Promise<ClassList | undefined> => {
    try {
      return await readClassList(db, school, year, classCode);
    } catch (error) {
      if (error instanceof RegistryError && error.code === 'CLASS_UNKNOWN') return undefined;
      throw error;
    }
  };
  return {
    find: (classCode) => {
      const found = read.get(classCode) ?? load(classCode);
      read.set(classCode, found);
      return found;
    },
    has: (classCode) => {
      const found =
        known.get(classCode) ?? findClass(db, school, year, classCode).then((row) => row !== undefined);
      known.set(classCode, found);
      return found;
    },
  };
};
