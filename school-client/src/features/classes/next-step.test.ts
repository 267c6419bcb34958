import type { Me } from '@hocba/shared/contract/auth';
import type {
  AccountName,
  ClassCode,
  SchoolYear,
  SheetId,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { Role } from '@hocba/shared/school/roles';
import { expect, it } from 'vitest';
import type { SheetProgress, SubjectProgress } from '../../model/class/progress.ts';
import { nextStepOf } from './next-step.ts';

const YEAR = '2026-2027' as SchoolYear;
const CLASS = '8A1' as ClassCode;
const NO_RECORDS = { total: 42, complete: 0, confirmed: 0, finalised: 0, issued: 0, unread: 0 };

const me = (role: Role, ...subjects: string[]): Me => ({
  account: 'ai.do' as AccountName,
  displayName: 'Ai Đó',
  role,
  school: null,
  years: [YEAR],
  assignments: subjects.map((subject) => ({ year: YEAR, class: CLASS, subject: subject as SubjectCode })),
  scopeVersion: 1,
  demo: true,
});
const sheet = (
  subject: string,
  term: string,
  state: SheetProgress['state'],
  contested = 0,
): SheetProgress => ({
  sheet: `8A1:${subject}:${term}` as SheetId,
  state,
  done: 31,
  total: 42,
  contested,
  unsent: 0,
});
const row = (subject: string, hk1: SheetProgress, hk2: SheetProgress): SubjectProgress => ({
  subject: subject as SubjectCode,
  hk1,
  hk2,
});
const toan = (hk1: SheetProgress['state'], hk2: SheetProgress['state'], contested = 0) =>
  row('toan', sheet('toan', 'hk1', hk1), sheet('toan', 'hk2', hk2, contested));

it.each([
  [toan('empty', 'empty'), { do: 'enter', term: 'hk1' }],
  [toan('entering', 'empty'), { do: 'continue', term: 'hk1', left: 11 }],
  [toan('complete', 'empty'), { do: 'close', term: 'hk1' }],
  [toan('closing', 'empty'), { do: 'enter', term: 'hk2' }],
  [toan('closed', 'complete'), { do: 'close', term: 'hk2', href: '/sheet/2026-2027/8A1:toan:hk2' }],
  [toan('empty', 'entering', 1), { do: 'contested', term: 'hk2' }],
  [toan('closed', 'closed'), { do: 'nothing' }],
])('the next step leads a subject teacher on', (rows, step) => {
  // No device of a subject teacher holds the records.
  expect(nextStepOf(me('teacher', 'toan'), YEAR, CLASS, [rows], undefined)).toMatchObject(step);
});

it('the next step sends the homeroom teacher to the records when the own sheet is closed', () => {
  const rows = [
    row('homeroom', sheet('homeroom', 'hk1', 'closed'), sheet('homeroom', 'hk2', 'closed')),
    toan('empty', 'empty'),
  ];
  const records = { ...NO_RECORDS, complete: 42 };
  expect(nextStepOf(me('teacher', 'homeroom'), YEAR, CLASS, rows, records)).toEqual({
    do: 'confirm',
    href: '/approvals/2026-2027/8A1',
  });
});

it('field 4: the next step sends nobody to enter marks on a sheet that only a newer version can read', () => {
  const rows = [toan('unread', 'empty')];
  expect(nextStepOf(me('teacher', 'toan'), YEAR, CLASS, rows, undefined)).toMatchObject({ term: 'hk2' });
});

it('the next step asks the head for nothing but what homeroom teachers confirmed', () => {
  const rows = [toan('complete', 'empty')];
  expect(nextStepOf(me('head'), YEAR, CLASS, rows, NO_RECORDS)).toMatchObject({ do: 'wait' });
  expect(nextStepOf(me('head'), YEAR, CLASS, rows, { ...NO_RECORDS, issued: 42 })).toEqual({ do: 'nothing' });
  expect(nextStepOf(me('head'), YEAR, CLASS, rows, { ...NO_RECORDS, confirmed: 42 })).toMatchObject({
    do: 'finalise',
  });
});

it('field 13: the next step names the sheet or the signature that a class waits for', () => {
  const waits = (
    rows: readonly SubjectProgress[],
    records: Partial<typeof NO_RECORDS>,
    who = me('teacher'),
  ) => nextStepOf(who, YEAR, CLASS, rows, { ...NO_RECORDS, ...records });
  const book = row('homeroom', sheet('homeroom', 'hk1', 'closed'), sheet('homeroom', 'hk2', 'closed'));
  const own = me('teacher', 'homeroom');
  expect(waits([toan('closed', 'entering'), book], {}, own)).toEqual({
    do: 'wait',
    for: { subject: 'toan', term: 'hk2', more: 0 },
  });
  expect(waits([toan('entering', 'empty'), book], {}, own)).toMatchObject({ for: { term: 'hk1', more: 1 } });
  expect(waits([toan('closed', 'closed')], { complete: 42 }, me('head'))).toMatchObject({ for: 'homeroom' });
  expect(waits([toan('closed', 'closed'), book], { confirmed: 42 }, own)).toMatchObject({ for: 'head' });
  expect(waits([toan('closed', 'closed'), book], { finalised: 42 }, own)).toMatchObject({ for: 'registry' });
  // All sheets are closed, and a pupil is absent from a test: nothing is being issued.
  expect(waits([toan('closed', 'closed'), book], {}, own)).toMatchObject({ for: 'records' });
});
