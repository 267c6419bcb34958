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
  ] as const)('in state %s, %s of digest %s gives %o', (state, action, digest, decision) => {
    expect(decideApproval({ state, digest: 'a' }, action, digest)).toEqual(decision);
  });

  it('refuses a pupil who has no record', () => {
    expect(decideApproval(undefined, 'confirm', 'a')).toEqual({ refused: 'STUDENT_UNKNOWN' });
  });
});

describe('decideRecomputed', () => {
  it('takes a confirmation back when the text changed', () => {
    expect(decideRecomputed({ state: 'confirmed', digest: 'a' }, { digest: 'b', complete: true })).toBe(
      'complete',
    );
  });
  it('keeps a confirmation of an unchanged record', () => {
    expect(decideRecomputed({ state: 'confirmed', digest: 'a' }, { digest: 'a', complete: true })).toBe(
      'confirmed',
    );
  });
  it('never touches a finalised record', () => {
    expect(
      decideRecomputed({ state: 'finalised', digest: 'a' }, { digest: 'b', complete: true }),
    ).toBeUndefined();
  });
});
