import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { ClassList, ClassStudent } from '@hocba/shared/school/class-list';
import type { SheetTerm } from '@hocba/shared/school/identifiers';

/** The pupils a sheet has rows for, in the order of the list: the class, in the summer only who is asked. */
export const studentsOn = (
  { students }: ClassList,
  term: SheetTerm,
  asked: SheetState['asked'] = {},
): readonly ClassStudent[] =>
  students
    .filter(({ id }) => term !== 'summer' || Object.hasOwn(asked, id))
    .sort((a, b) => a.order - b.order);
