import { createHash } from 'node:crypto';
import { CLASS, NAME, PUPILS, TEACHER } from '@hocba/server/records/projection/small-class.fixture';
import { type Db, type Tables, type Write, write } from '@hocba/server/storage/engine/db';
import { asc, eq, gt } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type InsiderRegistry, OPEN_SHEET, openInsiderRegistry } from './insider-registry.ts';

/*
 * Edits that an administrator of the database makes past the registry, who has everything but the registry's key files.
 * After each of them `hocba doctor` says where it is, and the registry signs no text that differs from what people entered.
 */

let registry: InsiderRegistry;
beforeAll(async () => {
  registry = await openInsiderRegistry();
}, 120_000);
afterAll(() => registry.remove());

type Edit = (db: Db) => Promise<unknown>;

const commit =
  (...edits: ((tables: InsiderRegistry) => Write)[]): Edit =>
  (db) =>
    db.commit(edits.map((edit) => edit(registry)));
const waiting = () => registry.intents[2];
const FIRST = PUPILS[0] as string;
/** The record of a text that waits for its signature. */
const editRecord = (change: (row: Tables['year_record']['$inferSelect']) => object): Edit => {
  return async (db) => {
    const t = db.tables.year_record;
    const rows = await db.query.select().from(t).where(eq(t.student, waiting().student));
    const set = change(rows[0] as Tables['year_record']['$inferSelect']);
    await db.commit([
      write((q, { year_record: r }) => q.update(r).set(set).where(eq(r.student, waiting().student)), 1),
    ]);
  };
};
const editSheet = (id: string): Edit => {
  return async (db) => {
    const t = db.tables.sheet;
    const [row] = await db.query.select().from(t).where(eq(t.id, id));
    const body = row?.body.replace('[80,', '[100,') ?? '';
    await db.commit([write((q, { sheet: s }) => q.update(s).set({ body }).where(eq(s.id, id)), 1)]);
  };
};
const editAccount = (change: object): Edit =>
  commit(() => write((q, { account: t }) => q.update(t).set(change).where(eq(t.name, TEACHER.account)), 1));
const editPupil = (change: object): Edit =>
  commit(() => write((q, { student: t }) => q.update(t).set(change).where(eq(t.id, FIRST)), 1));
const editSubmissions = (change: object, kind = 'confirm'): Edit =>
  commit(() => write((q, { submission: t }) => q.update(t).set(change).where(eq(t.kind, kind)), 1));

const swapSigned: Edit = async (db) => {
  const rows = await db.query.select().from(db.tables.credential);
  const [one, two] = rows as [(typeof rows)[0], (typeof rows)[0]];
  const put = (id: string, jws: string) =>
    write((q, { credential: t }) => q.update(t).set({ jws }).where(eq(t.id, id)), 1);
  await db.commit([put(one.id, two.jws), put(two.id, one.jws)]);
};
const insertSigned: Edit = async (db) => {
  const [row] = await db.query.select().from(db.tables.credential);
  const { id, record, revision, student } = waiting();
  if (row === undefined) throw new Error('nothing is signed');
  const added = { ...row, id, record, revision, student };
  await db.commit([write((q, { credential: t }) => q.insert(t).values(added), 1)]);
};
const alike: Edit = async (db) => {
  const digest = 'c'.repeat(64);
  const swap = (text: string) => text.replaceAll(waiting().digest, digest).replaceAll('8.0', '9.9');
  await editRecord((row) => ({
    digest,
    body: row.body.replaceAll('80', '99'),
    approvals: swap(row.approvals),
  }))(db);
  const payload = swap(waiting().payload);
  await db.commit([
    write((q, { intent: t }) => q.update(t).set({ digest, payload }).where(eq(t.id, waiting().id)), 1),
  ]);
};
const cutAudit: Edit = async (db) => {
  const rows = await db.query.select().from(db.tables.audit).orderBy(asc(db.tables.audit.seq));
  const left = rows.length - 2;
  await db.commit([
    write((q, { audit: t }) => q.delete(t).where(gt(t.seq, left)), 2),
    write((q, { counter: t }) => q.update(t).set({ value: left }).where(eq(t.name, 'audit')), 1),
  ]);
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The audit with another actor of one act, and every hash computed anew as well as one can without the key. */
const rewriteAudit: Edit = async (db) => {
  let hash = '';
  for (const row of await db.query.select().from(db.tables.audit).orderBy(asc(db.tables.audit.seq))) {
    const actor = row.action === 'account.created' ? 'nobody' : row.actor;
    hash = digest(JSON.stringify([hash, row.seq, row.at, actor, row.action, row.student, row.detail]));
    const set = { actor, hash };
    await db.commit([write((q, { audit: t }) => q.update(t).set(set).where(eq(t.seq, row.seq)), 1)]);
  }
};
/** The log with another mark, and its MACs and chain computed anew as well as one can without the key. */
const rewriteLog: Edit = async (db) => {
  let chain = '';
  const t = db.tables.submission;
  for (const row of await db.query.select().from(t).where(eq(t.db, NAME)).orderBy(asc(t.seq))) {
    const body = row.kind === 'entry' ? row.body.replaceAll(',80,', ',100,') : row.body;
    const mac = digest(body);
    chain = digest(JSON.stringify([chain, row.seq, mac]));
    await db.commit([
      write((q, { submission: s }) => q.update(s).set({ body, mac }).where(eq(s.seq, row.seq)), 1),
    ]);
  }
  await db.commit([write((q, { projection: p }) => q.update(p).set({ chain }).where(eq(p.db, NAME)), 1)]);
};
const forge: Edit = async (db) => {
  const t = db.tables.submission;
  const rows = await db.query.select().from(t).where(eq(t.kind, 'finalise'));
  const [row] = rows;
  const last = (await db.query.select().from(t).orderBy(asc(t.seq))).at(-1);
  if (row === undefined || last === undefined) throw new Error('an empty log');
  const doc = `${row.doc.slice(0, -4)}0000`;
  const added = { ...row, seq: last.seq + 1, doc, n: row.n + 1, body: row.body.replace(row.doc, doc) };
  await db.commit([
    write((q, { submission: s }) => q.insert(s).values(added), 1),
    write(
      (q, { sync_db: s }) =>
        q
          .update(s)
          .set({ seq: last.seq + 1 })
          .where(eq(s.name, NAME)),
      1,
    ),
    write((q, { waiting_year: w }) => q.insert(w).values({ db: NAME, newest: last.seq + 1 }), 1),
  ]);
};

/** Each edit, the check and the words that say where it is, and how many honest records are still signed. */
const EDITS: readonly (readonly [string, Edit, RegExp, 0 | 1])[] = [
  ['a mark in an open sheet', editSheet(OPEN_SHEET), /^derived: .*sheet 7A2:toan:hk1 stands otherwise/, 1],
  [
    'a mark in a closed sheet',
    editSheet(`${CLASS}:toan:hk1`),
    /^derived: .*sheet 7A1:toan:hk1 stands otherwise/,
    1,
  ],
  [
    'the body of a year record',
    editRecord((row) => ({ body: row.body.replaceAll('80', '99') })),
    /^derived: .*year record s0\d+ stands otherwise/,
    0,
  ],
  [
    'the digest of a year record',
    editRecord(() => ({ digest: 'c'.repeat(64) })),
    /^derived: .*year record s0\d+ stands otherwise/,
    0,
  ],
  [
    'the state of a year record',
    editRecord(() => ({ state: 'confirmed' })),
    /^derived: .*year record s0\d+ stands otherwise/,
    0,
  ],
  [
    'the text of an intent while its job waits',
    commit(({ intents: [, , { id, payload }] }) =>
      write(
        (q, { intent: t }) =>
          q
            .update(t)
            .set({ payload: payload.replace('8.0', '9.9') })
            .where(eq(t.id, id)),
        1,
      ),
    ),
    /^derived: .*frozen text [0-9a-f-]{36} stands otherwise/,
    0,
  ],
  ['record, approvals and intent alike', alike, /^derived: .*year record s0\d+ stands otherwise/, 0],
  ['two signed records, swapped', swapSigned, /^credentials: signed record [0-9a-f-]{36}: OTHER_RECORD/, 1],
  [
    'a signed record, deleted',
    commit(({ intents: [{ id }] }) => write((q, { credential: t }) => q.delete(t).where(eq(t.id, id)), 1)),
    /^credentials: signed record [0-9a-f-]{36}: MISSING/,
    1,
  ],
  [
    'a signed record that no log names',
    insertSigned,
    /^credentials: signed record [0-9a-f-]{36}: OTHER_RECORD/,
    0,
  ],
  [
    'a document of the feed',
    commit(() =>
      write((q, { sync_rev: t }) =>
        q
          .update(t)
          .set({ body: '{}' })
          .where(eq(t.id, `record:${FIRST}`)),
      ),
    ),
    /^derived: .*document of devices record:s0\d+ stands otherwise/,
    1,
  ],
  [
    'the name of a pupil',
    editPupil({ name: 'Học Sinh Khác' }),
    /^classes: class 7A1 .*person s0\d+ is not/,
    1,
  ],
  ['the birth date of a pupil', editPupil({ birth_date: '2012-02-02' }), /^pupils: pupil s0\d+ is not/, 1],
  ['a teacher, made head', editAccount({ role: 'head' }), /^accounts: account gv\.bomon: its role is not/, 1],
  [
    'a password hash',
    editAccount({ password_hash: 'x' }),
    /^accounts: account gv\.bomon: its password is not/,
    1,
  ],
  [
    'the name that is signed',
    editAccount({ display_name: 'Lê Hoa' }),
    /^accounts: account gv\.bomon: its name is/,
    1,
  ],
  [
    'an assignment',
    commit(() =>
      write((q, { assignment: t }) => q.update(t).set({ account: 'gvcn' }).where(eq(t.class, '7A2')), 1),
    ),
    /^assignments: assignment 08000101 2025-2026:7A2:toan to gvcn is not/,
    1,
  ],
  [
    'a look-up grant',
    commit(() =>
      write((q, { lookup_grant: t }) => q.update(t).set({ expires_at: '2099-01-01T00:00:00.000Z' }), 1),
    ),
    /^grants: look-up grant of s000000000001 for 08000102/,
    1,
  ],
  [
    'a one-time code that was used',
    commit(() => write((q, { consent_code: t }) => q.update(t).set({ used_at: null }))),
    /^grants: one-time code of s000000000001 for 08000102/,
    1,
  ],
  [
    'the account of a submission',
    editSubmissions({ account: 'clerk' }),
    /^submissions: .*08000101-2025-2026/,
    0,
  ],
  [
    'the time of a submission',
    editSubmissions({ received_at: '2026-05-19T08:00:00.000Z' }),
    /^submissions: .*08000101-2025-2026/,
    0,
  ],
  [
    'the signing job of a record that waits',
    commit(() => write((q, { job: t }) => q.delete(t).where(eq(t.key, waiting().id)), 1)),
    /^jobs: .*frozen text \S+ is neither signed nor due/,
    0,
  ],
  [
    'the counter of a school year',
    commit(() => write((q, { sync_db: t }) => q.update(t).set({ seq: 1e12 }), 1)),
    /^submissions: 08000101-2025-2026 counts to 1000000000000/,
    1,
  ],
  ['a submission at the end of the log', forge, /^submissions: .*08000101-2025-2026/, 1],
  ['the last rows of the audit with their counter', cutAudit, /^heads: .*audit row \d+ is gone/, 1],
  ['the audit, chained anew without the key', rewriteAudit, /^audit: .*row \d+/, 1],
  ['the log, chained anew without the key', rewriteLog, /^submissions: .*08000101-2025-2026/, 0],
];

it('a database that nobody touched is well, and the record that waits is signed as people approved it', async () => {
  registry.putInPlace('today');
  expect(await registry.doctor()).toEqual([]);
  const { id, payload } = waiting();
  expect(await registry.run()).toEqual([[id, payload]]);
  expect(await registry.doctor()).toEqual([]);
});

it.each(EDITS)(
  'doctor says where a database was edited past the registry, which signs nothing else: %s',
  async (...[, edit, where, signed]) => {
    registry.putInPlace('today');
    await registry.edit(edit);
    const faults = await registry.doctor();
    expect(
      faults.filter((fault) => where.test(fault)),
      faults.join('\n'),
    ).not.toEqual([]);
    const made = await registry.run();
    expect(made).toHaveLength(signed);
    for (const [id, text] of made) expect(text).toBe(registry.honest.get(id));
  },
);

it('doctor says that the file of yesterday was copied back', async () => {
  registry.putInPlace('yesterday');
  const faults = await registry.doctor();
  expect(faults.join('\n')).toMatch(/heads: .*audit row \d+ is gone/);
  expect(await registry.run()).toEqual([]);
});
