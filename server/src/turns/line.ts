import type { RegistryError } from '@hocba/shared/problems';

/** How much of some work runs at the same time, how much may wait for it, and what the next one is told. */
export interface LineLimits {
  readonly running: number;
  readonly waiting: number;
  /** The refusal while no more may wait. */
  readonly full: () => RegistryError;
}

/** Work that waits for its turn, in the order in which it came. */
export interface Line {
  /** Throws the refusal while no more may wait. */
  check(): void;
  /** Runs work when it is its turn. Throws the refusal while no more may wait. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Whether nothing runs and nothing waits. */
  isEmpty(): boolean;
}

/** Opens a line of this process. */
export const openLine = ({ full, ...limits }: LineLimits): Line => {
  let running = 0;
  const waiting: (() => void)[] = [];
  const check = (): void => {
    if (running >= limits.running && waiting.length >= limits.waiting) throw full();
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

/** Runs work when it is its turn in the line of a key; lines of different keys go on side by side. */
export type Lines = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Opens lines by key, each for as long as something runs or waits in it. */
export const openLines = (limits: LineLimits): Lines => {
  const lines = new Map<string, Line>();
  return async (key, work) => {
    const line = lines.get(key) ?? openLine(limits);
    lines.set(key, line);
    try {
      return await line.run(work);
    } finally {
      if (line.isEmpty()) lines.delete(key);
    }
  };
};
