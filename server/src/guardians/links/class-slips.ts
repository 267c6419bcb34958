import type { BodyOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import type { issueSlips } from '@hocba/shared/contract/family/slips';
import { mayLimit } from '@hocba/shared/lifecycle/restriction';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, StudentCode, StudentId } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { seesWholeClass } from '@hocba/shared/school/rights';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { listRestrictionsTo } from '../../storage/queries/guardians/restrictions.ts';
import { listClassStudents } from '../../storage/queries/schools/schools.ts';
import { timesOf } from '../restrictions/limit.ts';
import { type LinkCodeServices, makeSlips } from './link-code.ts';

/**
 * Pupils who get no slip with their class, because an order about a guardian is proposed or not over: a slip that goes home
 * with the child would make the guardian a second account, which the order does not know.
 */
const listHeldBack = async (
  db: Db,
  asked: readonly { readonly student: { readonly id: string } }[],
  now: Instant,
): Promise<StudentId[]> => {
  const ids = asked.map(({ student }) => student.id as StudentId);
  const orders = await listRestrictionsTo(db, ids);
  const held = new Set(orders.filter((row) => mayLimit(timesOf(row), now)).map(({ student }) => student));
  return ids.filter((id) => held.has(id));
};

/**
 * Makes slips for the families of a class of the caller's school, or of some of its pupils, in the order of the class
 * list. Throws OUT_OF_SCOPE for a class that the caller does not see whole, and STUDENT_UNKNOWN when a pupil is not in it.
 */
export const makeClassSlips = async (
  services: LinkCodeServices,
  caller: Caller,
  { year, class: name, students, perStudent }: BodyOf<typeof issueSlips>,
  now: Instant,
): Promise<ResponseOf<typeof issueSlips>> => {
  if (caller.school === null || !seesWholeClass(caller, year, name)) throw new RegistryError('OUT_OF_SCOPE');
  const listed = await listClassStudents(services.db, caller.school, year, name);
  const present = listed.filter(({ enrolment }) => enrolment.status === 'studying');
  const asked = present.filter(({ student }) => students?.includes(student.id as StudentId) ?? true);
  if (asked.length === 0 || asked.length < (students?.length ?? 0))
    throw new RegistryError('STUDENT_UNKNOWN');
  const heldBack = await listHeldBack(services.db, asked, now);
  const given = asked.filter(({ student }) => !heldBack.includes(student.id as StudentId));
  const wishes = given.flatMap(({ student }) =>
    Array.from({ length: perStudent }, () => ({
      student: student.id as StudentId,
      relation: null,
      evidence: null,
      validUntil: null,
      guardian: null,
    })),
  );
  const slips = wishes.length === 0 ? [] : await makeSlips(services, caller, wishes, now);
  const byId = new Map(asked.map(({ student }) => [student.id, student]));
  return {
    heldBack,
    slips: slips.flatMap(({ student: id, code, expiresAt }) => {
      const student = byId.get(id);
      if (student === undefined) return [];
      const { name: pupil, code: studentCode, birth_date } = student;
      return [
        {
          student: id,
          studentCode: studentCode as StudentCode,
          name: pupil,
          birthDate: birth_date as BirthDate,
          class: name,
          code,
          expiresAt,
        },
      ];
    }),
  };
};
