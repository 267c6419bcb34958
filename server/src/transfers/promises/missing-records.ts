import type { MissingRecord } from '@hocba/shared/contract/promises/promise';
import type { YearCredentialPayload } from '@hocba/shared/credential/payload/payload';
import { gradesBefore } from '@hocba/shared/school/curriculum/school-level';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { ClassCode } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { type CredentialRow, listCredentialsOf } from '../../storage/queries/credentials.ts';
import { listEnrolmentsOf, listSchoolsOf } from '../../storage/queries/schools/schools.ts';
import { schoolMember } from '../desk/transfer-entry.ts';

const gradeIn = ({ jws }: CredentialRow): number => {
  const text = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
  return (JSON.parse(text) as YearCredentialPayload).credentialSubject.grade;
};

/** The grades of which a pupil has a signed record here, each with the id of the newest one. */
export const readHeldGrades = async (db: Db, student: string): Promise<ReadonlyMap<number, string>> =>
  new Map((await listCredentialsOf(db, student)).map((row) => [gradeIn(row), row.id]));

/**
 * The records that a pupil who comes to a grade should bring and that are not signed here, each with the school where the
 * pupil was in that grade, as far as the registry knows.
 */
export const readMissingRecords = async (
  db: Db,
  student: string,
  grade: number,
): Promise<MissingRecord[]> => {
  const held = await readHeldGrades(db, student);
  const missing = gradesBefore(grade).filter((one) => !held.has(one));
  if (missing.length === 0) return [];
  const places = new Map(
    (await listEnrolmentsOf(db, student)).map((row) => [gradeOfClass(row.class as ClassCode), row.school]),
  );
  const schools = new Map(
    (await listSchoolsOf(db, [...new Set(places.values())])).map((row) => [row.code, row]),
  );
  return missing.map((one) => {
    const school = schools.get(places.get(one) ?? '');
    return { grade: one, holder: school === undefined ? null : schoolMember(school) };
  });
};
