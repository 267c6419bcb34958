import { boolean, index, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { int } from './columns.ts';

/* The tables of replication, which knows nothing of schools; `tables.ts` lists them among all others. */

export const sync_db = pgTable('sync_db', {
  name: text('name').primaryKey(),
  seq: int('seq').notNull(),
  opened_at: text('opened_at').notNull(),
});

/** One row per document: its place in the feed, its winner, its revision tree. */
export const sync_doc = pgTable(
  'sync_doc',
  {
    db: text('db').notNull(),
    id: text('id').notNull(),
    seq: int('seq').notNull(),
    winner: text('winner').notNull(),
    deleted: boolean('deleted').notNull(),
    kind: text('kind').notNull(),
    tree: text('tree').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.db, t.id] }),
    unique('sync_doc_seq').on(t.db, t.seq),
    index('sync_doc_kind').on(t.db, t.kind, t.seq),
  ],
);

export const sync_rev = pgTable(
  'sync_rev',
  {
    db: text('db').notNull(),
    id: text('id').notNull(),
    rev: text('rev').notNull(),
    body: text('body').notNull(),
  },
  (t) => [primaryKey({ columns: [t.db, t.id, t.rev] })],
);

/** Documents refused with `forbidden`, kept whole so that nothing a person typed is thrown away. */
export const sync_quarantine = pgTable(
  'sync_quarantine',
  {
    id: text('id').primaryKey(),
    db: text('db').notNull(),
    doc: text('doc').notNull(),
    account: text('account').notNull(),
    code: text('code').notNull(),
    body: text('body').notNull(),
    received_at: text('received_at').notNull(),
  },
  (t) => [index('sync_quarantine_db').on(t.db)],
);

/** The share that each account has sent on the last day on which it sent anything. */
export const sync_quota = pgTable('sync_quota', {
  account: text('account').primaryKey(),
  day: text('day').notNull(),
  documents: int('documents').notNull(),
  bytes: int('bytes').notNull(),
});
