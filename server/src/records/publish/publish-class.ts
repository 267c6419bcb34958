import {
  type ClassCode,
  databaseNameOf,
  type SchoolCode,
  type SchoolYear,
} from '@hocba/shared/school/identifiers';
import { publish } from '../../replication/publish.ts';
import { classDocument } from '../../schools/class-document.ts';
import type { Db, Write } from '../../storage/engine/db.ts';

/** The writes that put a class list into the feed of its school year; none when devices have it already. */
export const publishClass = async (
  db: Db,
  school: SchoolCode,
  year: SchoolYear,
  classCode: ClassCode,
): Promise<Write[]> => {
  const { _id, ...body } = await classDocument(db, school, year, classCode);
  return publish(db, databaseNameOf(school, year), [{ id: _id, kind: `class/${classCode}`, body }]);
};

/** Publishes a class list again after its pupils, subjects or teachers changed. */
export const republishClass = async (
  services: { readonly db: Db },
  school: SchoolCode,
  year: SchoolYear,
  classCode: ClassCode,
): Promise<void> => services.db.commit(await publishClass(services.db, school, year, classCode));
