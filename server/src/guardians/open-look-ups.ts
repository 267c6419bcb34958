import type { OpenLookUp } from '@hocba/shared/contract/look-up';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Caller } from '../people/caller.ts';
import type { Db } from '../storage/engine/db.ts';
import { listOpenGrantsOf } from '../storage/queries/consents.ts';
import { listStudents } from '../storage/queries/schools/schools.ts';

const LISTED = 100;

/** The look-ups of an account that still hold, newest first: an answer that was lost on the way is found here. */
export const listOpen = async (db: Db, { account, school }: Caller, now: Instant): Promise<OpenLookUp[]> => {
  const grants = await listOpenGrantsOf(db, account, { now, limit: LISTED });
  // An account that went to another school leaves what the former school was granted.
  const own = grants.filter((grant) => grant.school === school);
  const students = await listStudents(db, [...new Set(own.map(({ student }) => student))]);
  const names = new Map(students.map(({ id, name }) => [id, name]));
  return own.map(({ id, student, created_at, expires_at }) => ({
    grant: id,
    at: created_at as Instant,
    expiresAt: expires_at as Instant,
    name: names.get(student) ?? '',
  }));
};
