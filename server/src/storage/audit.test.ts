import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendAudit, appendAudits, checkAuditChain } from './audit.ts';
import { type Db, write } from './db.ts';
import { migrate } from './migrate.ts';
import { openStorage } from './open.ts';

let db: Db;

beforeEach(async () => {
  db = await openStorage('memory:');
  await migrate(db);
  await db.commit(await appendAudits(db, ['a', 'b', 'c'].map(event)));
  await db.commit(await appendAudit(db, event('d')));
});

afterEach(() => db.close());

const event = (action: string) => ({
  at: '2026-09-05T00:00:00.000Z',
  actor: 'ht.tantrao',
  action,
  student: null,
  detail: { n: 1 },
});

it('holds while nobody touches it', async () => {
  expect(await checkAuditChain(db)).toEqual({ rows: 4, brokenAt: null });
});

it('shows a row that was altered', async () => {
  await db.commit([write((q, { audit: t }) => q.update(t).set({ actor: 'else' }).where(eq(t.seq, 2)))]);
  expect(await checkAuditChain(db)).toEqual({ rows: 1, brokenAt: 2 });
});

it('shows a row that was taken out', async () => {
  await db.commit([write((q, { audit: t }) => q.delete(t).where(eq(t.seq, 3)))]);
  expect(await checkAuditChain(db)).toEqual({ rows: 2, brokenAt: 3 });
});

it('shows rows that were cut off at the end', async () => {
  await db.commit([write((q, { audit: t }) => q.delete(t).where(eq(t.seq, 4)))]);
  expect(await checkAuditChain(db)).toEqual({ rows: 3, brokenAt: 4 });
});

it('lets one of two decisions at the same end in', async () => {
  const [first, second] = await Promise.all([appendAudit(db, event('e')), appendAudit(db, event('f'))]);
  await db.commit(first);
  await expect(db.commit(second)).rejects.toMatchObject({ code: 'WRITE_CONFLICT' });
  await db.commit(await appendAudit(db, event('f')));
  expect(await checkAuditChain(db)).toEqual({ rows: 6, brokenAt: null });
});
