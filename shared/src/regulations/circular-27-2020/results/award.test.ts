import { expect, it } from 'vitest';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { type AwardStatement, decideAward } from './award.ts';

const said = (changes: Partial<AwardStatement>): AwardStatement => ({
  excellentIn: [],
  clearProgressIn: [],
  recognisedByClass: true,
  by: 'gvcn.4a1',
  at: '2027-05-20T02:00:00.000Z',
  why: 'Biên bản họp lớp',
  ...changes,
});
const inArt = { excellentIn: ['nt' as SubjectCode] };
const EITHER = 'excellent-in-a-subject-or-clear-progress-in-a-trait';
const BY_CLASS = 'recognised-by-the-class';

it.each([
  ['HTXS', null, 'excellent', 'rule', null],
  ['HTT', null, null, null, [EITHER, BY_CLASS]],
  ['HTT', said(inArt), 'exemplary', 'person', null],
  ['HTT', said({ clearProgressIn: ['q3'] }), 'exemplary', 'person', null],
  ['HTT', said({}), null, null, [EITHER]],
  ['HTT', said({ ...inArt, recognisedByClass: false }), null, null, [BY_CLASS]],
  ['HT', said(inArt), null, null, null],
  ['CHT', said(inArt), null, null, null],
  [null, said(inArt), null, null, null],
] as const)('the award for %s with %j: %s', (outcome, statement, award, decidedBy, questions) => {
  const decision = decideAward(outcome, statement);
  expect([decision.award, decision.decidedBy]).toEqual([award, decidedBy]);
  expect(decision.needsPerson?.questions ?? null).toEqual(questions);
  expect(decision.derivation.result).toBe(award);
  expect(decision.derivation.article).toEqual({ circular: '27/2020/TT-BGDĐT', article: 13, clause: 1 });
  if (award === 'exemplary') expect(decision.derivation.decision?.by).toBe('gvcn.4a1');
});
