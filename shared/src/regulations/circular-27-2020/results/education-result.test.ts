import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubjectCode, TraitCode } from '../../../school/identifiers.ts';
import { computeEducationResult, decideOutcome, type Outcome, type YearEnd } from './education-result.ts';
import { pupilAt } from './pupil.fixture.ts';

const outcomeOf = (
  ...changes: Parameters<typeof pupilAt> extends [unknown, unknown, ...infer C] ? C : never
) => computeEducationResult(pupilAt(4, 'end-year', ...changes)).outcome;

describe('computeEducationResult, Circular 27/2020 Art. 9(2)(a)', () => {
  it.each<[string, Parameters<typeof outcomeOf>[0], Outcome]>([
    ['tests of 9, 10, 9, 9', { tests: { 'tieng-viet': 90, nn1: 90, lsdl: 90 } }, 'HTXS'],
    ['one test of 8', { tests: { toan: 80 } }, 'HTT'],
    ['one test of 7', { tests: { toan: 70 } }, 'HTT'],
    ['one test of 6', { tests: { toan: 60 } }, 'HT'],
    ['one test of 5', { tests: { toan: 50 } }, 'HT'],
    ['one test of 4', { tests: { toan: 40 } }, 'CHT'],
    ['one subject H', { levels: { 'dao-duc': 'H' } }, 'HT'],
    ['an activity H', { levels: { hdtn: 'H' } }, 'HT'],
    ['one subject C', { levels: { 'dao-duc': 'C' } }, 'CHT'],
    ['one quality Đạt', { traits: { q1: 'Đ' } }, 'HT'],
    ['one competence Đạt', { traits: { c10: 'Đ' } }, 'HT'],
    ['one quality that needs effort', { traits: { q5: 'C' } }, 'CHT'],
  ])('the education result of %s: %s', (_, changes, expected) => {
    expect(outcomeOf(changes)).toBe(expected);
  });

  it('the education result says what stands against each outcome, and by which article', () => {
    const { trials, derivation } = computeEducationResult(
      pupilAt(3, 'end-year', { levels: { nt: 'H' }, tests: { toan: 60 }, traits: { c7: 'Đ' } }),
    );
    expect(trials.map(({ condition, against, met }) => [condition.outcome, against, met])).toEqual([
      ['HTXS', { subjects: ['nt'], traits: ['c7'], tests: ['toan'] }, false],
      ['HTT', { subjects: ['nt'], traits: ['c7'], tests: ['toan'] }, false],
      ['HT', { subjects: [], traits: [], tests: [] }, true],
    ]);
    expect(derivation.article).toEqual({ circular: '27/2020/TT-BGDĐT', article: 9, clause: 2 });
    expect(derivation.result).toBe('HT');
    expect(derivation.inputs).toContainEqual({ name: 'toan:ck', value: 60 });
    expect(derivation.inputs).toHaveLength(9 + 4 + 15);
    expect(derivation.conditions?.filter(({ level }) => level === 'HTT')).toEqual([
      { name: 'subjects', level: 'HTT', found: 'H', atLeast: 'T', holds: false },
      { name: 'traits', level: 'HTT', found: 'Đ', atLeast: 'T', holds: false },
      { name: 'tests', level: 'HTT', found: 60, atLeast: 70, holds: false },
    ]);
  });

  it('the education result does not guess while something is missing', () => {
    const result = computeEducationResult(pupilAt(5, 'end-year', { tests: { toan: null } }));
    expect([result.outcome, result.status, result.findings.map(({ code }) => code)]).toEqual([
      null,
      'incomplete',
      ['TEST_MISSING'],
    ]);
  });

  it('the education result is empty by right for a pupil who is not assessed', () => {
    const pupil = pupilAt(5, 'end-year', { tests: { toan: null }, levels: { toan: null } });
    const result = computeEducationResult({ ...pupil, notAssessed: true });
    expect([result.outcome, result.status, result.findings]).toEqual([null, 'not-assessed', []]);
    expect(result.derivation.article).toEqual({ circular: '27/2020/TT-BGDĐT', article: 8 });
  });

  it('the education result leaves out a subject the pupil is exempt from, and a score where no test is held', () => {
    const pupil = pupilAt(4, 'end-year', { levels: { gdtc: null, nt: 'T' }, tests: { nt: 30 } });
    const subjects = pupil.subjects.map((s) => (s.subject === 'gdtc' ? { ...s, exempt: true } : s));
    const result = computeEducationResult({ ...pupil, subjects });
    expect([result.outcome, result.findings.map(({ code }) => code)]).toEqual(['HTXS', ['TEST_NOT_HELD']]);
  });

  it('the education result is not computed for a pupil who is exempt from everything, or of another grade', () => {
    const pupil = pupilAt(4, 'end-year');
    const subjects = pupil.subjects.map((s) => ({ ...s, exempt: true }));
    const bare = computeEducationResult({ ...pupil, subjects });
    expect([bare.outcome, bare.findings.map(({ code }) => code)]).toEqual([null, ['LEVEL_MISSING']]);
    const grown = computeEducationResult({ ...pupil, grade: 6, notAssessed: true });
    expect([grown.status, grown.findings[0]?.code]).toEqual(['incomplete', 'RULES_UNKNOWN']);
  });
});

it('the education result never throws, and has either an outcome or a finding, whatever the cells hold', () => {
  const cell = fc.oneof(fc.constantFrom('T', 'H', 'C', 'V', 100, 70, 45, null), fc.string(), fc.integer());
  const subject = fc.constantFrom('toan', 'nn1', 'tin-cn', 'constructor', 'van').map((c) => c as SubjectCode);
  const subjects = fc.array(fc.record({ subject, level: cell, test: cell, exempt: fc.boolean() }));
  const traits = fc.dictionary(fc.constantFrom<TraitCode>('q1', 'q5', 'c7', 'c10'), cell);
  const grade = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom(1.5, Number.NaN));
  fc.assert(
    fc.property(grade, subjects, traits, fc.boolean(), (g, some, levels, isWhole) => {
      const full = pupilAt(g, 'end-year');
      const lines = isWhole ? [...full.subjects, ...some] : some;
      const changed = isWhole ? { ...full.traits, ...levels } : levels;
      const { outcome, findings, derivation } = computeEducationResult({
        ...full,
        subjects: lines,
        traits: changed,
      });
      expect(outcome !== null || findings.length > 0).toBe(true);
      expect(derivation.result).toBe(outcome);
    }),
    { numRuns: 1000 },
  );
});

const ORDER = ['CHT', 'HT', 'HTT', 'HTXS'];
const rank = (yearEnd: YearEnd) => ORDER.indexOf(decideOutcome(yearEnd));
const yearEnds = fc.record({
  subjects: fc.array(
    fc.record({
      subject: fc.constant('toan' as SubjectCode),
      level: fc.constantFrom('T', 'T', 'T', 'H', 'C'),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  traits: fc.array(
    fc.record({
      trait: fc.constant<TraitCode>('q1'),
      level: fc.constantFrom('T', 'T', 'T', 'T', 'Đ', 'C'),
    }),
    { minLength: 1, maxLength: 15 },
  ),
  tests: fc.array(
    fc.record({
      subject: fc.constant('toan' as SubjectCode),
      score: fc.integer({ min: 4, max: 10 }).map((points) => points * 10),
    }),
    { maxLength: 6 },
  ),
}) as fc.Arbitrary<YearEnd>;

const raise: Readonly<Record<string, string>> = { C: 'H', H: 'T', T: 'T' };
const raiseTrait: Readonly<Record<string, string>> = { C: 'Đ', Đ: 'T', T: 'T' };

describe('decideOutcome', () => {
  it('the outcome never falls when a level or a score rises', () => {
    fc.assert(
      fc.property(yearEnds, fc.nat(), (yearEnd, n) => {
        const up = <T>(list: readonly T[], change: (one: T) => T) =>
          list.map((one, i) => (i === n % list.length ? change(one) : one));
        const better = {
          subjects: up(yearEnd.subjects, (s) => ({ ...s, level: raise[s.level] as typeof s.level })),
          traits: up(yearEnd.traits, (t) => ({ ...t, level: raiseTrait[t.level] as typeof t.level })),
          tests: up(yearEnd.tests, (t) => ({ ...t, score: Math.min(100, t.score + 10) })),
        };
        const before = rank(yearEnd);
        expect(rank({ ...yearEnd, subjects: better.subjects })).toBeGreaterThanOrEqual(before);
        expect(rank({ ...yearEnd, traits: better.traits })).toBeGreaterThanOrEqual(before);
        expect(rank({ ...yearEnd, tests: better.tests })).toBeGreaterThanOrEqual(before);
        expect(rank(better)).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('the outcome does not depend on the order of subjects, traits and tests', () => {
    fc.assert(
      fc.property(yearEnds, ({ subjects, traits, tests }) => {
        const turned = {
          subjects: subjects.toReversed(),
          traits: traits.toReversed(),
          tests: tests.toReversed(),
        };
        expect(decideOutcome(turned)).toBe(decideOutcome({ subjects, traits, tests }));
      }),
    );
  });

  it('the outcome agrees with the circular read level by level', () => {
    fc.assert(
      fc.property(yearEnds, (yearEnd) => {
        const levels = yearEnd.subjects.map(({ level }) => level);
        const traits = yearEnd.traits.map(({ level }) => level);
        const worst = Math.min(100, ...yearEnd.tests.map(({ score }) => score));
        const allGood = levels.every((l) => l === 'T') && traits.every((l) => l === 'T');
        let expected: Outcome = 'HT';
        if (levels.includes('C') || traits.includes('C') || worst < 50) expected = 'CHT';
        else if (allGood && worst >= 90) expected = 'HTXS';
        else if (allGood && worst >= 70) expected = 'HTT';
        expect(decideOutcome(yearEnd)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
