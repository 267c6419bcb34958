import type { Me } from '@hocba/shared/contract/auth';
import {
  type ClassCode,
  HOMEROOM,
  type SchoolYear,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';

// What the screen offers. The registry decides by its own rules whatever a screen offers.

const teaches = (me: Me, year: SchoolYear, classCode: ClassCode, subject: SubjectCode): boolean =>
  me.assignments.some((a) => a.year === year && a.class === classCode && a.subject === subject);

/** Whether a person writes on a sheet: its teacher, and the school's head and clerk, who enter for others. */
export const mayEnter = (me: Me, year: SchoolYear, classCode: ClassCode, subject: SubjectCode): boolean =>
  me.role === 'head' || me.role === 'clerk' || teaches(me, year, classCode, subject);

/** Whether a person closes a sheet: its teacher, or the head in place of an absent one. */
export const mayClose = (me: Me, year: SchoolYear, classCode: ClassCode, subject: SubjectCode): boolean =>
  me.role === 'head' || teaches(me, year, classCode, subject);

/** Whether a person confirms the records of a class: its homeroom teacher. */
export const mayConfirm = (me: Me, year: SchoolYear, classCode: ClassCode): boolean =>
  teaches(me, year, classCode, HOMEROOM);

/** The approval that a person gives to the records of a class: its homeroom teacher confirms, the head finalises. */
export const approvalOf = (
  me: Me,
  year: SchoolYear,
  classCode: ClassCode,
): 'confirm' | 'finalise' | undefined =>
  me.role === 'head' ? 'finalise' : mayConfirm(me, year, classCode) ? 'confirm' : undefined;

/** Whether a person sees every sheet of a class and its records. */
export const seesWholeClass = (me: Me, year: SchoolYear, classCode: ClassCode): boolean =>
  me.role === 'head' || me.role === 'clerk' || mayConfirm(me, year, classCode);

/** Whether a person sees a sheet; the registry sends no other to their devices. */
export const seesSheet = (me: Me, year: SchoolYear, classCode: ClassCode, subject: SubjectCode): boolean =>
  seesWholeClass(me, year, classCode) || teaches(me, year, classCode, subject);

/** Whether a person has anything to do with a school year; a teacher has in the years of an assignment. */
export const hasWorkIn = (me: Me, year: SchoolYear): boolean =>
  me.role !== 'teacher' || me.assignments.some((a) => a.year === year);

/** Whether there is a school year in which a person has anything to do. */
export const hasWork = (me: Me): boolean => me.years.some((year) => hasWorkIn(me, year));

/** Whether a person has anything to do with a class. */
export const seesClass = (me: Me, year: SchoolYear, classCode: ClassCode): boolean =>
  me.role !== 'teacher' || me.assignments.some((a) => a.year === year && a.class === classCode);
