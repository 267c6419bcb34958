import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import type { SubjectCode } from '../../../school/identifiers.ts';
import type { Policy } from '../../policy.ts';
import { learningResult } from '../results/learning-result.ts';
import { applySummerStep, openSummer } from './summer.ts';
import { type FinishedYear, Summer, type SummerStep } from './summer-case.ts';
import { reassess } from './summer-results.ts';

const SCORED = ['van', 'toan', 'nn1', 'gdcd', 'lsdl', 'khtn', 'cn', 'tin'];
const COMMENT = ['gdtc', 'nt', 'hdtn', 'gddp'];

const yearOf = (
  scored: readonly number[],
  conduct: FinishedYear['conduct'],
  absent = 0,
  comment: readonly ('Đ' | 'CĐ')[] = ['Đ', 'Đ', 'Đ', 'Đ'],
): FinishedYear => ({
  subjects: [
    ...scored.map((result, i) => ({ subject: SCORED[i] as SubjectCode, result })),
    ...comment.map((result, i) => ({ subject: COMMENT[i] as SubjectCode, result })),
  ],
  learning: learningResult({ scored, comment }),
  conduct,
  absent,
});

/** Takes steps one after the other; every code of a refusal is collected. */
const run = (year: Parameters<typeof openSummer>[0], acts: readonly SummerStep[], policy?: Policy) => {
  const opened = openSummer(year, policy);
  let summer = opened.summer;
  const codes = opened.findings.map(({ code }) => code);
  for (const act of acts) {
    const outcome = applySummerStep(summer, act, policy);
    codes.push(...outcome.findings.map(({ code }) => code));
    summer = outcome.summer;
    expect(Value.Check(Summer, summer)).toBe(true);
  }
  return { summer, codes };
};

const register = (subject: string): SummerStep => ({ step: 'register', subject: subject as SubjectCode });
const retest = (subject: string, result: number | 'Đ' | 'CĐ' | 'absent', why?: string): SummerStep => ({
  step: 'retest',
  subject: subject as SubjectCode,
  result,
  ...(why === undefined ? {} : { why }),
});
const conclude: SummerStep = { step: 'conclude' };

const threeFailed = yearOf([55, 55, 55, 55, 55, 48, 46, 40], 'Đ');
const conductFailed = yearOf([70, 70, 70, 70, 70, 70, 70, 70], 'CĐ');
const bothFailed = yearOf([55, 55, 55, 55, 55, 48, 46, 40], 'CĐ');

describe('a summer, Circular 22/2021 Art. 12–14', () => {
  it('a summer promotes after the re-test of one subject out of three, and keeps both values', () => {
    const { summer, codes } = run(threeFailed, [register('khtn'), retest('khtn', 50), conclude]);
    expect(codes).toEqual([]);
    expect(summer.state).toBe('promoted');
    expect(summer.original).toEqual(threeFailed);
    const after = reassess(summer);
    expect(after?.retested).toMatchObject([
      { rule: 're-test', inputs: [{ value: 48 }, { value: 50 }], result: 50 },
    ]);
    expect(after?.learning).toMatchObject({ base: 'Đ', result: 'Đ' });
  });

  it('a summer repeats the year where the re-test did not help, and where nobody sat one', () => {
    expect(run(threeFailed, [register('tin'), retest('tin', 49), conclude]).summer.state).toBe('repeat');
    expect(run(threeFailed, [register('tin'), retest('tin', 'absent'), conclude]).summer.state).toBe(
      'repeat',
    );
    expect(run(threeFailed, [conclude]).summer.state).toBe('repeat');
  });

  it('a summer lets a comment subject be re-tested', () => {
    const year = yearOf([70, 70, 70, 70, 70, 70, 70, 70], 'K', 3, ['CĐ', 'CĐ', 'Đ', 'Đ']);
    const { summer } = run(year, [register('gdtc'), retest('gdtc', 'Đ'), conclude]);
    expect(summer.state).toBe('promoted');
  });

  it('a summer rates again with the lift', () => {
    const year = yearOf([65, 65, 65, 65, 65, 65, 34, 34], 'K');
    const { summer } = run(year, [register('tin'), retest('tin', 50)]);
    expect(reassess(summer)?.learning).toMatchObject({ base: 'CĐ', result: 'Đ' });
  });

  it('a summer goes from training to a new conduct rating to promotion', () => {
    const acts: SummerStep[] = [
      { step: 'train', form: 'Lao động công ích' },
      { step: 'rate-conduct', conduct: 'Đ' },
    ];
    const { summer, codes } = run(conductFailed, [...acts, conclude]);
    expect(codes).toEqual([]);
    expect(summer.state).toBe('promoted');
    expect(reassess(summer)?.conduct).toMatchObject({
      result: 'Đ',
      inputs: [{ value: 'CĐ' }, { value: 'Đ' }],
    });
    expect(run(conductFailed, [{ step: 'rate-conduct', conduct: 'CĐ' }, conclude]).summer.state).toBe(
      'repeat',
    );
    expect(run(conductFailed, [conclude]).codes).toEqual(['ACTION_NOT_ALLOWED']);
  });

  it('a summer reads both CĐ as the policy says, and always says so', () => {
    const policy = (both: Policy['bothFailed']): Policy => ({ lift: 'replace', bothFailed: both });
    expect(run(bothFailed, [register('tin')])).toMatchObject({
      summer: { state: 'repeat' },
      codes: ['BOTH_FAILED', 'ACTION_NOT_ALLOWED'],
    });
    const trained: SummerStep = { step: 'rate-conduct', conduct: 'Đ' };
    const retested = [register('khtn'), retest('khtn', 50), conclude];
    const train = policy('train-then-retest');
    expect(run(bothFailed, [register('tin')], train).codes).toEqual(['BOTH_FAILED', 'ACTION_NOT_ALLOWED']);
    expect(run(bothFailed, [trained, ...retested], train)).toMatchObject({
      summer: { state: 'promoted' },
      codes: ['BOTH_FAILED'],
    });
    const decide = { step: 'decide', outcome: 'summer-training', why: 'Xét từng trường hợp' } as const;
    const person = policy('person-decides');
    expect(run(bothFailed, [trained, decide, trained, ...retested], person)).toMatchObject({
      summer: { state: 'promoted' },
      codes: ['BOTH_FAILED', 'ACTION_NOT_ALLOWED'],
    });
    expect(
      run(
        bothFailed,
        [
          { ...decide, outcome: 'promoted' },
          { ...decide, why: ' ' },
        ],
        person,
      ).codes,
    ).toEqual(['BOTH_FAILED', 'ACTION_NOT_ALLOWED', 'REASON_MISSING']);
  });

  it('a summer admits to a re-test only with conduct of Đạt and learning of CĐ', () => {
    const train: Policy = { lift: 'replace', bothFailed: 'train-then-retest' };
    const untrained = run(
      bothFailed,
      [{ step: 'rate-conduct', conduct: 'CĐ' }, register('tin'), conclude],
      train,
    );
    expect(untrained).toMatchObject({
      summer: { state: 'repeat' },
      codes: ['BOTH_FAILED', 'ACTION_NOT_ALLOWED'],
    });
    const passed = yearOf([55, 55, 55, 55, 55, 55, 55, 40], 'CĐ');
    const trained: SummerStep = { step: 'rate-conduct', conduct: 'Đ' };
    expect(run(passed, [trained, register('tin')]).codes).toEqual(['ACTION_NOT_ALLOWED']);
    expect(run(yearOf([50, 50, 50, 50, 50, 49, 40, 40], 'K'), [register('van')]).codes).toEqual([
      'RETEST_NOT_FAILED',
    ]);
  });

  it('a summer waits for every subject registered, and keeps the year’s result of pupils who did not come', () => {
    const half = run(threeFailed, [register('khtn'), register('tin'), retest('khtn', 50)]).summer;
    expect(half.state).toBe('retest');
    const { summer } = run(threeFailed, [
      register('khtn'),
      register('tin'),
      retest('khtn', 50),
      retest('tin', 'absent'),
    ]);
    expect(summer.state).toBe('reassessed');
    expect(reassess(summer)?.retested).toHaveLength(1);
    expect(reassess(summer)?.learning.inputs.find(({ name }) => name === 'tin')?.value).toBe(40);
  });

  it('a summer takes the last rating of conduct, asks a reason for the second, and keeps both', () => {
    const first: SummerStep = { step: 'rate-conduct', conduct: 'Đ' };
    const second = { step: 'rate-conduct', conduct: 'CĐ' } as const;
    expect(run(conductFailed, [first, second]).codes).toEqual(['REASON_MISSING']);
    const { summer } = run(conductFailed, [first, { ...second, why: 'Vi phạm mới' }, conclude]);
    expect(summer.state).toBe('repeat');
    expect(summer.steps.map(({ step }) => step)).toEqual(['rate-conduct', 'rate-conduct', 'conclude']);
  });

  it('a pupil with 46 sessions missed has no summer, nor has one who is promoted', () => {
    expect(run(yearOf([40, 40, 40, 40, 40, 40, 40, 40], 'T', 46), [register('tin')])).toMatchObject({
      summer: { state: 'repeat' },
      codes: ['ACTION_NOT_ALLOWED'],
    });
    expect(run(yearOf([70, 70, 70, 70, 70, 70, 70, 40], 'T', 45), [register('tin')])).toMatchObject({
      summer: { state: 'promoted' },
      codes: ['ACTION_NOT_ALLOWED'],
    });
  });

  it('a summer leaves a pupil who is not assessed to the principal, and waits for a year that is not finished', () => {
    const decide = { step: 'decide', outcome: 'promoted', why: 'Kế hoạch giáo dục cá nhân' } as const;
    expect(run('not-assessed', [conclude, decide])).toMatchObject({
      summer: { state: 'promoted', original: null },
      codes: ['DECISION_NEEDED', 'ACTION_NOT_ALLOWED'],
    });
    expect(run(null, [conclude])).toMatchObject({
      summer: { state: 'year-open' },
      codes: ['RECORD_NOT_COMPLETE', 'ACTION_NOT_ALLOWED'],
    });
  });

  it('a summer refuses what is out of place and asks a reason for a correction', () => {
    const acts = [
      register('van'),
      retest('tin', 50),
      register('tin'),
      register('tin'),
      conclude,
      retest('tin', 'Đ'),
      retest('tin', 101),
      retest('tin', 49),
      retest('tin', 50),
      retest('tin', 50, 'Nhập nhầm'),
      conclude,
    ];
    const { summer, codes } = run(threeFailed, acts);
    expect(codes).toEqual([
      'RETEST_NOT_FAILED',
      'RETEST_NOT_REGISTERED',
      'RETEST_TWICE',
      'RETEST_PENDING',
      'MARK_WRONG_KIND',
      'MARK_OUT_OF_RANGE',
      'RETEST_TWICE',
    ]);
    expect(summer.state).toBe('promoted');
    expect(summer.steps.filter(({ step }) => step === 'retest')).toHaveLength(2);
  });

  it('a summer never changes the original, never moves on a refusal, and ends by the three conditions', () => {
    const subject = fc.constantFrom('van', 'khtn', 'cn', 'tin', 'gdtc', 'ly');
    const level = fc.constantFrom('T' as const, 'K' as const, 'Đ' as const, 'CĐ' as const);
    const act: fc.Arbitrary<SummerStep> = fc.oneof(
      subject.map(register),
      fc
        .tuple(
          subject,
          fc.oneof(fc.integer({ min: -5, max: 110 }), fc.constantFrom('absent' as const, 'Đ' as const)),
        )
        .map(([code, result]) => retest(code, result, 'Sửa')),
      level.map((conduct) => ({ step: 'rate-conduct', conduct, why: 'Sửa' }) as const),
      fc.constant(conclude),
    );
    const average = fc.constantFrom(20, 34, 35, 48, 50, 65, 80);
    const year = fc
      .tuple(fc.array(average, { minLength: 8, maxLength: 8 }), level, fc.constantFrom(0, 45, 46))
      .map(([scored, conduct, absent]) => yearOf(scored, conduct, absent));
    const both = fc.constantFrom('repeat' as const, 'train-then-retest' as const);
    fc.assert(
      fc.property(year, fc.array(act, { maxLength: 12 }), both, (finished, acts, bothFailed) => {
        const policy: Policy = { lift: 'replace', bothFailed };
        const before = structuredClone(finished);
        let { summer } = openSummer(finished, policy);
        for (const one of acts) {
          const next = applySummerStep(summer, one, policy);
          if (next.findings.length > 0) expect(next.summer).toBe(summer);
          if (one.step === 'conclude' && next.findings.length === 0) {
            const after = reassess(summer, policy);
            const passes = after?.promotion.conditions?.every(({ holds }) => holds);
            expect(next.summer.state).toBe(passes ? 'promoted' : 'repeat');
          }
          summer = next.summer;
        }
        expect(summer.original).toEqual(before);
        if (finished.absent > 45) expect(summer.state).toBe('repeat');
      }),
      { numRuns: 400 },
    );
  });
});
