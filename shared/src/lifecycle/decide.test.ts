import { describe, expect, it } from 'vitest';
import { decideApproval, decideRecomputed } from './decide.ts';

describe('decideApproval', () => {
  it.each([
    ['open', 'confirm', 'a', { refused: 'RECORD_NOT_COMPLETE' }],
    ['complete', 'confirm', 'a', { next: 'confirmed' }],
    ['complete', 'confirm', 'b', { refused: 'APPROVAL_STALE' }],
    ['complete', 'finalise', 'a', { refused: 'ACTION_NOT_ALLOWED' }],
    ['confirmed', 'finalise', 'a', { next: 'finalised' }],
    ['confirmed', 'confirm', 'a', { refused: 'ACTION_NOT_ALLOWED' }],
    ['finalised', 'finalise', 'a', { refused: 'ACTION_NOT_ALLOWED' }],
    ['issued', 'confirm', 'a', { refused: 'ACTION_NOT_ALLOWED' }],
  ] as const)('the approval in state %s, %s of digest %s gives %o', (state, action, digest, decision) => {
    expect(decideApproval({ state, digest: 'a' }, action, digest)).toEqual(decision);
  });

  it('the approval of a pupil who has no record is refused', () => {
    expect(decideApproval(undefined, 'confirm', 'a')).toEqual({ refused: 'STUDENT_UNKNOWN' });
  });
});

describe('decideRecomputed', () => {
  it('a recomputed record takes its confirmation back when the text changed', () => {
    expect(decideRecomputed({ state: 'confirmed', digest: 'a' }, { digest: 'b', complete: true })).toBe(
      'complete',
    );
  });
  it('a recomputed record keeps a confirmation of an unchanged text', () => {
    expect(decideRecomputed({ state: 'confirmed', digest: 'a' }, { digest: 'a', complete: true })).toBe(
      'confirmed',
    );
  });
  it('a finalised record is never touched by a recomputation', () => {
    expect(
      decideRecomputed({ state: 'finalised', digest: 'a' }, { digest: 'b', complete: true }),
    ).toBeUndefined();
  });
});
