import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Db, Migration } from '@hocba/server/storage/engine/db';
import { migrate } from '@hocba/server/storage/engine/migrate';
import { openStorage } from '@hocba/server/storage/engine/open';
import { expect, it } from 'vitest';
import { openPglite } from '../conformance/open-pglite.ts';

/* Checkpoints and attachments were once stored; the registry has no tables for them any more. */

const LAST_WITH_THEM = '0009_left_on';

const HELD = [
  "insert into sync_local values ('y', 'c', 1, '{\"last_seq\":7}', 't')",
  "insert into sync_att values ('y', 'a', 'md5-x', 1, 'eA==')",
];
const COUNTS = [
  "insert into sync_db values ('y', 2, 't')",
  "insert into submission (db, seq, doc, kind, dev, n, account, received_at, body, rev) values ('y', 1, 'entry:x', 'entry', 'd', 1, 'a', 't', '{}', '1-a')",
  "insert into sync_doc values ('y', 'sheet:x', 2, '2-b', false, 'sheet', '[[\"2-b\",null]]')",
  "insert into sync_rev values ('y', 'sheet:x', '2-b', '{\"n\":2}')",
  "insert into sync_quarantine values ('q', 'y', 'entry:z', 'a', 'OUT_OF_SCOPE', '{}', 't')",
];

/** The history up to the last step that had the tables; the rows come in with that step. */
const before = (dialect: string): Migration[] => {
  const folder = new URL(`../../migrations/${dialect}/`, import.meta.url);
  const { entries } = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')) as {
    entries: { idx: number; tag: string }[];
  };
  const until = entries.slice(0, entries.findIndex(({ tag }) => tag === LAST_WITH_THEM) + 1);
  return until.map(({ idx, tag }) => {
    const text = readFileSync(new URL(`${tag}.sql`, folder), 'utf8');
    const hash = createHash('sha256').update(text).digest('hex');
    const rows = tag === LAST_WITH_THEM ? [...HELD, ...COUNTS] : [];
    return { index: idx, tag, hash, statements: [...text.split('--> statement-breakpoint'), ...rows] };
  });
};

const ENGINES: Record<string, () => Promise<Db>> = {
  SQLite: () => openStorage('memory:'),
  PGlite: async () => openPglite(),
};

it.each(Object.entries(ENGINES))(
  'a %s database with checkpoints and attachments loses them, and keeps every other row',
  async (_, open) => {
    const db = await open();
    await db.applyMigrations((dialect, applied) => (applied.length === 0 ? before(dialect) : []));
    await migrate(db);
    const { sync_db, submission, sync_doc, sync_rev, sync_quarantine } = db.tables;
    expect(await db.query.select().from(sync_db)).toEqual([{ name: 'y', seq: 2, opened_at: 't' }]);
    expect(await db.query.select().from(submission)).toMatchObject([
      { db: 'y', seq: 1, doc: 'entry:x', account: 'a', body: '{}', rev: '1-a' },
    ]);
    expect(await db.query.select().from(sync_doc)).toMatchObject([{ id: 'sheet:x', winner: '2-b' }]);
    expect(await db.query.select().from(sync_rev)).toMatchObject([{ rev: '2-b', body: '{"n":2}' }]);
    expect(await db.query.select().from(sync_quarantine)).toMatchObject([{ id: 'q', doc: 'entry:z' }]);
    for (const statement of HELD) {
      const step = { index: 99, tag: 'planted', hash: 'x', statements: [statement] };
      await expect(db.applyMigrations(() => [step])).rejects.toThrow(/sync_(?:local|att)/);
    }
    await db.close();
  },
);
