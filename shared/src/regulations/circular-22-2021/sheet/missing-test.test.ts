import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideMissingTest, type MissingTestDecision } from './missing-test.ts';

const who = { by: 'toan.8a1', at: '2027-01-10T02:00:00.000Z', why: 'Vắng không phép, đã báo lịch bù' };
const scored = { mode: 'score', isEmptyByRight: false } as const;
const comment = { mode: 'comment', isEmptyByRight: false } as const;
const free = { mode: 'score', isEmptyByRight: true } as const;
const codesOf = (...[test, decision]: Parameters<typeof decideMissingTest>) =>
  decideMissingTest(test, decision).findings.map(({ code }) => code);

it('a missing test gives 0 or CĐ only by a person’s reasoned decision, and names the person', () => {
  expect(decideMissingTest(scored, { ...who, kind: 'not-made-up' })).toEqual({
    derivation: {
      rule: 'test-not-made-up',
      article: { circular: '22/2021/TT-BGDĐT', article: 7 },
      inputs: [],
      decision: who,
      result: 0,
    },
    findings: [],
  });
  expect(decideMissingTest(comment, { ...who, kind: 'not-made-up' }).derivation.result).toBe('CĐ');
  expect(codesOf(scored)).toEqual(['DECISION_NEEDED']);
  expect(codesOf(scored, { ...who, kind: 'not-made-up', why: ' ' })).toEqual(['REASON_MISSING']);
});

it('the mark of a make-up test is taken as it is, of the right kind and range', () => {
  expect(decideMissingTest(scored, { ...who, kind: 'made-up', result: 65 }).derivation.result).toBe(65);
  expect(codesOf(scored, { ...who, kind: 'made-up', result: 'Đ' })).toEqual(['MARK_WRONG_KIND']);
  expect(codesOf(comment, { ...who, kind: 'made-up', result: 65 })).toEqual(['MARK_WRONG_KIND']);
  expect(codesOf(scored, { ...who, kind: 'made-up', result: 6.5 })).toEqual(['MARK_OUT_OF_RANGE']);
});

it('a missing test never puts a 0 where the cell is empty by right, whatever is decided', () => {
  const decision: fc.Arbitrary<MissingTestDecision> = fc.oneof(
    fc.constant({ ...who, kind: 'not-made-up' as const }),
    fc.integer({ min: -10, max: 110 }).map((result) => ({ ...who, kind: 'made-up' as const, result })),
  );
  fc.assert(
    fc.property(decision, (one) => {
      const { derivation, findings } = decideMissingTest(free, one);
      expect([derivation.rule, derivation.result]).toEqual(['empty-by-right', null]);
      expect(findings).toEqual([{ code: 'EMPTY_BY_RIGHT' }]);
    }),
  );
  expect(codesOf(free)).toEqual([]);
});
