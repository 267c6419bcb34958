import { setTimeout as pause } from 'node:timers/promises';
import { RegistryError } from '@hocba/shared/problems';
import { openLines } from './line.ts';

/** Milliseconds that reading a body may take without a rest; an honest one of a megabyte takes a third of it. */
const QUICK = 100;

/** How many times as long as a slow reading the account then rests, so that it gets a tenth of the processor. */
const REST = 9;

/** Bodies of one account that may wait to be read; a device sends one at a time, and has a few tabs. */
const MOST_WAITING = 16;

/** Reads something in one go, when the rest is over that the key's last slow reading earned. */
export type Pace = <T>(key: string, read: () => T | Promise<T>) => Promise<T>;

/**
 * Lets accounts read bodies one at a time, and rest after one that was slow. JSON made for the purpose takes a thousand
 * times as long to refuse as to send, and nobody else is answered meanwhile. All routes of a registry share one pace: with
 * one each, an account would get a tenth of the processor at every route. Throws RATE_LIMITED for an account that has too
 * many waiting already, and OVERLOADED for one that rests when the registry is stopped, because the stop waits for answers.
 *
 * @param closing - aborted when the registry is stopped
 */
export const openPace = (closing?: AbortSignal): Pace => {
  const rest = (ms: number) =>
    pause(ms, undefined, closing && { signal: closing }).catch(() => {
      throw new RegistryError('OVERLOADED', 'the registry stops', 5);
    });
  const full = () => new RegistryError('RATE_LIMITED', undefined, 5);
  const inLine = openLines({ running: 1, waiting: MOST_WAITING, full });
  const rests = new Map<string, number>();
  return (key, read) =>
    inLine(key, async () => {
      const wait = (rests.get(key) ?? 0) - performance.now();
      if (wait > 0) await rest(wait);
      rests.delete(key);
      const began = performance.now();
      try {
        return await read();
      } finally {
        const took = performance.now() - began;
        if (took > QUICK) rests.set(key, performance.now() + took * REST);
      }
    });
};
