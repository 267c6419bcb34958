import { setTimeout } from 'node:timers/promises';
import { RegistryError } from '@hocba/shared/problems';

/** Runs of a use case that always loses, two thirds of a second all together. */
const ATTEMPTS = 8;
/** Runs when a row is there already: it may have come meanwhile, and usually it is simply there. */
const ATTEMPTS_ON_DUPLICATE = 3;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 320;

/** Whether a commit failed because somebody else wrote first. */
export const isLostRace = (error: unknown): boolean =>
  error instanceof RegistryError && (error.code === 'WRITE_CONFLICT' || error.code === 'DUPLICATE');

/** Waits after the nth lost race, counted from 0: twice as long each time, and by chance, so that two processes part. */
export const pauseAfter = async (n: number): Promise<void> => {
  await setTimeout(Math.min(FIRST_PAUSE_MS * 2 ** n, LONGEST_PAUSE_MS) * (0.5 + Math.random()));
};

/**
 * Runs a use case that reads, decides and commits, and runs it again from its reading when somebody else wrote
 * meanwhile: with growing pauses, eight times, then the error. Nothing may be kept from one run to the next.
 */
export const decideAgain = async <T>(useCase: () => Promise<T>, attempt = 1): Promise<T> => {
  try {
    return await useCase();
  } catch (error) {
    if (!isLostRace(error)) throw error;
    const isThere = error instanceof RegistryError && error.code === 'DUPLICATE';
    if (attempt >= (isThere ? ATTEMPTS_ON_DUPLICATE : ATTEMPTS)) throw error;
    await pauseAfter(attempt - 1);
    return decideAgain(useCase, attempt + 1);
  }
};
