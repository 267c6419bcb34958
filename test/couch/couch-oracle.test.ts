import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '../conformance/open-pglite.ts';
import { createDatabase, dropDatabase, startPostgres } from '../run/postgres.ts';
import { history, type Pair, pairOf, type Step, tell } from './couch-pair.ts';
import { ourSide, theirSide } from './couch-sides.ts';
import { compareFeeds, compareShort, compareViews } from './couch-views.ts';
import { type Harness, startHarness } from './harness/harness.ts';
import { AS_ALWAYS, drawn } from './oracle-seed.ts';

/*
 * The same random history goes to PouchDB in memory and to the module: what is taken, what is refused and how, and what
 * both show afterwards must be equal.
 */
let serial = 0;

const play = async (harness: Harness, steps: readonly Step[], revsLimit?: number): Promise<Pair> => {
  serial += 1;
  const pair = pairOf(theirSide(revsLimit), await ourSide(harness, `history${serial}`, revsLimit));
  for (const step of steps) await tell(pair, step);
  return pair;
};

/** Histories of several documents at a time; answers what was in them. */
const compareMixed = async (harness: Harness, runs: number) => {
  const seen = { accepted: 0, refused: 0, again: 0 };
  const property = fc.asyncProperty(history(4), async (steps) => {
    const pair = await play(harness, steps);
    await compareViews(pair);
    for (const name of ['accepted', 'refused', 'again'] as const) seen[name] += pair.seen[name];
  });
  await fc.assert(property, drawn(runs));
  return seen;
};

/** Histories of one document at a time, whose feed has one order. */
const compareOrdered = (harness: Harness, runs: number) =>
  fc.assert(
    fc.asyncProperty(history(1), async (steps) => compareFeeds(await play(harness, steps))),
    drawn(runs),
  );

/** Opens the harness over an empty database; the second function gives back what it took. */
type Engine = () => Promise<{ harness: Harness; release: () => Promise<void> }>;

const nothing = async (): Promise<void> => undefined;
const openServer: Engine = async () => {
  const given = process.env.DATABASE_URL;
  const own = given?.startsWith('postgres') ? undefined : await startPostgres();
  const url = own?.url ?? given ?? '';
  const name = `hocba_oracle_${process.pid}`;
  const harness = await startHarness(0, await createDatabase(url, name));
  return {
    harness,
    release: async () => {
      await dropDatabase(url, name);
      await own?.stop();
    },
  };
};

const ENGINES: Record<
  string,
  { readonly open: Engine; readonly mixed: number; readonly ordered: number; readonly short: number }
> = {
  SQLite: {
    open: async () => ({ harness: await startHarness(0), release: nothing }),
    mixed: 200,
    ordered: 100,
    short: 120,
  },
  PGlite: {
    open: async () => ({ harness: await startHarness(0, openPglite()), release: nothing }),
    mixed: 15,
    ordered: 10,
    short: 8,
  },
  PostgreSQL: { open: openServer, mixed: 15, ordered: 10, short: 8 },
};

describe.each(Object.entries(ENGINES))('over %s', (_, { open, mixed, ordered, short }) => {
  let opened: Awaited<ReturnType<Engine>> | undefined;
  const harness = (): Harness => {
    if (opened === undefined) throw new Error('the engine did not open');
    return opened.harness;
  };
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => {
    await opened?.harness.close();
    await opened?.release();
  });

  it('PouchDB and the harness agree on a replicator and people who edit, several documents at a time', async () => {
    const seen = await compareMixed(harness(), mixed);
    if (AS_ALWAYS) for (const count of Object.values(seen)) expect(count).toBeGreaterThan(mixed / 20);
  });

  it('PouchDB and the harness agree on one document at a time, with the feed in its order', () =>
    compareOrdered(harness(), ordered));

  it('PouchDB and the harness agree on histories of which only the newest revisions are kept', () =>
    fc.assert(
      fc.asyncProperty(history(2), fc.integer({ min: 2, max: 4 }), async (steps, limit) =>
        compareShort(await play(harness(), steps, limit)),
      ),
      drawn(short),
    ));
});
