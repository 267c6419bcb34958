import type { Upward } from '@hocba/shared/documents/upward';
import {
  type ClassCode,
  type DatabaseName,
  databaseParts,
  HOMEROOM,
  type SchoolYear,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import {
  type Actor,
  hasWorkIn,
  mayClose,
  mayConfirm,
  mayEnter,
  mayFinalise,
  seesSheet,
  seesWholeClass,
} from '@hocba/shared/school/rights';
import type { Caller } from '../people/caller.ts';

/** A person of a school: what rights are asked of. */
export type Member = Actor & Pick<Caller, 'school'>;

/** Whether a caller has a right on the school year of a database; nobody has any outside the own school. */
export const mayIn = <Of extends readonly unknown[]>(
  caller: Member,
  db: DatabaseName,
  right: (actor: Actor, year: SchoolYear, ...of: Of) => boolean,
  ...of: Of
): boolean => {
  const { school, year } = databaseParts(db);
  return caller.school === school && right(caller, year, ...of);
};

/** Whether the caller may read or write anything in a school year's database at all. */
export const mayOpen = (caller: Caller, db: DatabaseName): boolean => mayIn(caller, db, hasWorkIn);

/** The kind, class and subject that a submission is about; approvals of a whole class name no subject. */
export interface Subject {
  readonly kind: Upward['kind'];
  readonly class: ClassCode;
  readonly subject: SubjectCode | undefined;
}

/** Whether a person has the right to what a submission does. */
export const maySend = (person: Member, db: DatabaseName, about: Subject): boolean => {
  const { kind, class: classCode, subject } = about;
  if (subject !== undefined)
    return mayIn(person, db, kind === 'close' ? mayClose : mayEnter, classCode, subject);
  return kind === 'confirm' ? mayIn(person, db, mayConfirm, classCode) : mayIn(person, db, mayFinalise);
};

/** Feed kinds a caller may pull: of each class and sheet what the rights let the caller see. */
export const visibleKinds = (
  caller: Caller,
  db: DatabaseName,
  classes: readonly { class: ClassCode; subjects: readonly SubjectCode[] }[],
): string[] => {
  const { year } = databaseParts(db);
  const kinds = new Set<string>();
  for (const { class: classCode, subjects } of classes) {
    const seen = [...subjects, HOMEROOM].filter((subject) => seesSheet(caller, year, classCode, subject));
    if (seen.length > 0) kinds.add(`class/${classCode}`);
    for (const subject of seen)
      kinds.add(`sheet/${classCode}/${subject}`).add(`verdict/${classCode}/${subject}`);
    if (seesWholeClass(caller, year, classCode))
      kinds.add(`record/${classCode}`).add(`credential/${classCode}`);
  }
  return [...kinds];
};
