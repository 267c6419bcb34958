import {
  type ClassCode,
  type DatabaseName,
  databaseParts,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { Caller } from '../people/caller.ts';
import { type Kinds, kindsOf } from '../replication/kinds.ts';
import type { Db } from '../storage/engine/db.ts';
import { whileUnchanged } from '../storage/engine/while-unchanged.ts';
import { listClasses, listSubjectsOfYear } from '../storage/queries/schools/schools.ts';
import { visibleKinds } from './permissions.ts';

/** Finds the feed kinds of a school year that a caller may pull. */
export type KindsReader = (caller: Caller, name: DatabaseName) => Promise<Kinds>;

const readVisibleKinds = async (db: Db, caller: Caller, name: DatabaseName): Promise<Kinds> => {
  const { school, year } = databaseParts(name);
  const subjects = new Map<string, SubjectCode[]>();
  for (const row of await listSubjectsOfYear(db, school, year)) {
    subjects.set(row.class, [...(subjects.get(row.class) ?? []), row.subject as SubjectCode]);
  }
  const classes = (await listClasses(db, school, year)).map(({ code }) => ({
    class: code as ClassCode,
    subjects: subjects.get(code) ?? [],
  }));
  return kindsOf(visibleKinds(caller, name, classes));
};

/** Reads the feed kinds of callers from the classes and subjects there are; hundreds for a whole school. */
export const kindsReader = (db: Db): KindsReader => {
  const read = whileUnchanged(
    db,
    // All that the kinds of a caller depend on.
    ({ caller: { role, school, assignments }, name }: { caller: Caller; name: DatabaseName }) =>
      JSON.stringify([name, role, school, assignments]),
    ({ caller, name }) => readVisibleKinds(db, caller, name),
  );
  return (caller, name) => read({ caller, name });
};
