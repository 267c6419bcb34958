import '../../../school-client/src/device/browser-for-tests.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTime } from './commands.ts';
import type { Device } from './device.ts';
import { checkAlways, checkAtRest, comeToRest } from './invariants.ts';
import { FAULTS, type Trouble } from './network.ts';
import { type LoadPage, openPageSource } from './page-source.ts';
import { type ModelRegistry, openModelRegistry } from './registry.ts';
import { closeWorld, openWorld, save, sync, type, type World } from './world.ts';

let registry: ModelRegistry;
let load: LoadPage;
let beginning: Awaited<ReturnType<ModelRegistry['backUp']>>;

beforeAll(async () => {
  load = await openPageSource();
  registry = await openModelRegistry();
  beginning = await registry.backUp();
});
afterAll(() => registry.running.close());

/** The acts of two people on one sheet until one of them has decided their disagreement; each run by its place. */
const play = async (
  world: World,
  run: (device: Device, place: number) => Promise<unknown>,
): Promise<void> => {
  const [teacher, head] = world.devices as [Device, Device];
  let place = 0;
  const send = async (device: Device): Promise<void> => {
    await run(device, place++);
    // Only the one request goes wrong.
    device.line.online = true;
    await registry.running.idle();
    await checkAlways(world);
  };
  const enter = async (device: Device, ...marks: readonly [cell: number, value: number][]): Promise<void> => {
    for (const [cell, value] of marks) await type(device, cell, value);
    await save(world, device);
  };
  await send(teacher);
  await send(head);
  await enter(teacher, [0, 80], [1, 75]);
  await enter(teacher, [0, 85]);
  await enter(head, [0, 60], [2, 90]);
  await send(teacher);
  await send(head);
  await send(teacher);
  await enter(teacher, [0, 60]);
  await send(teacher);
  await send(head);
};

const inNewWorld = async (work: (world: World) => Promise<void>): Promise<void> => {
  const world = await openWorld(load, registry, beginning, ['toan.8a1', 'ht.tantrao']);
  try {
    await work(world);
  } finally {
    await inTime('putting away', closeWorld(world));
  }
};

/** How many requests each run of the scenario makes when nothing goes wrong. */
const countRequests = async (): Promise<number[]> => {
  const counts: number[] = [];
  await inNewWorld((world) =>
    play(world, async (device) => {
      expect(await sync(world, device)).toBe('done');
      counts.push(device.line.requests);
    }),
  );
  return counts;
};

it('fault 1, fault 18: a fault at any one request of a scenario loses nothing, and all see the same values', async () => {
  const counts = await countRequests();
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20);
  const wrong: string[] = [];
  for (const [place, count] of counts.entries()) {
    for (const fault of FAULTS) {
      for (let at = 0; at < count; at++) {
        const trouble: Trouble = { at, fault };
        await inNewWorld(async (world) => {
          await play(world, (device, now) => sync(world, device, now === place ? trouble : undefined));
          await inTime('coming to rest', comeToRest(world));
          await checkAtRest(world);
        }).catch((error: unknown) => wrong.push(`run ${place}, request ${at}, ${fault}: ${error}`));
      }
    }
  }
  expect(wrong).toEqual([]);
  process.stdout.write(`${FAULTS.length} faults at each of ${counts.join(' + ')} requests\n`);
}, 600_000);
