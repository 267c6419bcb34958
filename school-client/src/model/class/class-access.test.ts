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
import { hasSubject, hiddenClass, hiddenRecords, hiddenSheet } from './class-access.ts';

const [NOW, BEFORE, NEVER] = ['2026-2027', '2025-2026', '2019-2020'] as SchoolYear[] as [
  SchoolYear,
  SchoolYear,
  SchoolYear,
];
const CLASS = '8A1' as ClassCode;

const me = (role: Role, ...subjects: string[]): Me => ({
  account: 'ai.do' as AccountName,
  displayName: 'Ai Đó',
  role,
  school: null,
  years: [NOW, BEFORE],
  assignments: subjects.map((subject) => ({ year: NOW, class: CLASS, subject: subject as SubjectCode })),
  scopeVersion: 1,
  demo: true,
});

it.each([
  ['head', me('head'), undefined, undefined, undefined],
  ['clerk', me('clerk'), undefined, undefined, undefined],
  ['homeroom teacher', me('teacher', 'homeroom'), undefined, undefined, undefined],
  ['teacher of the subject', me('teacher', 'toan'), undefined, 'no-records', undefined],
  ['teacher of another subject', me('teacher', 'van'), undefined, 'no-records', 'no-right'],
  ['teacher of other classes', me('teacher'), 'no-right', 'no-right', 'no-right'],
] as const)(
  'field 4: a sheet that the devices of a %s never get is called hidden, not empty',
  (_, who, ofClass, records, sheet) => {
    expect(hiddenClass(who, NOW, CLASS)).toBe(ofClass);
    expect(hiddenRecords(who, NOW, CLASS)).toBe(records);
    expect(hiddenSheet(who, NOW, '8A1:toan:hk1' as SheetId)).toBe(sheet);
  },
);

it('field 15: a school year that the school has not is said to be none, to everybody', () => {
  for (const who of [me('head'), me('teacher', 'toan')]) {
    expect(hiddenClass(who, NEVER, CLASS)).toBe('no-year');
    expect(hiddenRecords(who, NEVER, CLASS)).toBe('no-year');
  }
  expect(hiddenClass(me('teacher', 'toan'), BEFORE, CLASS)).toBe('no-right');
});

it('field 4: a class has a sheet of its own subjects and of its homeroom teacher, and of no other', () => {
  const list = { subjects: [{ subject: 'toan' }] };
  expect(hasSubject(list, 'toan')).toBe(true);
  expect(hasSubject(list, 'homeroom')).toBe(true);
  expect(hasSubject(list, 'nn2')).toBe(false);
});
