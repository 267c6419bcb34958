import type { Db } from '@hocba/server/storage/engine/db';
import { decideAgain } from '@hocba/server/storage/engine/retry';

const lastTurns = new WeakMap<Db, Promise<unknown>>();

/**
 * Runs a use case after all others of the same storage: they rest on one row, and of many at one moment only one could
 * win. It runs again from its reading when another process wrote meanwhile.
 */
export const decideInTurn = <T>(db: Db, useCase: () => Promise<T>): Promise<T> => {
  const turn = (lastTurns.get(db) ?? Promise.resolve()).then(() => decideAgain(useCase));
  lastTurns.set(
    db,
    turn.catch(() => undefined),
  );
  return turn;
};

/** Waits for a turn and keeps it until the function that it answers is called. */
export const holdTurn = (db: Db): Promise<() => void> =>
  new Promise((resolve) => {
    void decideInTurn(db, () => new Promise<void>((end) => resolve(end)));
  });
