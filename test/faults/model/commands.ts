import fc from 'fast-check';
import { checkAlways } from './invariants.ts';
import { FAULTS, type Trouble } from './network.ts';
import { PEOPLE } from './registry.ts';
import type { World } from './world.ts';
import * as world from './world.ts';

/** The facts about a history that are known without looking: how many computers and backups there are. */
export interface Known {
  devices: number;
  backups: number;
}

type Command = fc.AsyncCommand<Known, World>;

/** More computers make histories slower, not stranger. */
const MOST_DEVICES = 4;

/** Nothing here waits for a clock: what takes longer will never end. */
const PATIENCE_MS = 60_000;

/** Fails with the name of what does not end. */
export const inTime = async <T>(what: string, work: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`does not end: ${what}`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
};

/** A step of a history; afterwards everything that always holds is looked at. */
const step = (
  name: string,
  act: (world: World) => Promise<unknown>,
  change: (known: Known) => void = () => undefined,
  check: (known: Known) => boolean = () => true,
): Command => ({
  check,
  run: async (known, real) => {
    change(known);
    await inTime(name, act(real));
    await checkAlways(real);
  },
  toString: () => name,
});

const deviceOf = (real: World, number: number) => {
  const device = real.devices[number % real.devices.length];
  if (device === undefined) throw new Error('there is no computer');
  return device;
};

const number = fc.nat({ max: MOST_DEVICES - 1 });
const cell = fc.nat({ max: 3 });
const value = fc.option(fc.constantFrom(0, 25, 50, 100), { freq: 8 });
const trouble: fc.Arbitrary<Trouble> = fc.record({
  at: fc.nat({ max: 11 }),
  fault: fc.constantFrom(...FAULTS),
});

const type = fc
  .tuple(number, cell, value)
  .map(([n, c, v]) => step(`type(${n}, ${c}, ${v})`, (real) => world.type(deviceOf(real, n), c, v)));
const save = fc.tuple(number, cell, value).map(([n, c, v]) =>
  step(`typeAndSave(${n}, ${c}, ${v})`, async (real) => {
    await world.type(deviceOf(real, n), c, v);
    await world.save(real, deviceOf(real, n));
  }),
);
const sync = number.map((n) => step(`sync(${n})`, (real) => world.sync(real, deviceOf(real, n))));
const syncBadly = fc
  .tuple(number, trouble)
  .map(([n, t]) =>
    step(`sync(${n}, ${t.fault} at ${t.at})`, (real) => world.sync(real, deviceOf(real, n), t)),
  );
const syncTogether = fc.tuple(number, number, fc.option(trouble, { nil: undefined })).map(([a, b, t]) =>
  step(`syncTogether(${a}, ${b}, ${t?.fault} at ${t?.at})`, async (real) => {
    const [one, two] = [deviceOf(real, a), deviceOf(real, b)];
    await Promise.all(
      one === two ? [world.sync(real, one, t)] : [world.sync(real, one, t), world.sync(real, two)],
    );
  }),
);
const line = fc.tuple(number, fc.boolean()).map(([n, online]) =>
  step(`${online ? 'online' : 'offline'}(${n})`, async (real) => {
    deviceOf(real, n).line.online = online;
  }),
);
const crash = number.map((n) => step(`crash(${n})`, (real) => world.reopen(real, deviceOf(real, n))));
const expire = number.map((n) =>
  step(`expire(${n})`, async (real) => {
    deviceOf(real, n).line.expired = true;
  }),
);
const evict = fc
  .tuple(number, fc.constantFrom('inbox' as const, 'ledger' as const))
  .map(([n, kind]) => step(`evict(${n}, ${kind})`, (real) => world.evict(real, deviceOf(real, n), kind)));
const changePerson = fc
  .tuple(number, fc.constantFrom(...PEOPLE))
  .map(([n, person]) =>
    step(`changePerson(${n}, ${person})`, (real) => world.changePerson(real, deviceOf(real, n), person)),
  );
const close = number.map((n) => step(`close(${n})`, (real) => world.close(real, deviceOf(real, n))));
const arrive = fc.constant(step('whatWandersArrives', world.deliverWandering));
const project = fc.constant(step('registryIdle', ({ registry }) => registry.running.idle()));
const backUp = fc.constant(
  step(
    'backUp',
    async (real) => void real.backups.push(await real.registry.backUp()),
    (known) => void known.backups++,
  ),
);
const restore = number.map((which) => step(`restore(${which})`, (real) => world.restore(real, which)));
const clone = number.map((n) =>
  step(
    `clone(${n})`,
    (real) => world.clone(real, deviceOf(real, n)),
    (known) => void known.devices++,
    ({ devices }) => devices < MOST_DEVICES,
  ),
);

/** Everything that can happen; what happens often stands here more than once. */
export const EVERYTHING: readonly fc.Arbitrary<Command>[] = [
  ...[type, save, save, save, sync, sync, syncBadly, syncBadly, syncBadly, syncTogether, crash],
  ...[line, expire, evict, changePerson, close, arrive, project, backUp, restore, clone],
];
