import { describe, expect, it } from 'vitest';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { type CompletionFacts, decideCompletion, type HeadDecision } from './completion.ts';
import { computeEducationResult } from './education-result.ts';
import { pupilAt } from './pupil.fixture.ts';
import { reassess, toReassess } from './reassess.ts';

const facts = (changes: Partial<CompletionFacts>): CompletionFacts => ({
  grade: 4,
  atYearEnd: null,
  reassessed: null,
  head: null,
  notAssessed: false,
  ...changes,
});
const head = (decided: HeadDecision['decided']): HeadDecision => ({
  decided,
  by: 'ht.tantrao',
  at: '2027-08-20T02:00:00.000Z',
  why: 'Đã tiến bộ sau hè',
});

describe('decideCompletion, Circular 27/2020 Art. 11', () => {
  it.each<[Partial<CompletionFacts>, string, boolean | null, boolean | null, string]>([
    [{}, 'year-open', null, null, 'rule'],
    [{ atYearEnd: 'HTXS' }, 'completed', true, true, 'rule'],
    [{ atYearEnd: 'HT' }, 'completed', true, true, 'rule'],
    [{ atYearEnd: 'CHT' }, 'guidance', null, null, 'homeroom'],
    [{ atYearEnd: 'CHT', reassessed: 'HT' }, 'completed', true, true, 'rule'],
    [{ atYearEnd: 'CHT', reassessed: 'CHT' }, 'head-decides', false, null, 'head'],
    [{ atYearEnd: 'CHT', reassessed: 'CHT', head: head('promote') }, 'promoted-by-head', false, true, 'head'],
    [{ atYearEnd: 'CHT', reassessed: 'CHT', head: head('retain') }, 'retained', false, false, 'head'],
    [{ atYearEnd: 'CHT', head: head('promote') }, 'guidance', null, null, 'homeroom'],
    [{ atYearEnd: 'HT', head: head('retain') }, 'completed', true, true, 'rule'],
    [{ notAssessed: true }, 'not-assessed', null, null, 'head'],
    [{ notAssessed: true, head: head('promote') }, 'promoted-by-head', null, true, 'head'],
  ])('the completion decided for %j: %s', (changes, step, completedClass, promoted, decidedBy) => {
    const completion = decideCompletion(facts(changes));
    expect(completion).toMatchObject({ step, completedClass, promoted, decidedBy, completedPrimary: null });
    expect(completion.derivation.result).toBe(step);
  });

  it('primary school is completed with grade 5, and never by the head alone', () => {
    const primary = (changes: Partial<CompletionFacts>) =>
      decideCompletion(facts({ grade: 5, ...changes })).completedPrimary;
    expect(primary({ atYearEnd: 'HTT' })).toBe(true);
    expect(primary({ atYearEnd: 'CHT' })).toBeNull();
    expect(primary({ atYearEnd: 'CHT', reassessed: 'CHT', head: head('promote') })).toBe(false);
  });

  it('the decision about completion names the person who decided, and only where one did', () => {
    const decided = facts({ atYearEnd: 'CHT', reassessed: 'CHT', head: head('retain') });
    expect(decideCompletion(decided).derivation.decision?.by).toBe('ht.tantrao');
    expect(decideCompletion({ ...decided, reassessed: 'HT' }).derivation.decision).toBeUndefined();
    expect(decideCompletion({ ...decided, reassessed: 'HT' }).derivation.inputs).toContainEqual({
      name: 'head',
      value: null,
    });
  });
});

describe('reassess, Circular 27/2020 Art. 11(1)(b)', () => {
  const weak = pupilAt(4, 'end-year', {
    levels: { toan: 'C', nt: 'H' },
    tests: { toan: 40 },
    traits: { c5: 'C' },
  });
  const again = pupilAt(4, 'end-year', {
    levels: { toan: 'H', nt: 'T' },
    tests: { toan: 50, nn1: 10 },
    traits: { c5: 'Đ' },
  });

  it('a reassessment asks again only for what stood in the way', () => {
    const open = { subjects: ['toan'], traits: ['c5'], tests: ['toan'] };
    expect(toReassess(computeEducationResult(weak))).toEqual(open);
    const none = { subjects: [], traits: [], tests: [] };
    expect(toReassess(computeEducationResult(pupilAt(4, 'end-year')))).toEqual(none);
  });

  it('a reassessment keeps the result of the year beside the new one, and what was completed as it was', () => {
    const { atYearEnd, reassessed } = reassess(weak, again);
    expect([atYearEnd.outcome, reassessed.outcome]).toEqual(['CHT', 'HT']);
    expect(reassessed.derivation.inputs).toContainEqual({ name: 'nt', value: 'H' });
    expect(reassessed.derivation.inputs).toContainEqual({ name: 'nn1:ck', value: 100 });
    expect(atYearEnd.derivation.inputs).toContainEqual({ name: 'toan:ck', value: 40 });
  });

  it('a reassessment keeps a value that it leaves out', () => {
    const toan = { subject: 'toan' as SubjectCode, level: 'H', test: null };
    const part = { subjects: [toan], traits: { c5: null } };
    const { reassessed } = reassess(weak, part);
    expect(reassessed.derivation.inputs).toContainEqual({ name: 'toan', value: 'H' });
    expect(reassessed.derivation.inputs).toContainEqual({ name: 'toan:ck', value: 40 });
    expect(reassessed.outcome).toBe('CHT');
  });
});
