import { describe, expect, it } from 'vitest';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { checkPoint } from './check-point.ts';
import { pupilAt } from './pupil.fixture.ts';

const codesOf = (...[pupil, scale]: Parameters<typeof checkPoint>) =>
  checkPoint(pupil, scale).map(({ code, subject, column }) => [code, subject, column].join(' '));

describe('checkPoint, Circular 27/2020 Art. 7', () => {
  it.each([1, 2, 3, 4, 5])('the check of a point finds nothing where grade %i is complete', (grade) => {
    for (const point of ['mid-hk1', 'end-hk1', 'mid-hk2', 'end-year'] as const)
      expect(checkPoint(pupilAt(grade, point))).toEqual([]);
  });

  it('the check of a point finds a missing level of a subject, a quality and a competence', () => {
    const pupil = pupilAt(2, 'mid-hk2', { levels: { tnxh: null }, traits: { q2: null, c9: null } });
    expect(codesOf(pupil)).toEqual([
      'LEVEL_MISSING tnxh gk-level',
      'LEVEL_MISSING homeroom gk-q2',
      'LEVEL_MISSING homeroom gk-c9',
    ]);
    expect(checkPoint(pupil)[0]?.term).toBe('hk2');
  });

  it('the check of a point finds a mandatory subject that nobody entered', () => {
    const pupil = pupilAt(3, 'end-year');
    const subjects = pupil.subjects.filter(({ subject }) => subject !== 'nn1');
    expect(codesOf({ ...pupil, subjects })).toEqual(['LEVEL_MISSING nn1 ck-level', 'TEST_MISSING nn1 ck']);
  });

  it('the check of a point finds a missing test only where one is due', () => {
    const tests = { toan: null, 'tieng-viet': null };
    expect(codesOf(pupilAt(4, 'mid-hk1', { tests }))).toEqual([
      'TEST_MISSING tieng-viet gk',
      'TEST_MISSING toan gk',
    ]);
    expect(codesOf(pupilAt(3, 'mid-hk1', { tests }))).toEqual([]);
  });

  it.each([
    [1, 'mid-hk1', { toan: 80 }, 'TEST_NOT_HELD toan gk'],
    [5, 'end-year', { 'dao-duc': 80 }, 'TEST_NOT_HELD dao-duc ck'],
    [5, 'end-year', { toan: 'V' }, 'MARK_ABSENT toan ck'],
    [5, 'end-year', { toan: 'M' }, 'MARK_WRONG_KIND toan ck'],
    [5, 'end-year', { toan: 85 }, 'TEST_NOT_WHOLE toan ck'],
    [5, 'end-year', { toan: 0 }, 'TEST_OUT_OF_RANGE toan ck'],
    [5, 'end-year', { toan: 110 }, 'TEST_OUT_OF_RANGE toan ck'],
    [5, 'end-year', { toan: 60 }, 'TEST_UNUSUAL toan ck'],
  ] as const)('the check of grade %i at %s with %j: %s', (grade, point, tests, expected) => {
    expect(codesOf(pupilAt(grade, point, { tests }))).toEqual([expected]);
  });

  it('the check of a point takes a score of 0 where the registry is set to', () => {
    const pupil = pupilAt(5, 'end-year', { tests: { toan: 0 }, levels: { toan: 'C' } });
    expect(codesOf(pupil, { lowestTenths: 0 })).toEqual([]);
  });

  it.each([
    ['T', 70, []],
    ['T', 60, ['TEST_UNUSUAL toan ck']],
    ['H', 100, []],
    ['H', 50, []],
    ['H', 40, ['TEST_UNUSUAL toan ck']],
    ['C', 40, []],
    ['C', 50, ['TEST_UNUSUAL toan ck']],
    ['x', 50, ['LEVEL_WRONG_KIND toan ck-level']],
  ] as const)('the level %s beside a score of %i tenths: %j', (level, score, expected) => {
    const pupil = pupilAt(5, 'end-year', { levels: { toan: level }, tests: { toan: score } });
    expect(codesOf(pupil)).toEqual(expected);
  });

  it('the check of a point refuses what the grade does not have', () => {
    const pupil = pupilAt(2, 'end-year', { traits: { c7: 'T', q1: 'H' } });
    const line = { subject: 'khoa-hoc' as SubjectCode, level: 'T', test: null };
    expect(codesOf({ ...pupil, subjects: [...pupil.subjects, line] })).toEqual([
      'SUBJECT_UNKNOWN khoa-hoc ',
      'LEVEL_WRONG_KIND homeroom ck-q1',
      'COLUMN_UNKNOWN homeroom ck-c7',
    ]);
    expect(codesOf({ ...pupil, grade: 6 })).toEqual(['RULES_UNKNOWN  ']);
  });
});
