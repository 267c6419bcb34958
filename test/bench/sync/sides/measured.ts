/*
 * Loaded before the program of a measured process: tells its parent what the program cost. `start` begins a
 * measurement, `stop` answers it.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The answer of a measured process to `stop`. */
export interface Cost {
  /** Milliseconds of processor time, user and system, all threads. */
  readonly cpuMs: number;
  /** Of it, in the kernel. */
  readonly systemMs: number;
  /** 99 of 100 times the event loop was late by less, in milliseconds. */
  readonly loopP99Ms: number;
  readonly loopMaxMs: number;
}

const RESOLUTION_MS = 10;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let before = process.cpuUsage();

process.on('message', (message) => {
  if (message === 'start') {
    delay.reset();
    delay.enable();
    before = process.cpuUsage();
    process.send?.('started');
  }
  if (message === 'stop') {
    const { user, system } = process.cpuUsage(before);
    delay.disable();
    const late = (ns: number) => Math.max(0, ns / 1e6 - RESOLUTION_MS);
    const cost: Cost = {
      cpuMs: (user + system) / 1000,
      systemMs: system / 1000,
      loopP99Ms: late(delay.percentile(99)),
      loopMaxMs: late(delay.max),
    };
    process.send?.(cost);
  }
});
// A parent that is gone needs nobody's figures.
process.on('disconnect', () => process.exit());
