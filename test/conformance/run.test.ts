import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import type { Db } from '@hocba/server/storage/engine/db';
import { migrate } from '@hocba/server/storage/engine/migrate';
import { openStorage } from '@hocba/server/storage/engine/open';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, dropDatabase, startPostgres } from '../run/postgres.ts';
import { openPglite } from './open-pglite.ts';

type Case = (db: Db) => Promise<void>;
/** Opens an empty database; the second function gives back what it took. */
type Engine = () => Promise<{ db: Db; release: () => Promise<void> }>;

const openFile: Engine = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-conformance-'));
  const db = await openStorage(`file:${join(folder, 'db.sqlite')}`, TEST_MAC);
  return { db, release: async () => rmSync(folder, { recursive: true }) };
};

const openInProcess: Engine = async () => ({ db: openPglite(), release: async () => undefined });

const openServer: Engine = async () => {
  const given = process.env.DATABASE_URL;
  const own = given?.startsWith('postgres') ? undefined : await startPostgres();
  const url = own?.url ?? given ?? '';
  const name = `hocba_conformance_${process.pid}`;
  const db = await openStorage(await createDatabase(url, name), TEST_MAC);
  return {
    db,
    release: async () => {
      await dropDatabase(url, name);
      await own?.stop();
    },
  };
};

const ENGINES: Record<string, Engine> = {
  SQLite: openFile,
  PGlite: openInProcess,
  PostgreSQL: openServer,
};

const folder = new URL('cases/', import.meta.url);
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);
const lists = await Promise.all(
  names.map(async (name) => {
    const { cases } = (await import(new URL(name, folder).href)) as { cases: Record<string, Case> };
    return [name.replace(/\.ts$/, ''), cases] as const;
  }),
);

describe.each(Object.entries(ENGINES))('%s', (_, open) => {
  let opened: Awaited<ReturnType<Engine>> | undefined;

  const getOpen = () => {
    if (opened === undefined) throw new Error('the engine did not open');
    return opened;
  };

  beforeAll(async () => {
    opened = await open();
    // Two programs that start at once on an empty database: one migrates, the other waits for it.
    await Promise.all([migrate(opened.db), migrate(opened.db)]);
  });

  afterAll(async () => {
    await opened?.db.close();
    await opened?.release();
  });

  describe.each(lists)('%s', (_name, cases) => {
    it.each(Object.entries(cases))('%s', (_sentence, run) => run(getOpen().db));
  });
});

it('the run finds the cases of every file', () => {
  expect(lists.filter(([, cases]) => Object.keys(cases).length === 0)).toEqual([]);
  expect(lists.length).toBeGreaterThan(0);
});
