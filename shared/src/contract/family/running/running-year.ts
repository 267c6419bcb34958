import { type Static, Type } from 'typebox';
import {
  ClassCode,
  ColumnCode,
  SchoolYear,
  SheetTerm,
  StudentId,
  SubjectCode,
} from '../../../school/identifiers.ts';
import { closed, nullable } from '../../../school/members.ts';
import type { Endpoint } from '../../endpoint.ts';
import { FamilyFrame } from '../child.ts';

/*
 * The marks of the school year that is running, where the child's school lets families see them. They may still change: no
 * head has approved them, and nothing is reckoned from them.
 */

/** A sheet of the child: its marks as they stand. */
export const RunningSheet = Type.Object(
  {
    subject: SubjectCode,
    term: SheetTerm,
    /** Whether the teacher has closed it; the head's approval comes with the signed year alone. */
    isClosed: Type.Boolean(),
    cells: Type.Array(Type.Object({ column: ColumnCode, text: Type.String({ maxLength: 1000 }) }, closed), {
      maxItems: 100,
    }),
  },
  closed,
);
export type RunningSheet = Static<typeof RunningSheet>;

export const RunningPage = Type.Object(
  {
    page: Type.Literal('running'),
    frame: FamilyFrame,
    newestYear: nullable(SchoolYear),
    /** Null where the school does not show it, and where no year is running. */
    running: nullable(
      Type.Object(
        { year: SchoolYear, class: ClassCode, sheets: Type.Array(RunningSheet, { maxItems: 200 }) },
        closed,
      ),
    ),
  },
  closed,
);
export type RunningPage = Static<typeof RunningPage>;

export const runningPage = {
  method: 'GET',
  path: '/family/children/:student/running',
  summary: 'The marks of a child’s running school year, where the school shows them',
  access: 'guardian',
  params: Type.Object({ student: StudentId }, closed),
  response: RunningPage,
} as const satisfies Endpoint;

const Shown = Type.Object({ isShown: Type.Boolean() }, closed);

export const readRunningShown = {
  method: 'GET',
  path: '/schools/own/running-year',
  summary: 'Whether families see the marks of the running year',
  access: ['clerk', 'head'],
  response: Shown,
} as const satisfies Endpoint;

export const setRunningShown = {
  method: 'POST',
  path: '/schools/own/running-year',
  summary: 'Let families see the marks of the running year, or not',
  access: ['head'],
  body: Shown,
  response: Shown,
} as const satisfies Endpoint;
