import { projectAll } from '@hocba/server/records/projection/project';
import {
  approvalOf,
  CLERK,
  closesOf,
  entryOf,
  fullEntries,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  openSmallClass,
  PUPILS,
  sendAs,
  TEACHER,
} from '@hocba/server/records/projection/small-class.fixture';
import { listAllPublished } from '@hocba/server/replication/publish';
import { type Db, write } from '@hocba/server/storage/engine/db';
import { openSyncDb } from '@hocba/server/storage/queries/replication/sync';
import type { SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { listSent } from '../fixtures/sent.ts';

const SHEET = '7A1:toan:hk1' as SheetId;
const [FIRST, SECOND] = PUPILS as [StudentId, StudentId];

/** A year in which everything happens: agreement, contest, correction, refusal, closing, lateness, finalising. */
const liveThrough = async (db: Db): Promise<void> => {
  const mine = entryOf(TEACHER, SHEET, [[FIRST, 'tx1', 85, null]]);
  await sendAs(db, [mine]);
  const theirs = entryOf(CLERK, SHEET, [
    [FIRST, 'tx1', 80, null],
    [SECOND, 'tx1', 70, null],
  ]);
  const agreed = entryOf(CLERK, SHEET, [[FIRST, 'tx1', 85, null]]);
  const wrong = entryOf(CLERK, SHEET, [['s0000000000zz' as StudentId, 'tx1', 50, null]]);
  await sendAs(db, [theirs, agreed, wrong]);
  const chosen = { ...entryOf(TEACHER, SHEET, [[FIRST, 'tx1', 80, mine._id]]), settles: [theirs._id] };
  const emptied = entryOf(TEACHER, SHEET, [[SECOND, 'tx1', null, theirs._id]]);
  await sendAs(db, [chosen, emptied]);
  await sendAs(db, [entryOf(TEACHER, SHEET, [[FIRST, 'tx1', null, chosen._id]])]);
  const heads = (await db.query.select().from(db.tables.sheet)).map(({ id, body }) => ({
    id,
    ...JSON.parse(body),
  }));
  const entries = fullEntries().map((entry) => {
    const sheet = heads.find(({ id }) => id === entry.sheet);
    const cells = entry.cells.map(([student, column, value]) => [
      student,
      column,
      value,
      sheet?.cells[student]?.[column]?.[1] ?? null,
    ]);
    return { ...entry, cells: cells as typeof entry.cells };
  });
  await sendAs(db, entries);
  await sendAs(db, await closesOf(db, entries));
  await sendAs(db, [entryOf(TEACHER, SHEET, [[FIRST, 'tx1', 10, null]])]);
  await sendAs(db, [await approvalOf(db, 'confirm', HOMEROOM_TEACHER)]);
  await sendAs(db, [await approvalOf(db, 'finalise', HEAD)]);
};

/** The tables that the fold keeps, without numbers that only say how often it was written. */
const keptBy = async (db: Db) => {
  const kinds = ['sheet/7A1/toan', 'verdict/7A1/toan', 'record/7A1'];
  const published = (await listAllPublished(db, NAME)).filter(({ kind }) => kinds.includes(kind));
  const records = await db.query.select().from(db.tables.year_record);
  return {
    published: Object.fromEntries(published.map(({ id, body }) => [id, body])),
    records: Object.fromEntries(
      records.map(({ student, version: _, credential: _credential, ...row }) => [student, row]),
    ),
    projection: await db.query.select().from(db.tables.projection),
  };
};

it('all that the fold keeps comes again from the log alone, equal in every word', async () => {
  const live = await openSmallClass();
  await liveThrough(live);
  const log = await listSent(live, NAME, 0, 500);
  const rebuilt = await openSmallClass();
  await rebuilt.commit([
    openSyncDb(NAME, log[0]?.received_at ?? ''),
    write((query, { submission }) => query.insert(submission).values(log)),
    write((query, { sync_db: t }) => query.update(t).set({ seq: 10_000 })),
  ]);
  await projectAll({ db: rebuilt, issuer: 'http://localhost:8787' }, NAME);
  const kept = await keptBy(live);
  expect(Object.values(kept.records).map(({ state }) => state)).toEqual([
    'finalised',
    'finalised',
    'finalised',
  ]);
  expect(Object.keys(kept.published).filter((id) => id.startsWith('verdict:')).length).toBeGreaterThanOrEqual(
    3,
  );
  expect(await keptBy(rebuilt)).toEqual(kept);
  for (const db of [live, rebuilt]) await db.close();
});
