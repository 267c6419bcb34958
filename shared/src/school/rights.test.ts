import { describe, expect, it } from 'vitest';
import type { ClassCode, SchoolYear, SubjectCode } from './identifiers.ts';
import {
  type Actor,
  approvalOf,
  hasWork,
  hasWorkIn,
  mayBring,
  mayClose,
  mayConfirm,
  mayDecideLookCase,
  mayDecideReview,
  mayEnter,
  mayFinalise,
  RIGHTS,
  type Right,
  seesClass,
  seesLookCases,
  seesReviews,
  seesSheet,
  seesWholeClass,
} from './rights.ts';
import type { Role } from './roles.ts';

const YEAR = '2026-2027' as SchoolYear;
const CLASS = '8A1' as ClassCode;
const TOAN = 'toan' as SubjectCode;

const person = (role: Role, ...held: readonly [year: string, of: string, subject: string][]): Actor => ({
  role,
  assignments: held.map(([year, of, subject]) => ({
    year: year as SchoolYear,
    class: of as ClassCode,
    subject: subject as SubjectCode,
  })),
});

/** Each right as it is asked, about Mathematics in class 8A1 of this school year. */
const ASKED: Readonly<Record<Right, (actor: Actor) => boolean>> = {
  enter: (actor) => mayEnter(actor, YEAR, CLASS, TOAN),
  close: (actor) => mayClose(actor, YEAR, CLASS, TOAN),
  confirm: (actor) => mayConfirm(actor, YEAR, CLASS),
  finalise: mayFinalise,
  bring: mayBring,
  seeSheet: (actor) => seesSheet(actor, YEAR, CLASS, TOAN),
  seeRecords: (actor) => seesWholeClass(actor, YEAR, CLASS),
  seeClass: (actor) => seesClass(actor, YEAR, CLASS),
  seeReview: (actor) => seesReviews(actor, YEAR, CLASS, TOAN),
  decideReview: mayDecideReview,
  seeLookCase: seesLookCases,
  decideLookCase: mayDecideLookCase,
  open: (actor) => hasWorkIn(actor, YEAR),
};

const PEOPLE = {
  operator: person('operator'),
  department: person('department'),
  head: person('head'),
  clerk: person('clerk'),
  'teacher of the subject': person('teacher', ['2026-2027', '8A1', 'toan']),
  'homeroom teacher': person('teacher', ['2026-2027', '8A1', 'homeroom']),
  'teacher of another subject': person('teacher', ['2026-2027', '8A1', 'van']),
  'teacher of another class': person(
    'teacher',
    ['2026-2027', '8A2', 'toan'],
    ['2026-2027', '8A2', 'homeroom'],
  ),
  'teacher of last year': person('teacher', ['2025-2026', '8A1', 'toan'], ['2025-2026', '8A1', 'homeroom']),
  'teacher without a class': person('teacher'),
} as const;

const CASES: readonly Right[] = ['seeReview', 'decideReview', 'seeLookCase', 'decideLookCase'];

/** The rights of each capacity, in words. */
const HELD: readonly (readonly [keyof typeof PEOPLE, readonly Right[]])[] = [
  ['operator', []],
  ['department', ['seeLookCase', 'decideLookCase']],
  ['head', ['enter', 'close', 'finalise', 'bring', 'seeSheet', 'seeRecords', 'seeClass', ...CASES, 'open']],
  ['clerk', ['enter', 'bring', 'seeSheet', 'seeRecords', 'seeClass', 'seeReview', 'seeLookCase', 'open']],
  ['teacher of the subject', ['enter', 'close', 'seeSheet', 'seeClass', 'seeReview', 'open']],
  ['homeroom teacher', ['confirm', 'seeSheet', 'seeRecords', 'seeClass', 'open']],
  ['teacher of another subject', ['seeClass', 'open']],
  ['teacher of another class', ['open']],
  ['teacher of last year', []],
  ['teacher without a class', []],
];

describe('rights', () => {
  it('every right is asked about in this file', () => {
    expect(Object.keys(ASKED)).toEqual(Object.keys(RIGHTS));
    expect(HELD.map(([who]) => who)).toEqual(Object.keys(PEOPLE));
  });

  it.each(HELD)('the rights of a %s are %j', (who, rights) => {
    const held = (Object.keys(RIGHTS) as Right[]).filter((right) => ASKED[right](PEOPLE[who]));
    expect(held).toEqual(rights);
  });

  it('the rights to write on the sheet of the homeroom are the homeroom teacher’s', () => {
    const homeroom = 'homeroom' as SubjectCode;
    expect(mayEnter(PEOPLE['homeroom teacher'], YEAR, CLASS, homeroom)).toBe(true);
    expect(mayEnter(PEOPLE['teacher of the subject'], YEAR, CLASS, homeroom)).toBe(false);
  });

  it.each([
    ['head', 'finalise'],
    ['homeroom teacher', 'confirm'],
    ['teacher of the subject', undefined],
    ['clerk', undefined],
  ] as const)('the rights let a %s give the approval %s', (who, approval) => {
    expect(approvalOf(PEOPLE[who], YEAR, CLASS)).toBe(approval);
  });

  it('the rights give a teacher work in a year of an assignment, and none in a school without years', () => {
    const last = PEOPLE['teacher of last year'];
    expect([hasWork(last, [YEAR]), hasWork(last, [YEAR, '2025-2026' as SchoolYear])]).toEqual([false, true]);
    expect([hasWork(PEOPLE.head, [YEAR]), hasWork(PEOPLE.head, [])]).toEqual([true, false]);
  });

  it('the rights to write include the right to see, down to the school year', () => {
    const pairs: readonly (readonly [Right, Right])[] = [
      ['enter', 'seeSheet'],
      ['close', 'enter'],
      ['confirm', 'seeRecords'],
      ['seeSheet', 'seeClass'],
      ['seeRecords', 'seeSheet'],
      ['seeClass', 'open'],
    ];
    for (const actor of Object.values(PEOPLE)) {
      for (const [right, needs] of pairs) if (ASKED[right](actor)) expect(ASKED[needs](actor)).toBe(true);
    }
  });
});
