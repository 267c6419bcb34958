import { RegistryError } from '@hocba/shared/problems';

/** How much of some work runs at the same time, and how much may wait for it. */
export interface LineLimits {
  readonly running: number;
  readonly waiting: number;
}

/** Work that waits for its turn, in the order in which it came. */
export interface Line {
  /** Throws OVERLOADED while no more may wait. */
  check(): void;
  /** Runs work when it is its turn. Throws OVERLOADED. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Whether nothing runs and nothing waits. */
  isEmpty(): boolean;
}

const RETRY_SECONDS = 10;

/** Opens a line of this process; `what` names it in the log. */
export const openLine = (what: string, limits: LineLimits): Line => {
  let running = 0;
  const waiting: (() => void)[] = [];
  const check = (): void => {
    if (running >= limits.running && waiting.length >= limits.waiting) {
      throw new RegistryError('OVERLOADED', what, RETRY_SECONDS);
    }
  };
  return {
    check,
    run: async (work) => {
      check();
      if (running >= limits.running) await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      try {
        return await work();
      } finally {
        // The slot goes straight to the next in line, so that a newcomer cannot overtake it.
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
    isEmpty: () => running === 0,
  };
};
