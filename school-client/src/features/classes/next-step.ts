import type { Me } from '@hocba/shared/contract/auth';
import type { ClassCode, SchoolYear, SheetTerm, SubjectCode } from '@hocba/shared/school/identifiers';
import { sheetParts } from '@hocba/shared/school/identifiers';
import type { RecordCounts } from '../../model/classes.ts';
import { type SheetProgress, type SubjectProgress, sheetsOf } from '../../model/progress.ts';
import { mayConfirm } from '../../model/rights.ts';

/** What a person should do next in a class, and where. */
export type NextStep =
  | {
      readonly do: 'contested' | 'enter' | 'continue' | 'close';
      readonly href: string;
      readonly subject: SubjectCode;
      readonly term: SheetTerm;
      readonly left: number;
    }
  | { readonly do: 'confirm' | 'finalise'; readonly href: string }
  /** `wait`: others must act first; `nothing`: the own part is done. */
  | { readonly do: 'wait' | 'nothing' };

const STEP_OF = { empty: 'enter', entering: 'continue', complete: 'close' } as const;

const sheetStep = (year: SchoolYear, { sheet, state, done, total, contested }: SheetProgress): NextStep[] => {
  const { subject, term } = sheetParts(sheet);
  const at = { href: `/sheet/${year}/${sheet}`, subject, term, left: total - done };
  if (contested > 0) return [{ do: 'contested', ...at }];
  return state === 'closing' || state === 'closed' || state === 'unread'
    ? []
    : [{ do: STEP_OF[state], ...at }];
};

/**
 * The next step of a person in a class: contested cells first, then the own sheets term by term, then the records.
 * The head closes no sheet of a colleague as a next step, only when asked to.
 */
export const nextStepOf = (
  me: Me,
  year: SchoolYear,
  name: ClassCode,
  rows: readonly SubjectProgress[],
  records: RecordCounts | undefined,
): NextStep => {
  const own = rows.filter(({ subject }) =>
    me.assignments.some((a) => a.year === year && a.class === name && a.subject === subject),
  );
  const steps = sheetsOf(own).flatMap((progress) => sheetStep(year, progress));
  const href = `/approvals/${year}/${name}`;
  const first = steps.find((step) => step.do === 'contested') ?? steps[0];
  if (first !== undefined) return first;
  if (mayConfirm(me, year, name) && (records?.complete ?? 0) > 0) return { do: 'confirm', href };
  if (me.role === 'head' && (records?.confirmed ?? 0) > 0) return { do: 'finalise', href };
  const follows = records !== undefined && records.issued < records.total;
  return { do: follows ? 'wait' : 'nothing' };
};
