import type { Verdict } from '@hocba/shared/credential/verify/verdict';
import { expect, it } from 'vitest';
import { confidenceOf } from './confidence.ts';

const record = (grade: number, verdict: Verdict['verdict'] = 'VALID'): Verdict =>
  ({ verdict, steps: [], payload: { credentialSubject: { grade } } }) as never;

it('a card asks for the earlier grades of the level alone', () => {
  expect(confidenceOf([record(6), record(7)], 8)).toMatchObject({ grades: [6, 7], missing: [] });
  expect(confidenceOf([record(5)], 6)).toMatchObject({ grades: [], missing: [] });
  expect(confidenceOf([], 12).missing).toEqual([10, 11]);
});

it('a card counts a record that does not hold as missing', () => {
  expect(confidenceOf([record(6, 'INVALID'), record(7), record(7, 'SUPERSEDED')], 8)).toEqual({
    records: 1,
    broken: 1,
    replaced: 1,
    grades: [6, 7],
    missing: [6],
  });
});
