import '../../../school-client/src/device/browser-for-tests.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import { EVERYTHING, inTime, type Known } from './commands.ts';
import { checkAtRest, comeToRest } from './invariants.ts';
import { type LoadPage, openPageSource } from './page-source.ts';
import { type ModelRegistry, openModelRegistry, PEOPLE } from './registry.ts';
import { closeWorld, openWorld } from './world.ts';

const HISTORIES = Number(process.env.MODEL_HISTORIES ?? 2000);
const SEED = Number(process.env.MODEL_SEED ?? 20261125);

let registry: ModelRegistry;
let load: LoadPage;
let beginning: Awaited<ReturnType<ModelRegistry['backUp']>>;

beforeAll(async () => {
  load = await openPageSource();
  registry = await openModelRegistry();
  beginning = await registry.backUp();
});
afterAll(() => registry.running.close());

it('several computers, one registry and every fault at random: no mark is lost, and all see equal values', {
  timeout: 60_000 + HISTORIES * 1000,
}, async () => {
  const people = fc.array(fc.constantFrom(...PEOPLE), { minLength: 2, maxLength: 3 });
  const steps = fc.commands([...EVERYTHING], {
    maxCommands: 12,
    ...(process.env.MODEL_REPLAY === undefined ? {} : { replayPath: process.env.MODEL_REPLAY }),
  });
  const property = fc.asyncProperty(people, steps, async (persons, commands) => {
    const world = await openWorld(load, registry, beginning, persons);
    try {
      const known: Known = { devices: persons.length, backups: 1 };
      await fc.asyncModelRun(() => ({ model: known, real: world }), commands);
      await inTime('coming to rest', comeToRest(world));
      await checkAtRest(world);
    } finally {
      await inTime('putting away', closeWorld(world));
    }
  });
  process.stdout.write(`${HISTORIES} histories from seed ${SEED}\n`);
  await fc.assert(property, {
    numRuns: HISTORIES,
    seed: SEED,
    ...(process.env.MODEL_PATH === undefined ? {} : { path: process.env.MODEL_PATH }),
  });
});
