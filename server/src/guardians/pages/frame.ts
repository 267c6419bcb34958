import type { ChildTab, FamilyFrame } from '@hocba/shared/contract/family/child';
import type { ClassCode, Instant, StudentId } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { findSchool, findStudent, listEnrolmentsOf } from '../../storage/queries/schools/schools.ts';
import type { GuardianCaller } from '../accounts/guardian-session.ts';
import { type GuardianLink, listChildrenOf } from '../links/guardian-link.ts';

const tabOf = async (db: Db, { student: id, relation, limit, sight }: GuardianLink): Promise<ChildTab[]> => {
  const student = await findStudent(db, id);
  if (student !== undefined && sight === 'plain') {
    return [{ student: id, name: student.name, class: null, school: null, relation, limit }];
  }
  const enrolments = await listEnrolmentsOf(db, id);
  const present = enrolments.find(({ status }) => status === 'studying') ?? enrolments[0];
  const school = present && (await findSchool(db, present.school));
  if (student === undefined) return [];
  return [
    {
      student: id,
      name: student.name,
      class: (present?.class as ClassCode | undefined) ?? null,
      school: school?.name ?? null,
      relation,
      limit,
    },
  ];
};

/** The frame around a page about a child, by the links that give sight; null when there is no child. */
export const frameOf = async (
  db: Db,
  caller: GuardianCaller,
  child: StudentId | undefined,
  now: Instant,
): Promise<FamilyFrame | null> => {
  const links = (await listChildrenOf(db, caller.id, now)).filter(({ sight }) => sight !== 'none');
  const children = (await Promise.all(links.map((link) => tabOf(db, link)))).flat();
  const shown = child ?? children[0]?.student;
  return shown === undefined ? null : { guardian: caller.name, children, child: shown };
};
