import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { openStorage } from '@hocba/server/storage/engine/open';
import { listLosses, playHour } from '../fixtures/end-of-term/hour.ts';
import { startRegistryProcess } from '../fixtures/end-of-term/registry-process.ts';
import { prepareSchools } from '../fixtures/end-of-term/schools.ts';
import { withDatabaseUrl } from './with-database.ts';

/**
 * What is played: schools, classes of 45 each, columns each class enters in the hour, and how long the hour
 * lasts here.
 */
export interface EveningOptions {
  readonly schools: number;
  readonly classesEach: number;
  readonly savesEach: number;
  readonly playedMs: number;
}

/**
 * Five times what an hour before a deadline brings 300 schools: the half of a year's saves that falls on a term, most
 * of it in its last ten days, a fifth of a day in its busiest hour, is some eighteen columns a school.
 */
export const EVENING: EveningOptions = { schools: 300, classesEach: 2, savesEach: 44, playedMs: 180_000 };

/** Every so many answers one is lost on the way. */
const LOSE_ONE_IN = 100;

const rounded = (value: number): string => value.toFixed(1);

/**
 * The last hour before a term's deadline, compressed, against one registry process: every class has a desk that
 * enters columns of 45 marks and sends each at once. Prints what the registry's event loop went through;
 * throws when a mark is lost.
 */
export const playEvening = (options: EveningOptions): Promise<string> =>
  withDatabaseUrl(async (url) => {
    const { shared, desks } = await prepareSchools(url, options.schools, options.classesEach);
    const registry = await startRegistryProcess(shared);
    try {
      const start = performance.now();
      const devices = await playHour({
        ...options,
        desks,
        loseOneIn: LOSE_ONE_IN,
        base: () => registry.base,
      });
      const received = performance.now() - start;
      await registry.idle();
      const projected = performance.now() - start;
      const loop = await registry.loop();
      await registry.stop();
      const db = await openStorage(url, TEST_MAC);
      const losses = await listLosses(db, devices).finally(() => db.close());
      if (losses.length > 0) throw new Error(`lost:\n${losses.slice(0, 20).join('\n')}`);
      const saves = devices.reduce((sum, { saved }) => sum + saved(), 0);
      const requests = devices.reduce((sum, { requests: of }) => sum + of().made, 0);
      const again = devices.reduce((sum, { requests: of }) => sum + of().again, 0);
      const fetched = devices.reduce((sum, { fetched: of }) => sum + of(), 0);
      return [
        `${options.schools} schools, ${saves} columns of 45 marks, an hour in ${rounded(options.playedMs / 1000)} s:`,
        `  all acknowledged after ${rounded(received / 1000)} s, all projected after ${rounded(projected / 1000)} s, nothing lost`,
        `  ${requests} requests (${Math.round((requests * 1000) / received)} per second), ${fetched} documents fetched, ${again} tries again`,
        `  event loop kept others waiting: median ${rounded(loop.p50)} ms, p99 ${rounded(loop.p99)} ms (to stay under 100), longest ${rounded(loop.max)} ms`,
        `  registry process: ${rounded(loop.cpuSeconds)} s of CPU, ${Math.round(loop.memoryBytes / 2 ** 20)} MiB`,
      ].join('\n');
    } finally {
      await registry.stop();
    }
  });
