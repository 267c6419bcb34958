import { nameParts } from '../text/names/person-name.ts';

/** Longest name of a pupil in a message. */
export const PUPIL_LENGTH = 12;

/**
 * What a message calls a pupil: the given name alone, so that a stranger who reads it learns little; `given` where the
 * school has chosen it.
 */
export const pupilCalled = (name: string, given?: string): string =>
  nameParts(name, given).given.slice(0, PUPIL_LENGTH);
