import { type ClassCode, HOMEROOM, type SchoolYear, type SubjectCode } from './identifiers.ts';
import type { AssignmentKey, Role } from './roles.ts';

/*
 * Who may do what with the records of a school year, once for the registry, which decides, and for screens, which offer
 * no more than it takes. All of it holds within the own school; the registry asks for that first.
 */

/** The person whom the rights are about: a role and its assignments. */
export interface Actor {
  readonly role: Role;
  readonly assignments: readonly AssignmentKey[];
}

/** Something that may be done; each is one row of `RIGHTS`. */
export type Right =
  | 'enter'
  | 'close'
  | 'confirm'
  | 'finalise'
  | 'bring'
  | 'seeSheet'
  | 'seeRecords'
  | 'seeClass'
  | 'seeReview'
  | 'decideReview'
  | 'seeLookCase'
  | 'decideLookCase'
  | 'open';

/** The teachers who have a right: of the subject, of the homeroom, of anything in the class, or in the school year. */
type Teachers = 'subject' | 'homeroom' | 'class' | 'year';

interface Row {
  readonly roles: readonly Role[];
  readonly teachers: readonly Teachers[];
}

const OFFICE: readonly Role[] = ['head', 'clerk'];

/** The table of rights: a person has one by the role, or as a teacher by an assignment. */
export const RIGHTS: Readonly<Record<Right, Row>> = {
  /** Head and clerk enter for others. */
  enter: { roles: OFFICE, teachers: ['subject'] },
  /** To close a sheet is to approve it; the head does so in place of an absent teacher. */
  close: { roles: ['head'], teachers: ['subject'] },
  /** The homeroom teacher (GVCN) and nobody else. */
  confirm: { roles: [], teachers: ['homeroom'] },
  /** The head of the school (hiệu trưởng). */
  finalise: { roles: ['head'], teachers: [] },
  /** Brings in what other people of the school wrote on a device that cannot send it. */
  bring: { roles: OFFICE, teachers: [] },
  seeSheet: { roles: OFFICE, teachers: ['subject', 'homeroom'] },
  /** Records and credentials of a class, and every sheet of it. */
  seeRecords: { roles: OFFICE, teachers: ['homeroom'] },
  seeClass: { roles: OFFICE, teachers: ['class'] },
  /** Families' requests to look again at a cell of a sheet: to read them and to write in their thread. */
  seeReview: { roles: OFFICE, teachers: ['subject'] },
  /** To ask the family, to accept and to decline. */
  decideReview: { roles: ['head'], teachers: [] },
  /** Families' cases about a look at a record; the department has those of every school. */
  seeLookCase: { roles: [...OFFICE, 'department'], teachers: [] },
  decideLookCase: { roles: ['head', 'department'], teachers: [] },
  /** To read or write anything of the school year at all. */
  open: { roles: OFFICE, teachers: ['year'] },
};

/** The place that a right is asked about; a right of a class needs the class, one of a sheet the subject too. */
interface Place {
  readonly year?: SchoolYear;
  readonly class?: ClassCode;
  readonly subject?: SubjectCode;
}

const FITS: Readonly<Record<Teachers, (assigned: AssignmentKey, place: Place) => boolean>> = {
  subject: (a, place) => a.year === place.year && a.class === place.class && a.subject === place.subject,
  homeroom: (a, place) => a.year === place.year && a.class === place.class && a.subject === HOMEROOM,
  class: (a, place) => a.year === place.year && a.class === place.class,
  year: (a, place) => a.year === place.year,
};

const has = ({ role, assignments }: Actor, right: Right, place: Place): boolean => {
  const { roles, teachers } = RIGHTS[right];
  return (
    roles.includes(role) || assignments.some((one) => teachers.some((teacher) => FITS[teacher](one, place)))
  );
};

/** A right on a sheet: of a class and a subject. */
export type SheetRight = (actor: Actor, year: SchoolYear, of: ClassCode, subject: SubjectCode) => boolean;
/** A right on a class. */
export type ClassRight = (actor: Actor, year: SchoolYear, of: ClassCode) => boolean;

const onSheet =
  (right: Right): SheetRight =>
  (actor, year, of, subject) =>
    has(actor, right, { year, class: of, subject });
const onClass =
  (right: Right): ClassRight =>
  (actor, year, of) =>
    has(actor, right, { year, class: of });

/** Whether a person writes on a sheet. */
export const mayEnter = onSheet('enter');
/** Whether a person closes a sheet and thereby approves it. */
export const mayClose = onSheet('close');
/** Whether a person sees a sheet; the registry sends no other to a device. */
export const seesSheet = onSheet('seeSheet');
/** Whether a person confirms the records of a class. */
export const mayConfirm = onClass('confirm');
/** Whether a person reads families' requests about a sheet. */
export const seesReviews = onSheet('seeReview');
/** Whether a person decides families' requests about cells. */
export const mayDecideReview = (actor: Actor): boolean => has(actor, 'decideReview', {});
/** Whether a person reads families' cases about looks. */
export const seesLookCases = (actor: Actor): boolean => has(actor, 'seeLookCase', {});
/** Whether a person decides families' cases about looks. */
export const mayDecideLookCase = (actor: Actor): boolean => has(actor, 'decideLookCase', {});
/** Whether a person sees every sheet of a class and its records. */
export const seesWholeClass = onClass('seeRecords');
/** Whether a person sees anything of a class. */
export const seesClass = onClass('seeClass');
/** Whether a person finalises records. */
export const mayFinalise = (actor: Actor): boolean => has(actor, 'finalise', {});
/** Whether a person brings in what others of the school wrote. */
export const mayBring = (actor: Actor): boolean => has(actor, 'bring', {});
/** Whether a person has anything to do with a school year. */
export const hasWorkIn = (actor: Actor, year: SchoolYear): boolean => has(actor, 'open', { year });

/** Whether there is a school year in which a person has anything to do. */
export const hasWork = (actor: Actor, years: readonly SchoolYear[]): boolean =>
  years.some((year) => hasWorkIn(actor, year));

/** The approval that a person gives to the records of a class: its homeroom teacher confirms, the head finalises. */
export const approvalOf = (
  actor: Actor,
  year: SchoolYear,
  of: ClassCode,
): 'confirm' | 'finalise' | undefined => {
  if (mayFinalise(actor)) return 'finalise';
  return mayConfirm(actor, year, of) ? 'confirm' : undefined;
};
