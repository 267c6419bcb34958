import { expect, it } from 'vitest';
import { localPouch, type Pouch } from '../fixtures/stock-pouch.ts';

/*
 * What becomes of marks when people share documents that PouchDB merges: why nothing here is shared that way. The way
 * that is taken instead is shown in `contested.test.ts`.
 */

interface Leaf {
  readonly status: string;
}

const exchange = async (local: Pouch, shared: Pouch) => {
  await local.replicate.to(shared, {});
  await local.replicate.from(shared, {});
};
const conflictsOf = async (pouch: Pouch): Promise<string[]> =>
  ((await pouch.get('sheet', { conflicts: true }))._conflicts ?? []) as string[];

/** The acts of applications that resolve by themselves: write a merged text, delete the losers. */
const resolve = async (pouch: Pouch, name: string): Promise<void> => {
  const losers = await conflictsOf(pouch);
  if (losers.length === 0) return;
  const winner = await pouch.get('sheet');
  const merged = Object.assign(
    {},
    ...(await Promise.all(losers.map((rev) => pouch.get('sheet', { rev })))),
    winner,
  );
  await pouch.put({ ...merged, resolvedBy: name });
  for (const rev of losers) await pouch.remove({ _id: 'sheet', _rev: rev });
};

it('E3: the last of five edits of one document travels, and the others are nowhere', async () => {
  const [local, shared] = [localPouch(), localPouch()];
  let rev = (await local.put({ _id: 'sheet', tx1: 70 })).rev;
  for (const tx1 of [75, 80, 85, 90]) rev = (await local.put({ _id: 'sheet', _rev: rev, tx1 })).rev;
  await local.replicate.to(shared, {});
  const { tx1, _revs_info } = await shared.get('sheet', { revs_info: true });
  expect(tx1).toBe(90);
  expect((_revs_info as Leaf[]).map(({ status }) => status)).toEqual([
    'available',
    'missing',
    'missing',
    'missing',
    'missing',
  ]);
});

it('E12: a person who changes a field of a document that another person changes too sees the own change gone', async () => {
  const [a, b, shared] = [localPouch(), localPouch(), localPouch()];
  await a.put({ _id: 'sheet', tx1: null, gk: null });
  for (const pouch of [a, b]) await exchange(pouch, shared);
  await a.put({ ...(await a.get('sheet')), tx1: 80 });
  await b.put({ ...(await b.get('sheet')), gk: 75 });
  for (const pouch of [a, b, a]) await exchange(pouch, shared);
  for (const pouch of [a, b, shared]) {
    const { tx1, gk } = await pouch.get('sheet');
    expect([tx1, gk]).toContain(null);
    expect(await conflictsOf(pouch)).toHaveLength(1);
  }
});

it('E16: three devices that each resolve one conflict have not come to an end after twelve rounds', async () => {
  const devices = [localPouch(), localPouch(), localPouch()];
  const shared = localPouch();
  for (const [i, device] of devices.entries()) await device.put({ _id: 'sheet', [`field${i}`]: i });
  for (let round = 0; round < 12; round += 1) {
    for (const device of devices) await exchange(device, shared);
    for (const device of devices) await device.replicate.from(shared, {});
    // Each at its own table, before it hears of the others' resolution.
    for (const [i, device] of devices.entries()) await resolve(device, `device ${i} in round ${round}`);
  }
  for (const device of devices) await exchange(device, shared);
  expect((await conflictsOf(shared)).length).toBeGreaterThan(0);
  expect(Number.parseInt(String((await shared.get('sheet'))._rev), 10)).toBeGreaterThan(10);
});
