import { RegistryError } from '@hocba/shared/problems';
import type { Db } from './db.ts';

const ATTEMPTS = 3;

/** Whether a commit failed because somebody else wrote first. */
export const isLostRace = (error: unknown): boolean =>
  error instanceof RegistryError && (error.code === 'WRITE_CONFLICT' || error.code === 'DUPLICATE');

/**
 * Runs a use case that reads, decides and commits, and runs it again from its reading when somebody else wrote
 * meanwhile: three times, then the error. Nothing may be kept from one run to the next.
 */
export const decideAgain = async <T>(useCase: () => Promise<T>, attempt = 1): Promise<T> => {
  try {
    return await useCase();
  } catch (error) {
    if (!isLostRace(error) || attempt >= ATTEMPTS) throw error;
    return decideAgain(useCase, attempt + 1);
  }
};

const lastTurns = new WeakMap<Db, Promise<unknown>>();

/**
 * The same for a use case that appends to the audit chain: those of one process take turns. They all move one
 * counter, so of many at the same moment only one could win, and the others would soon have tried in vain.
 */
export const decideInTurn = <T>(db: Db, useCase: () => Promise<T>): Promise<T> => {
  const turn = (lastTurns.get(db) ?? Promise.resolve()).then(() => decideAgain(useCase));
  lastTurns.set(
    db,
    turn.catch(() => undefined),
  );
  return turn;
};
