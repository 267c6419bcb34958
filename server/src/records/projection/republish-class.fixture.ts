import {
  type ClassCode,
  databaseNameOf,
  type Instant,
  type SchoolCode,
  type SchoolYear,
} from '@hocba/shared/school/identifiers';
import { logClassLists } from '../../schools/log-class-lists.ts';
import type { Db } from '../../storage/engine/db.ts';
import { projectAll } from './project.ts';

/** Hands a class list to devices after its pupils, subjects or teachers changed, as a command and the projection do. */
export const republishClass = async (
  { db }: { readonly db: Db },
  school: SchoolCode,
  year: SchoolYear,
  classCode: ClassCode,
): Promise<void> => {
  const name = databaseNameOf(school, year);
  await logClassLists(db, name, [classCode], new Date().toISOString() as Instant);
  await projectAll({ db, issuer: 'http://localhost:8787' }, name);
};
