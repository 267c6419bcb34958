import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ISSUE_JOB } from '@hocba/server/records/issue-lane';
import { listBrokenSubmissionLogs } from '@hocba/server/records/projection/check-submissions';
import { foldLists, openClass } from '@hocba/server/records/projection/moved-pupil.fixture';
import { projectAll } from '@hocba/server/records/projection/project';
import {
  CLASS,
  fullEntries,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  SCHOOL,
  sendAs,
  YEAR,
} from '@hocba/server/records/projection/small-class.fixture';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { type Db, type Migration, type Tables, type Write, write } from '@hocba/server/storage/engine/db';
import { isMigrated, migrate } from '@hocba/server/storage/engine/migrate';
import { openStorage } from '@hocba/server/storage/engine/open';
import { readActs } from '@hocba/server/storage/queries/audit/acts';
import { appendAudits, auditHash, checkAuditChain } from '@hocba/server/storage/queries/audit/audit';
import { enqueueJob, failJob, listDueJobs } from '@hocba/server/storage/queries/jobs';
import { listSheetsOfYear } from '@hocba/server/storage/queries/records/sheets';
import { listYearRecordsOfYear } from '@hocba/server/storage/queries/records/year-records';
import { leaveClass, listUncarried } from '@hocba/server/storage/queries/schools/former-classes';
import { findEnrolment, updateEnrolment } from '@hocba/server/storage/queries/schools/schools';
import { getEpoch, insertSetting } from '@hocba/server/storage/queries/settings';
import { moveProjection, REGISTRY } from '@hocba/server/storage/queries/submissions';
import { listFreeYears } from '@hocba/server/storage/queries/work/waiting-years';
import { resumeLane } from '@hocba/server/work/halt';
import type { ClassCode, StudentId } from '@hocba/shared/school/identifiers';
import { and, asc, eq, lte } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPglite } from '../conformance/open-pglite.ts';

const ISSUER = 'http://localhost:8787';

/*
 * Databases of the release that stored checkpoints and attachments. It read class lists from the school's tables, gave the
 * log none, carried the marks of a pupil who changed class by itself, and took failed signing jobs up at every start.
 */

const LAST_OF_THEM = '0009_left_on';

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

/** The history up to the last step of that release; the rows come in with that step. */
const historyOf = (dialect: string, planted: readonly string[]): Migration[] => {
  const folder = new URL(`../../migrations/${dialect}/`, import.meta.url);
  const { entries } = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')) as {
    entries: { idx: number; tag: string }[];
  };
  const until = entries.slice(0, entries.findIndex(({ tag }) => tag === LAST_OF_THEM) + 1);
  return until.map(({ idx, tag }) => {
    const text = readFileSync(new URL(`${tag}.sql`, folder), 'utf8');
    const hash = createHash('sha256').update(text).digest('hex');
    const rows = tag === LAST_OF_THEM ? planted : [];
    return { index: idx, tag, hash, statements: [...text.split('--> statement-breakpoint'), ...rows] };
  });
};

const ENGINES: Record<string, () => Promise<Db>> = {
  SQLite: () => openStorage('memory:', TEST_MAC),
  PGlite: async () => openPglite(),
};

/** An empty database of that release, with these rows. */
const openOlder = async (open: () => Promise<Db>, planted: readonly string[]): Promise<Db> => {
  const db = await open();
  await db.applyMigrations((dialect, applied) => (applied.length === 0 ? historyOf(dialect, planted) : []));
  return db;
};

const literal = (value: string | number | null): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/**
 * The documents that people have sent, as statements of that release: its log had no names and no documents of the
 * registry.
 */
const logOf = async (db: Db): Promise<string[]> =>
  (await db.query.select().from(db.tables.submission))
    .filter(({ account }) => account !== REGISTRY)
    .map(
      ({ db: name, seq, doc, kind, dev, n, account, received_at, body, rev }) =>
        'insert into submission (db, seq, doc, kind, dev, n, account, received_at, body, rev) values ' +
        `(${[name, seq, doc, kind, dev, n, account, received_at, body, rev].map(literal).join(', ')})`,
    );

/** Tables of both releases: what a registry knows without its projection, and what the projection made. */
const KNOWN = [
  'school',
  'student',
  'school_class',
  'class_subject',
  'enrolment',
  'assignment',
  'former_class',
  'sync_db',
] as const;
const PROJECTED = [
  'projection',
  'sheet',
  'year_record',
  'sync_doc',
  'sync_rev',
  'intent',
  'job',
  'setting',
  'counter',
  'audit',
] as const;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Chains as that release computed them: without a key, and over the bodies of the log alone. */
const unkey = async (db: Db): Promise<void> => {
  const { audit, projection, setting, submission } = db.tables;
  let hash = '';
  for (const row of await db.query.select().from(audit).orderBy(asc(audit.seq))) {
    hash = auditHash((_, text) => digest(text), hash, row);
    const set = { hash };
    await db.commit([write((query, t) => query.update(t.audit).set(set).where(eq(t.audit.seq, row.seq)), 1)]);
  }
  for (const { db: name, seq } of await db.query.select().from(projection)) {
    const { body, db: of } = submission;
    const ofCursor = and(eq(of, name), lte(submission.seq, seq));
    const rows = await db.query
      .select({ body })
      .from(submission)
      .where(ofCursor)
      .orderBy(asc(submission.seq));
    const chain = rows.reduce((before, row) => digest(before + row.body), '');
    await db.commit([moveProjection({ db: name, seq, chain }, seq)]);
  }
  await db.commit([write((query) => query.delete(setting).where(eq(setting.key, 'chain')))]);
};

/** A database of that release with the rows of another one, brought forward to this one after `damage`. */
const bringForward = async (
  open: () => Promise<Db>,
  from: Db,
  names: readonly (keyof Tables)[],
  damage: readonly Write[] = [],
): Promise<Db> => {
  const db = await openOlder(open, await logOf(from));
  for (const name of names) {
    const rows = await from.query.select().from(from.tables[name] as PgTable);
    if (rows.length === 0) continue;
    await db.commit([write((query, tables) => query.insert(tables[name] as PgTable).values(rows))]);
  }
  await unkey(db);
  await db.commit(damage);
  await migrate(db);
  return db;
};

const act = (action: string) => ({ at: NOW, actor: 'cli', action, student: null, detail: {} });

const FIRST = PUPILS[0] as StudentId;
const OTHER = '7A2' as ClassCode;

/** A pupil list moves a pupil, and the process dies before the marks have followed. */
const moveFirst = async (db: Db): Promise<void> => {
  const row = await findEnrolment(db, SCHOOL, YEAR, FIRST);
  if (row === undefined) throw new Error('not enrolled');
  const left = { school: SCHOOL, year: YEAR, student: FIRST, class: CLASS };
  await db.commit([...leaveClass(left, OTHER), updateEnrolment({ ...row, class: OTHER, position: 1 })]);
};

/** Everything of a school year that stands beside its log, without how often it was written. */
const standingOf = async (db: Db) => {
  const sheets = await listSheetsOfYear(db, NAME);
  const records = await listYearRecordsOfYear(db, NAME);
  return {
    sheets: sheets.map(({ version: _, ...sheet }) => sheet),
    records: records.map(({ version: _, ...record }) => record),
  };
};

it.each(Object.entries(ENGINES))(
  'a %s database with checkpoints and attachments loses them, and keeps every other row',
  async (_, open) => {
    const db = await openOlder(open, [...HELD, ...COUNTS]);
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

describe.each(Object.entries(ENGINES))('an older %s database that is brought forward', (_, open) => {
  let fresh: Db;
  let older: Db;
  beforeEach(async () => {
    fresh = await openSmallClass();
    await openClass(fresh, OTHER);
    await sendAs(fresh, fullEntries());
  });
  afterEach(async () => {
    await fresh.close();
    await older.close();
  });

  it('an older database that is brought forward reads what its projection had not read, and comes to what a new one has', async () => {
    older = await bringForward(open, fresh, KNOWN);
    const asked = { now: NOW, holder: 'me', after: '', limit: 9 };
    expect((await listFreeYears(older, asked)).map(({ db }) => db)).toEqual([NAME]);
    await projectAll({ db: older, issuer: ISSUER }, NAME);
    expect(await standingOf(older)).toEqual(await standingOf(fresh));
    expect((await standingOf(older)).records).toHaveLength(PUPILS.length);
  });

  it('an older database lets the marks of a pupil follow whose move was not carried', async () => {
    await moveFirst(fresh);
    older = await bringForward(open, fresh, [...KNOWN, ...PROJECTED]);
    expect(await listUncarried(older, SCHOOL, YEAR)).toHaveLength(1);
    for (const db of [fresh, older]) await foldLists(db, [CLASS, OTHER]);
    const { sheets, records } = await standingOf(older);
    expect({ sheets, records }).toEqual(await standingOf(fresh));
    const cellsOf = (sheet: string) => JSON.parse(sheets.find(({ id }) => id === sheet)?.body ?? '{}').cells;
    expect(cellsOf(`${OTHER}:toan:hk1`)).toEqual({ [FIRST]: cellsOf(`${CLASS}:toan:hk1`)[FIRST] });
    expect(records.find(({ student }) => student === FIRST)?.class).toBe(OTHER);
    expect(await listUncarried(older, SCHOOL, YEAR)).toEqual([]);
  });

  it('an older database that is brought forward keeps its epoch and its audit, and its failed signing jobs until a person takes them up', async () => {
    const asked = { now: NOW, kind: ISSUE_JOB, limit: 9 };
    await fresh.commit([enqueueJob({ id: 'issue:x', kind: ISSUE_JOB, key: 'x', runAt: NOW })]);
    const [waiting] = await listDueJobs(fresh, asked);
    if (waiting === undefined) throw new Error('no job');
    await fresh.commit([failJob(waiting, 'INTENT_STALE', undefined)]);
    older = await bringForward(open, fresh, [...KNOWN, ...PROJECTED]);
    expect(await getEpoch(older)).toBe(await getEpoch(fresh));
    expect(await listDueJobs(older, asked)).toEqual([]);
    expect(await resumeLane(older, ISSUE_JOB, { at: NOW, user: 'admin' })).toMatchObject({ jobs: 1 });
    expect(await listDueJobs(older, asked)).toMatchObject([{ id: 'issue:x', attempts: 0 }]);
    const { rows } = await checkAuditChain(fresh);
    // Beside the act of the person, the audit tells that the chains stand under a key from now on.
    expect(await checkAuditChain(older)).toEqual({ rows: rows + 2, brokenAt: null });
  });

  const keyedIn = async (db: Db) =>
    (await Array.fromAsync(readActs(db, ['chains.keyed']))).map(({ detail }) => JSON.parse(detail));

  it('the log is sealed and both chains stand under the key, once, and the audit tells of it', async () => {
    older = await bringForward(open, fresh, [...KNOWN, ...PROJECTED]);
    expect(await listBrokenSubmissionLogs(older)).toEqual([]);
    const unfit = { audit: null, logs: [] };
    expect(await keyedIn(older)).toEqual([
      { submissions: (await logOf(fresh)).length, rows: (await checkAuditChain(fresh)).rows, unfit },
    ]);
    expect(await migrate(older)).toBeUndefined();
    expect(await isMigrated(older)).toBe(true);
    expect(await keyedIn(older)).toHaveLength(1);
  });

  it('a row that did not fit its old chains is kept in the audit', async () => {
    await fresh.commit([appendAudits(['a', 'b', 'c'].map(act))]);
    older = await bringForward(
      open,
      fresh,
      [...KNOWN, ...PROJECTED],
      [
        write((query, { audit: t }) => query.update(t).set({ actor: 'else' }).where(eq(t.seq, 2))),
        write((query, { submission: t }) => query.update(t).set({ body: '{}' }).where(eq(t.kind, 'entry'))),
      ],
    );
    expect(await keyedIn(older)).toMatchObject([{ unfit: { audit: 2, logs: [NAME] } }]);
    expect(await listBrokenSubmissionLogs(older)).toEqual([]);
    expect(await checkAuditChain(older)).toMatchObject({ brokenAt: null });
  });

  it('the sealing goes on where the process died, and no finding is lost', async () => {
    const found = { audit: 7, logs: ['y'] };
    const act = JSON.stringify({ action: 'chains.keyed', unfit: found });
    older = await bringForward(open, fresh, [...KNOWN, ...PROJECTED], [insertSetting('chain', act)]);
    expect(await keyedIn(older)).toMatchObject([{ unfit: found }]);
    expect(await listBrokenSubmissionLogs(older)).toEqual([]);
  });
});
