import type { Me } from '@hocba/shared/contract/auth';
import type { ClassCode, SchoolYear, SheetTerm, SubjectCode } from '@hocba/shared/school/identifiers';
import { sheetParts } from '@hocba/shared/school/identifiers';
import { mayConfirm, mayFinalise } from '@hocba/shared/school/rights';
import type { RecordCounts } from '../../model/class/classes.ts';
import { type SheetProgress, type SubjectProgress, sheetsOf } from '../../model/class/progress.ts';

/** The next thing that a person should do in a class, and its place. */
export type NextStep =
  | {
      readonly do: 'contested' | 'enter' | 'continue' | 'close';
      readonly href: string;
      readonly subject: SubjectCode;
      readonly term: SheetTerm;
      readonly left: number;
    }
  | { readonly do: 'confirm' | 'finalise'; readonly href: string }
  /** Others must act first. */
  | { readonly do: 'wait'; readonly for: WaitedFor }
  /** The own part is done. */
  | { readonly do: 'nothing' };

/**
 * The next step of the records of a class: the first open sheet and how many more, the next signature, or what they
 * lack.
 */
export type WaitedFor =
  | { readonly subject: SubjectCode; readonly term: SheetTerm; readonly more: number }
  | 'homeroom'
  | 'head'
  | 'registry'
  | 'records';

const waitedFor = (rows: readonly SubjectProgress[], records: RecordCounts): WaitedFor => {
  const [first, ...more] = sheetsOf(rows).filter(({ state }) => state !== 'closed' && state !== 'unread');
  if (records.complete > 0) return 'homeroom';
  if (records.confirmed > 0) return 'head';
  if (first === undefined) return records.finalised > 0 ? 'registry' : 'records';
  const { subject, term } = sheetParts(first.sheet);
  return { subject, term, more: more.length };
};

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
  if (mayFinalise(me) && (records?.confirmed ?? 0) > 0) return { do: 'finalise', href };
  if (records === undefined || records.issued >= records.total) return { do: 'nothing' };
  return { do: 'wait', for: waitedFor(rows, records) };
};
