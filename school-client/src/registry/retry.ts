const FIRST_MS = 2_000;
/** An act of a person tries again at once, but no sooner than this after the last try; milliseconds. */
const ACTION_PAUSE_MS = 3_000;

/**
 * How long to wait before a device tries again after the registry could not be reached: soon at first, then twice as
 * long each time, at most `longest`. A quarter more or less by chance keeps the devices of a school from coming all at
 * once when their registry is back. `chance` is from 0 to 1.
 */
export const retryPause = (failures: number, longest: number, chance: number): number =>
  Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 20), longest) * (0.75 + chance / 2);

/** When a device that could not reach the registry tries again; times are of a clock that only runs forward. */
export interface Patience {
  /** A try has ended; `seconds` is the pause that the registry asked for. */
  ended(reached: boolean, seconds?: number): void;
  /** Milliseconds until the next try; undefined while nothing went wrong. */
  pause(longest: number): number | undefined;
  /** Whether something that a person does may try again now. */
  mayAct(): boolean;
}

/** Counts the tries that failed in a row. */
export const createPatience = (now: () => number, chance: () => number = Math.random): Patience => {
  let failures = 0;
  let endedAt = now();
  let askedUntil = 0;
  return {
    ended: (reached, seconds = 0) => {
      failures = reached ? 0 : failures + 1;
      endedAt = now();
      askedUntil = endedAt + seconds * 1000;
    },
    pause: (longest) =>
      failures === 0 ? undefined : Math.max(retryPause(failures, longest, chance()), askedUntil - now()),
    mayAct: () => failures > 0 && now() >= Math.max(endedAt + ACTION_PAUSE_MS, askedUntil),
  };
};
