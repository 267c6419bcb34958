import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TEST_MAC } from '../../engine/chain-mac.fixture.ts';
import { type Db, write } from '../../engine/db.ts';
import { migrate } from '../../engine/migrate.ts';
import { openStorage } from '../../engine/open.ts';
import { appendAudit, appendAudits, auditHash, checkAuditChain } from './audit.ts';
import { type AuditRow, readAudit } from './audit-queries.ts';

let db: Db;

beforeEach(async () => {
  db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  await db.commit([appendAudits(['a', 'b', 'c'].map(event))]);
  await db.commit([appendAudit(event('d'))]);
});

afterEach(() => db.close());

const event = (action: string) => ({
  at: '2026-09-05T00:00:00.000Z',
  actor: 'ht.tantrao',
  action,
  student: null,
  detail: { n: 1 },
});

it('the chain of the audit holds while nobody touches it', async () => {
  expect(await checkAuditChain(db)).toEqual({ rows: 4, brokenAt: null });
});

it.each<Partial<AuditRow>>([
  { at: '2026-09-04T00:00:00.000Z' },
  { actor: 'else' },
  { action: 'else' },
  { student: 's000000000001' },
  { detail: '{"n":2}' },
  { hash: 'f'.repeat(64) },
])('an audit row that was altered to %j is named', async (set) => {
  await db.commit([write((q, { audit: t }) => q.update(t).set(set).where(eq(t.seq, 2)))]);
  expect(await checkAuditChain(db)).toEqual({ rows: 1, brokenAt: 2 });
});

it('two audit rows that changed places are named', async () => {
  const move = (seq: number, to: number) =>
    write((q, { audit: t }) => q.update(t).set({ seq: to }).where(eq(t.seq, seq)), 1);
  await db.commit([move(2, 9), move(3, 2), move(9, 3)]);
  expect(await checkAuditChain(db)).toEqual({ rows: 1, brokenAt: 2 });
});

it('an audit that was written anew, with its chain computed without the key, is named', async () => {
  let hash = '';
  for (const row of (await Array.fromAsync(readAudit(db))).flat()) {
    const forged = { ...row, actor: 'else' };
    hash = auditHash((_, text) => createHash('sha256').update(text).digest('hex'), hash, forged);
    const set = { actor: forged.actor, hash };
    await db.commit([write((q, { audit: t }) => q.update(t).set(set).where(eq(t.seq, row.seq)), 1)]);
  }
  expect(await checkAuditChain(db)).toEqual({ rows: 0, brokenAt: 1 });
});

it('audit rows that were cut off together with their counter leave a chain that fits, which heads show', async () => {
  await db.commit([
    write((q, { audit: t }) => q.delete(t).where(eq(t.seq, 4))),
    write((q, { counter: t }) => q.update(t).set({ value: 3 }).where(eq(t.name, 'audit')), 1),
  ]);
  expect(await checkAuditChain(db)).toEqual({ rows: 3, brokenAt: null });
});

it('the chain of the audit shows a row that was taken out', async () => {
  await db.commit([write((q, { audit: t }) => q.delete(t).where(eq(t.seq, 3)))]);
  expect(await checkAuditChain(db)).toEqual({ rows: 2, brokenAt: 3 });
});

it('the chain of the audit shows rows that were cut off at the end', async () => {
  await db.commit([write((q, { audit: t }) => q.delete(t).where(eq(t.seq, 4)))]);
  expect(await checkAuditChain(db)).toEqual({ rows: 3, brokenAt: 4 });
});

it('field 44: commits of one moment share one transaction, and each gets its number in it', async () => {
  const before = db.version() ?? 0;
  await Promise.all(['e', 'f', 'g'].map((action) => db.commit([appendAudit(event(action))])));
  expect((db.version() ?? 0) - before).toBe(1);
  expect(await checkAuditChain(db)).toEqual({ rows: 7, brokenAt: null });
});

it('the audit takes no number again that rows cut off at the end had', async () => {
  await db.commit([write((q, { audit: t }) => q.delete(t).where(eq(t.seq, 4)))]);
  await db.commit([appendAudit(event('e'))]);
  expect(await checkAuditChain(db)).toEqual({ rows: 3, brokenAt: 4 });
});
