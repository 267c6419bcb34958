import { setImmediate } from 'node:timers/promises';

/** Milliseconds after which long work lets everybody else have a turn of the event loop. */
const TURN_MS = 8;

/** Work that may be long and must keep nobody waiting. */
export interface Turns {
  /** Counts work that was done; resolves in the next turn of the event loop when this one has had its share. */
  spend(cost: number): Promise<void>;
}

/** Divides work into turns of the event loop: each ends at a cost, and at a time if that is reached before. */
export const openTurns = (costOfTurn: number): Turns => {
  let spent = 0;
  let began = performance.now();
  return {
    spend: async (cost) => {
      spent += cost;
      if (spent < costOfTurn && performance.now() - began < TURN_MS) return;
      await setImmediate();
      spent = 0;
      began = performance.now();
    },
  };
};
