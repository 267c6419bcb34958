import type { Me } from '@hocba/shared/contract/auth';
import { expect, test } from 'vitest';
import { destinationsOf, mayGo, yearOfPath } from './navigation.ts';

const school = { code: '08000101', name: 'THCS Tân Trào', commune: 'Tân Trào', province: 'Tuyên Quang' };
const me = (role: Me['role'], withSchool = true) =>
  ({
    account: 'a.b',
    displayName: 'Nguyễn Thị Hoa',
    role,
    school: withSchool ? school : null,
    years: ['2026-2027'],
    assignments: [],
    scopeVersion: 0,
    demo: false,
  }) as unknown as Me;

test('the menu offers look-up, transfers and families to clerk and head alone, the passwords to a head; the department has transfers, requests and objections, the operator a start page alone', () => {
  const texts = (who: Me) => destinationsOf(who).map(({ href }) => href);
  expect(texts(me('teacher'))).toEqual(['/']);
  expect(texts(me('clerk'))).toEqual(['/', '/look-up', '/transfer-desk', '/families']);
  expect(texts(me('head'))).toEqual(['/', '/look-up', '/transfer-desk', '/families', '/passwords']);
  const beside = ['/consent', '/messages', '/disagreements'];
  expect(beside.map((href) => mayGo(me('clerk'), href))).toEqual([true, true, true]);
  expect(beside.map((href) => mayGo(me('teacher'), href))).toEqual([false, false, false]);
  expect(beside.map((href) => mayGo(me('department', false), href))).toEqual([false, false, true]);
  expect(texts(me('department', false))).toEqual([
    '/',
    '/oversight',
    '/requests',
    '/disagreements',
    '/review-desk',
  ]);
  expect(
    ['clerk', 'teacher', 'operator'].map((role) =>
      mayGo(me(role as Me['role'], role !== 'operator'), '/review-desk'),
    ),
  ).toEqual([...[true, true, false]]);
  expect(texts(me('operator', false))).toEqual(['/']);
});

test('a homeroom teacher, who hands slips to families, is offered them; another teacher is not', () => {
  const year = '2026-2027';
  const teacher = (subject: string) =>
    ({ ...me('teacher'), assignments: [{ year, class: '8A1', subject }] }) as unknown as Me;
  expect(destinationsOf(teacher('homeroom')).map(({ href }) => href)).toEqual(['/', '/families']);
  expect(destinationsOf(teacher('toan')).map(({ href }) => href)).toEqual(['/']);
});

test('the menu has exactly one current entry on every path', () => {
  for (const path of [
    '/',
    '/class/2026-2027/8A1',
    '/sheet/2026-2027/8A1:toan:hk1',
    '/look-up',
    '/consent',
    '/families',
    '/messages',
    '/disagreements',
  ])
    expect(destinationsOf(me('clerk')).filter(({ covers }) => covers.test(path))).toHaveLength(1);
});

test('the school year comes from the paths that are about one', () => {
  expect(yearOfPath('/sheet/2025-2026/7A1:toan:hk2')).toBe('2025-2026');
  expect(yearOfPath('/look-up')).toBeUndefined();
});
