import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { ClassStudent } from '@hocba/shared/school/class-list';
import { isNotTaken } from '@hocba/shared/school/curriculum/electives';
import { type ClassCode, type SubjectCode, sheetParts } from '@hocba/shared/school/identifiers';

/** The note below a pupil's name: the key of its text, and the class that the text names. */
export type RowNote =
  | { readonly key: 'movedTo' | 'broughtFrom' | 'cameFrom'; readonly class: ClassCode }
  | { readonly key: 'movedAway' | 'notAssessed' | 'notTaken' | 'exempt' };

/** Why a pupil's row is not as the others are; what closes the row goes before what only explains its marks. */
export const rowNote = (
  student: ClassStudent,
  subject: SubjectCode,
  brought: SheetState['brought'],
): RowNote | undefined => {
  if (student.movedTo !== undefined) return { key: 'movedTo', class: student.movedTo };
  const old = brought !== undefined && Object.hasOwn(brought, student.id) ? brought[student.id] : undefined;
  if (old !== undefined) return { key: 'broughtFrom', class: sheetParts(old.sheet).class };
  if (student.status === 'moved-away') return { key: 'movedAway' };
  if (student.notAssessed) return { key: 'notAssessed' };
  if (isNotTaken(student, subject)) return { key: 'notTaken' };
  if (student.exempt.includes(subject)) return { key: 'exempt' };
  const left = student.cameFrom?.at(-1);
  return left === undefined ? undefined : { key: 'cameFrom', class: left };
};
