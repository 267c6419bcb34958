import type { ClassCode, SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { issueJobs } from '../../issuing/issue.ts';
import { createKeys } from '../../issuing/keys/create-keys.ts';
import { openKeyRing } from '../../issuing/keys/key-ring.ts';
import { type Db, type Write, write } from '../../storage/engine/db.ts';
import { listDueJobs } from '../../storage/queries/jobs.ts';
import { findStudent, updateStudent } from '../../storage/queries/schools/schools.ts';
import { submit } from '../intake/submit.ts';
import { ISSUE_JOB } from '../issue-lane.ts';
import { foldLists, movePupil, openClass } from '../projection/moved-pupil.fixture.ts';
import { projectAll } from '../projection/project.ts';
import {
  approvalOf,
  CLASS,
  CLERK,
  closesOf,
  entryOf,
  fullEntries,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  sendAs,
  TEACHER,
} from '../projection/small-class.fixture.ts';
import { checkYear, rebuildYear } from './rebuild-year.ts';

const ISSUER = 'http://localhost:8787';
const OTHER = '7A2' as ClassCode;
const [FIRST, SECOND] = PUPILS as [StudentId, StudentId];
const SHEET = `${CLASS}:toan:hk1` as SheetId;

let db: Db;
beforeEach(async () => {
  db = await openSmallClass();
});
afterEach(() => db.close());

const check = () => checkYear({ db, issuer: ISSUER }, NAME);

/** Two pupils signed, the third moved to another class before; every kind of document is in the log. */
const playYear = async (): Promise<void> => {
  const entries = fullEntries();
  for (const entry of entries) await sendAs(db, [entry]);
  await openClass(db, OTHER);
  await movePupil(db, PUPILS[2] as StudentId, CLASS, OTHER);
  await sendAs(db, await closesOf(db, entries));
  await sendAs(db, [await approvalOf(db, 'confirm', HOMEROOM_TEACHER)]);
  await sendAs(db, [await approvalOf(db, 'finalise', HEAD)]);
  const keys = await createKeys({ issuer: ISSUER, demo: false, now: NOW });
  const keyRing = await openKeyRing({ ...keys, issuer: ISSUER });
  const log = { error: () => undefined, info: () => undefined };
  await issueJobs({ db, issuer: ISSUER, keyRing, clock: () => NOW, log })(
    await listDueJobs(db, { now: NOW, limit: 64, kind: ISSUE_JOB }),
  );
  await projectAll({ db, issuer: ISSUER }, NAME);
};

it('a fold of the log from nothing gives what stands: lists, sheets, records, intents and documents of devices', async () => {
  await playYear();
  const states = (await db.query.select().from(db.tables.year_record)).map(({ state }) => state);
  expect(states.toSorted()).toEqual(['issued', 'issued', 'open']);
  expect(await check()).toEqual([]);
});

it('an approval that fell within one batch falls when the log is folded in one piece too', async () => {
  const entries = fullEntries();
  await sendAs(db, entries);
  await sendAs(db, await closesOf(db, entries));
  await sendAs(db, [await approvalOf(db, 'confirm', HOMEROOM_TEACHER)]);
  const row = await findStudent(db, FIRST);
  if (row === undefined) throw new Error('no pupil');
  // Another name, and back: no record is another one, and its confirmation stands.
  await db.commit([updateStudent({ ...row, name: 'Học Sinh Khác' })]);
  await foldLists(db, [CLASS]);
  await db.commit([updateStudent(row)]);
  await foldLists(db, [CLASS]);
  expect(await check()).toEqual([]);
});

it('two teachers who contest a cell, and the head who decides over it, are folded alike in one piece and one by one', async () => {
  const mark = (by: typeof CLERK, value: number) => entryOf(by, SHEET, [[FIRST, 'tx1', value, null]]);
  for (const doc of [mark(TEACHER, 70), mark(CLERK, 80), mark(TEACHER, 70)]) await sendAs(db, [doc]);
  await submit(db, CLERK, NAME, [entryOf(CLERK, SHEET, [[SECOND, 'tx1', 101, null]])], NOW);
  await projectAll({ db, issuer: ISSUER }, NAME);
  expect(await check()).toEqual([]);
});

const edits: [string, (db: Db) => Write, { what: string; how: string }[]][] = [
  [
    'a mark in a closed sheet',
    () =>
      write((query, { sheet: t }) =>
        query.update(t).set({ body: '{"sheet":"7A1:toan:hk1"}' }).where(eq(t.id, SHEET)),
      ),
    [{ what: 'sheet', how: 'other' }],
  ],
  [
    'the state of a record',
    () =>
      write((query, { year_record: t }) =>
        query.update(t).set({ state: 'confirmed' }).where(eq(t.student, FIRST)),
      ),
    [{ what: 'year record', how: 'other' }],
  ],
  [
    'the text of an intent',
    () => write((query, { intent: t }) => query.update(t).set({ payload: '{}' }).where(eq(t.student, FIRST))),
    [{ what: 'intent', how: 'other' }],
  ],
  [
    'a document of the feed',
    () =>
      write((query, { sync_rev: t }) =>
        query
          .update(t)
          .set({ body: '{"v":1,"kind":"record"}' })
          .where(eq(t.id, `record:${FIRST}`)),
      ),
    [{ what: 'document', how: 'other' }],
  ],
  [
    'a class list',
    () => write((query, { class_list: t }) => query.delete(t).where(eq(t.class, CLASS))),
    [{ what: 'class list', how: 'missing' }],
  ],
  [
    'the number of a class list',
    () => write((query, { class_list: t }) => query.update(t).set({ number: 99 }).where(eq(t.class, CLASS))),
    [{ what: 'class list', how: 'other' }],
  ],
  [
    'a signed text',
    () =>
      write((query, { credential: t }) => query.update(t).set({ jws: 'a.b.c' }).where(eq(t.student, FIRST))),
    [
      { what: 'document', how: 'other' },
      { what: 'credential', how: 'other' },
    ],
  ],
  [
    'a mark in the log itself',
    () =>
      write((query, { submission: t }) =>
        query
          .update(t)
          .set({ body: '{"kind":"issued","class":"7A1","student":"x"}' })
          .where(eq(t.kind, 'issued')),
      ),
    [{ what: 'log', how: 'other' }],
  ],
  [
    'news of a signature that was taken out of the log',
    () => write((query, { submission: t }) => query.delete(t).where(eq(t.kind, 'issued'))),
    [
      { what: 'log', how: 'other' },
      { what: 'year record', how: 'other' },
      { what: 'year record', how: 'other' },
      { what: 'document', how: 'other' },
      { what: 'document', how: 'other' },
      { what: 'document', how: 'extra' },
      { what: 'document', how: 'extra' },
    ],
  ],
];

it.each(edits)('the rebuild names what was edited in the database: %s', async (_, edit, found) => {
  await playYear();
  await db.commit([edit(db)]);
  expect((await check()).map(({ what, how }) => ({ what, how }))).toEqual(found);
});

const replace = () => rebuildYear({ db, issuer: ISSUER }, NAME, NOW);

it('the rebuild puts what the log says in place of what was edited, and work goes on from it', async () => {
  await playYear();
  for (const [title, edit] of edits) if (!/intent|signed|log/.test(title)) await db.commit([edit(db)]);
  const { differences, isReplaced } = await replace();
  expect(differences.map(({ what }) => what)).toEqual(['class list', 'sheet', 'year record', 'document']);
  expect([isReplaced, await check(), await replace()]).toEqual([
    true,
    [],
    { differences: [], isReplaced: false },
  ]);
  const acts = (await db.query.select().from(db.tables.audit)).map(({ action }) => action);
  expect(acts.filter((action) => action === 'year.rebuilt')).toHaveLength(1);
  await sendAs(db, [
    entryOf(CLERK, `${OTHER}:toan:hk2` as SheetId, [[PUPILS[2] as StudentId, 'tx1', 70, null]]),
  ]);
  expect(await check()).toEqual([]);
});

it('a log that was altered replaces nothing', async () => {
  await playYear();
  const [, edit] = edits.find(([title]) => title === 'a mark in the log itself') ?? [];
  if (edit === undefined) throw new Error('no such edit');
  await db.commit([edit(db)]);
  const before = await db.query.select().from(db.tables.year_record);
  expect((await replace()).isReplaced).toBe(false);
  expect(await db.query.select().from(db.tables.year_record)).toEqual(before);
});

it('a frozen text that was edited is named and never replaced', async () => {
  await playYear();
  const [, edit] = edits.find(([title]) => title === 'the text of an intent') ?? [];
  if (edit === undefined) throw new Error('no such edit');
  await db.commit([edit(db)]);
  await replace();
  expect((await check()).map(({ what, how }) => [what, how])).toEqual([['intent', 'other']]);
});

it('a year that began before the log kept lists is compared and never replaced', async () => {
  await playYear();
  await db.commit([
    write((query, { submission: t }) => query.update(t).set({ seq: 100_000 }).where(eq(t.seq, 1))),
    write((query, { year_record: t }) => query.delete(t).where(eq(t.student, FIRST))),
  ]);
  const { differences, isReplaced } = await replace();
  expect([differences.some(({ how }) => how === 'older'), isReplaced]).toEqual([true, false]);
  expect(await db.query.select().from(db.tables.year_record)).toHaveLength(2);
});

it('a registry that writes on while it is compared is compared as it stood at one moment', async () => {
  const mark = (value: number) => entryOf(TEACHER, SHEET, [[FIRST, 'tx1', value, null]]);
  await sendAs(db, [mark(70)]);
  let written: Promise<void> | undefined;
  let isRunning = false;
  const query = new Proxy(db.query, {
    get: (target, verb: 'select') => {
      if (isRunning) written ??= sendAs(db, [mark(80)]);
      return target[verb].bind(target);
    },
  });
  const checking = checkYear({ db: { ...db, query }, issuer: ISSUER }, NAME);
  isRunning = true;
  expect(await checking).toEqual([]);
  expect(written).toBeDefined();
  await written;
  expect(await check()).toEqual([]);
});
