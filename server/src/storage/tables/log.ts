import { index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { ulidIn } from '../queries/ulid-in.ts';
import { int } from './columns.ts';

/* The submission log, which everything else of a school year follows from. */

/** The submission log: who said what, when; sealed and chained, so that a later change shows. Must never be lost. */
export const submission = pgTable(
  'submission',
  {
    db: text('db').notNull(),
    seq: int('seq').notNull(),
    doc: text('doc').notNull(),
    kind: text('kind').notNull(),
    dev: text('dev').notNull(),
    n: int('n').notNull(),
    account: text('account').notNull(),
    received_at: text('received_at').notNull(),
    body: text('body').notNull(),
    /** The revision it was sent with; unknown of rows older than this column and of what no device sent. */
    rev: text('rev'),
    /**
     * The name of the account at that time; unknown of rows older than this column and of the registry's own documents.
     */
    name: text('name'),
    /** Seals the row: an HMAC over every other column but the number. `hocba migrate` seals rows older than this column. */
    mac: text('mac'),
  },
  (t) => [
    primaryKey({ columns: [t.db, t.seq] }),
    uniqueIndex('submission_doc').on(t.db, ulidIn(t.doc), t.doc),
    index('submission_device').on(t.db, t.dev, t.n),
  ],
);

/** How far the projector has come in a database's submissions, and the chain of what it has read. */
export const projection = pgTable('projection', {
  db: text('db').primaryKey(),
  seq: int('seq').notNull(),
  chain: text('chain').notNull(),
});
