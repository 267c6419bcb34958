import {
  type ClassCode,
  type DatabaseName,
  databaseParts,
  HOMEROOM,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { Caller } from '../people/caller.ts';

const ownSchool = (caller: Caller, db: DatabaseName): boolean => caller.school === databaseParts(db).school;

const teaches = (caller: Caller, db: DatabaseName, classCode: ClassCode, subject: SubjectCode): boolean =>
  caller.assignments.some(
    (a) => a.year === databaseParts(db).year && a.class === classCode && a.subject === subject,
  );

/** Whether the caller may read or write anything in a school year's database at all. */
export const mayOpen = (caller: Caller, db: DatabaseName): boolean =>
  ownSchool(caller, db) &&
  (caller.role === 'head' ||
    caller.role === 'clerk' ||
    caller.assignments.some((a) => a.year === databaseParts(db).year));

/** Whether the caller may write on a sheet: its own teacher, or the school's head and clerk, who enter for others. */
export const mayEnter = (
  caller: Caller,
  db: DatabaseName,
  classCode: ClassCode,
  subject: SubjectCode,
): boolean =>
  ownSchool(caller, db) &&
  (caller.role === 'head' || caller.role === 'clerk' || teaches(caller, db, classCode, subject));

/** Whether the caller closes a sheet and thereby approves it: its teacher, or the head in place of an absent one. */
export const mayClose = (
  caller: Caller,
  db: DatabaseName,
  classCode: ClassCode,
  subject: SubjectCode,
): boolean => ownSchool(caller, db) && (caller.role === 'head' || teaches(caller, db, classCode, subject));

/** Whether the caller confirms a class: its homeroom teacher (GVCN) and nobody else. */
export const mayConfirm = (caller: Caller, db: DatabaseName, classCode: ClassCode): boolean =>
  ownSchool(caller, db) && teaches(caller, db, classCode, HOMEROOM);

/** Whether the caller finalises: the head of the school (hiệu trưởng). */
export const mayFinalise = (caller: Caller, db: DatabaseName): boolean =>
  ownSchool(caller, db) && caller.role === 'head';

/**
 * Feed kinds a caller may pull: a subject teacher the own class × subject, a homeroom teacher the whole class,
 * head and clerk every class of the school year.
 */
export const visibleKinds = (
  caller: Caller,
  db: DatabaseName,
  classes: readonly { class: ClassCode; subjects: readonly SubjectCode[] }[],
): string[] => {
  const whole = caller.role === 'head' || caller.role === 'clerk';
  const kinds = new Set<string>();
  for (const { class: classCode, subjects } of classes) {
    const seesAll = whole || teaches(caller, db, classCode, HOMEROOM);
    const own = [...subjects, HOMEROOM].filter((s) => seesAll || teaches(caller, db, classCode, s));
    if (own.length > 0) kinds.add(`class/${classCode}`);
    for (const subject of own)
      kinds.add(`sheet/${classCode}/${subject}`).add(`verdict/${classCode}/${subject}`);
    if (seesAll) kinds.add(`record/${classCode}`).add(`credential/${classCode}`);
  }
  return [...kinds];
};
