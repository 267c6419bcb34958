import {
  type ClassCode,
  type DatabaseName,
  databaseParts,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { Caller } from '../people/caller.ts';
import type { Db } from '../storage/db.ts';
import { listClasses, listSubjectsOfYear } from '../storage/schools.ts';
import { visibleKinds } from './permissions.ts';

/** Feed kinds of a school year that the caller may pull, from the classes and subjects there are. */
export const listVisibleKinds = async (db: Db, caller: Caller, name: DatabaseName): Promise<string[]> => {
  const { school, year } = databaseParts(name);
  const subjects = new Map<string, SubjectCode[]>();
  for (const row of await listSubjectsOfYear(db, school, year)) {
    subjects.set(row.class, [...(subjects.get(row.class) ?? []), row.subject as SubjectCode]);
  }
  const classes = (await listClasses(db, school, year)).map(({ code }) => ({
    class: code as ClassCode,
    subjects: subjects.get(code) ?? [],
  }));
  return visibleKinds(caller, name, classes);
};
