import type { SheetDocument, VerdictDocument } from '@hocba/shared/documents/downward';
import type { Entry, EntryCell } from '@hocba/shared/record/entry';
import type { ColumnCode, DatabaseName, SheetId } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPublished } from '../../replication/publish.ts';
import type { Db } from '../../storage/engine/db.ts';
import { STUDYING } from '../../storage/queries/enrolment.fixture.ts';
import { findSheet } from '../../storage/queries/records/sheets.ts';
import { insertClass, insertEnrolments } from '../../storage/queries/schools/schools.ts';
import {
  countSubmissions,
  listLaggingDatabases,
  listProjections,
  listSubmissionsAfter,
} from '../../storage/queries/submissions.ts';
import { startRunner } from '../../work/runner.ts';
import { YEAR_PACE, yearLane } from '../../work/year-lane.ts';
import { projectAll, projectNext } from '../projection/project.ts';
import {
  CLASS,
  CLERK,
  entryOf,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  SCHOOL,
  TEACHER,
} from '../projection/small-class.fixture.ts';
import { submit } from './submit.ts';

/* The entries of one account against one sheet cost no more than they are long, and keep nobody else waiting. */

const SHEET = '7A1:toan:hk1' as SheetId;
const SERVICES = { issuer: 'https://hocba.example' };
const COLUMNS: ColumnCode[] = ['tx1', 'tx2', 'gk', 'ck'];
const CELLS = 1000;

let db: Db;
beforeEach(async () => {
  db = await openSmallClass();
});
afterEach(() => db.close());

/** Each cell of the sheet again and again, with another value each time. */
const conflicting = (seed: number): EntryCell[] =>
  Array.from({ length: CELLS }, (_, i): EntryCell => {
    const pupil = PUPILS[i % PUPILS.length] as EntryCell[0];
    return [pupil, COLUMNS[(i + seed) % COLUMNS.length] as ColumnCode, (i * 7 + seed * 13) % 101, null];
  });
const flood = async (entries: number): Promise<Entry[]> => {
  const docs = Array.from({ length: entries }, (_, i) => entryOf(TEACHER, SHEET, conflicting(i)));
  await submit(db, TEACHER, NAME, docs, NOW);
  return docs;
};
const project = () => projectAll({ db, ...SERVICES }, NAME);
const rowSize = async () => (await findSheet(db, NAME, SHEET))?.body.length ?? 0;
/** Turns of the event loop that others get while something runs. */
const turnsWhile = async (work: () => Promise<unknown>): Promise<number> => {
  let turns = 0;
  let isRunning = true;
  const count = (): void => {
    turns += 1;
    if (isRunning) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isRunning = false;
  return turns;
};

it('field 34: forty thousand conflicting cells leave a sheet of bounded size, and every one of them is answered', async () => {
  const docs = await flood(40);
  await project();
  const size = await rowSize();
  expect(size).toBeLessThan(300_000);
  await flood(40);
  await project();
  expect(await rowSize()).toBe(size);
  expect(await countSubmissions(db, NAME)).toBe(80);
  const published = (await findPublished(db, NAME, `sheet:${SHEET}`))?.body as SheetDocument;
  expect(published.contested.length).toBeLessThanOrEqual(1000);
  const last = (await findPublished(db, NAME, `verdict:${docs.at(-1)?._id}`))?.body as VerdictDocument;
  expect([last.outcome, last.code]).toEqual(['refused', 'CELL_CROWDED']);
  // Each of the twelve cells is named, and named once.
  const named = last.findings.filter(({ code }) => code === 'CELL_CROWDED');
  expect(new Set(named.map(({ student, column }) => `${student} ${column}`)).size).toBe(12);
  expect(named).toHaveLength(12);
});

it('field 41: a start reads of a sheet what stands and what is not folded yet, however long its log is', async () => {
  await flood(20);
  await project();
  const size = await rowSize();
  await flood(60);
  await project();
  expect(await listLaggingDatabases(db)).toEqual([]);
  await submit(db, CLERK, NAME, [entryOf(CLERK, SHEET, conflicting(1).slice(0, 1))], NOW);
  expect(await listLaggingDatabases(db)).toEqual([NAME]);
  const [projection] = await listProjections(db);
  const left = await listSubmissionsAfter(db, NAME, projection?.seq ?? 0, 1000);
  expect([left.length, await rowSize()]).toEqual([1, size]);
});

it('field 34: an honest mark beyond the bound stays in the log, is answered by name, and stands once there is room', async () => {
  await submit(db, CLERK, NAME, [entryOf(CLERK, SHEET, [[PUPILS[0] as EntryCell[0], 'tx1', 70, null]])], NOW);
  const mark = (value: number) => entryOf(TEACHER, SHEET, [[PUPILS[0] as EntryCell[0], 'tx1', value, null]]);
  const many = Array.from({ length: 21 }, (_, i) => mark(i));
  await submit(db, TEACHER, NAME, many, NOW);
  await project();
  const verdict = (await findPublished(db, NAME, `verdict:${many[20]?._id}`))?.body;
  expect(verdict).toMatchObject({
    outcome: 'refused',
    code: 'CELL_CROWDED',
    findings: [{ code: 'CELL_CROWDED', student: PUPILS[0], column: 'tx1' }],
  });
  expect(await countSubmissions(db, NAME)).toBe(22);
  const before = (await findPublished(db, NAME, `sheet:${SHEET}`))?.body as SheetDocument;
  const head = before.cells[PUPILS[0] as EntryCell[0]]?.tx1;
  const settling = { ...mark(20), cells: [[PUPILS[0], 'tx1', 20, head?.[1] ?? null]] as EntryCell[] };
  await submit(
    db,
    TEACHER,
    NAME,
    [{ ...settling, settles: before.contested.map(({ entry }) => entry) }],
    NOW,
  );
  await project();
  const settled = (await findPublished(db, NAME, `sheet:${SHEET}`))?.body as SheetDocument;
  expect([settled.cells[PUPILS[0] as EntryCell[0]]?.tx1?.[0], settled.contested]).toEqual([20, []]);
});

it('field 34: the projection lets others have a turn for every thousand cells, and commits no more than a budget at a time', async () => {
  const docs = await flood(60);
  const characters = docs.reduce((sum, doc) => sum + JSON.stringify(doc).length, 0);
  let commits = 0;
  const stop = db.onCommit(() => {
    commits += 1;
  });
  const turns = await turnsWhile(project);
  stop();
  expect(turns).toBeGreaterThan(docs.length);
  expect(commits).toBeGreaterThanOrEqual(Math.ceil(characters / 1_000_000));
});

it('field 34: a school year is projected between two batches of another, not after all of them', async () => {
  const other = `${SCHOOL}-2026-2027` as DatabaseName;
  const where = { school: SCHOOL, year: '2026-2027' };
  await db.commit([
    ...insertClass({ ...where, code: CLASS, grade: 7 }, [
      { ...where, class: CLASS, subject: 'toan', regular_marks: 2 },
    ]),
    ...insertEnrolments(
      PUPILS.map((student, i) => ({ ...where, ...STUDYING, student, class: CLASS, position: i + 1 })),
    ),
  ]);
  const marks = (count: number) =>
    Array.from({ length: count }, () =>
      entryOf(CLERK, SHEET, [[PUPILS[0] as EntryCell[0], 'tx1', 70, null]]),
    );
  await submit(db, CLERK, NAME, marks(1600), NOW);
  const end = (await db.query.select().from(db.tables.sync_db)).find(({ name }) => name === NAME)?.seq;
  await submit(db, CLERK, other, marks(1), NOW);
  const steps: string[] = [];
  const watched: Db = {
    ...db,
    commit: async (writes) => {
      await db.commit(writes);
      for (const { db: name, seq } of await listProjections(db)) steps.push(`${name} ${seq}`);
    },
  };
  const tools = { db: watched, clock: () => NOW, log: { error: () => undefined } };
  const act = (name: DatabaseName) => projectNext({ db: watched, ...SERVICES }, name);
  const project = { ...YEAR_PACE, name: 'project', failure: 'projection.failed', holder: 'here', act };
  const runner = await startRunner(tools, [yearLane(tools, project)]);
  await runner.idle();
  await runner.stop();
  expect(steps.findIndex((step) => step.startsWith(other))).toBeLessThan(steps.indexOf(`${NAME} ${end}`));
});
