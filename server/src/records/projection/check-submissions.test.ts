import type { DatabaseName } from '@hocba/shared/school/identifiers';
import { and, eq, gt } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Db, type Write, write } from '../../storage/engine/db.ts';
import { listSheetsOfYear } from '../../storage/queries/records/sheets.ts';
import { openSyncDb, raiseSeq } from '../../storage/queries/replication/sync.ts';
import { chainOf, submissionMac } from '../../storage/queries/submission-chain.ts';
import {
  findProjection,
  insertSubmissions,
  listSubmissionsAfter,
  moveProjection,
  type SubmissionRow,
} from '../../storage/queries/submissions.ts';
import { submit } from '../intake/submit.ts';
import { findBrokenLog, listBrokenSubmissionLogs } from './check-submissions.ts';
import { projectAll, projectNext } from './project.ts';
import { fullEntries, NAME, NOW, openSmallClass, sendAs, TEACHER } from './small-class.fixture.ts';

const SERVICES = { issuer: 'https://hocba.example' };
const OTHER_KEY = { mac: () => 'f'.repeat(64) };

let db: Db;
let log: SubmissionRow[];
let third: number;

/** A log of which the first entries are folded and the last two are not read yet. */
beforeEach(async () => {
  db = await openSmallClass();
  const entries = fullEntries().filter(({ by }) => by === TEACHER.account);
  await sendAs(db, entries.slice(0, 2));
  await sendAs(db, entries.slice(2, -2));
  await submit(db, TEACHER, NAME, entries.slice(-2), NOW);
  log = await listSubmissionsAfter(db, NAME, 0, 1000);
  third = log[2]?.seq ?? 0;
});
afterEach(() => db.close());

const edit = (seq: number, set: Partial<SubmissionRow>): Write =>
  write(
    (q, { submission: t }) =>
      q
        .update(t)
        .set(set)
        .where(and(eq(t.db, NAME), eq(t.seq, seq))),
    1,
  );
const remove = (seq: number): Write =>
  write((q, { submission: t }) => q.delete(t).where(and(eq(t.db, NAME), eq(t.seq, seq))), 1);
const insert = (row: SubmissionRow): Write => write((q, { submission: t }) => q.insert(t).values(row), 1);
const rowAt = (index: number): SubmissionRow => {
  const row = log.at(index);
  if (row === undefined) throw new Error('no such row');
  return row;
};

const COLUMNS: readonly [string, Partial<SubmissionRow>][] = [
  ['body', { body: '{"v":1}' }],
  ['account', { account: 'ht.tantrao' }],
  ['received time', { received_at: '2026-01-01T00:00:00.000Z' }],
  ['device', { dev: 'd00000000zzzz' }],
  ['device number', { n: 4711 }],
  ['revision', { rev: '9-f' }],
  ['kind', { kind: 'close' }],
  ['document id', { doc: 'entry:7A1:toan:hk1:01M89N8XQFW4MXKZBS3GDTHFB1' }],
  ['name of its author', { name: 'Người khác' }],
  ['MAC', { mac: 'f'.repeat(64) }],
  ['MAC, which is gone,', { mac: null }],
];

it('a log that nobody has touched fits, with what the projection has not read yet', async () => {
  expect((await findProjection(db, NAME))?.seq).toBeLessThan(rowAt(-1).seq);
  expect(await listBrokenSubmissionLogs(db)).toEqual([]);
});

describe.each(COLUMNS)('a submission whose %s was edited', (_, set) => {
  it('an edited submission is named by its number when the projection has read it', async () => {
    await db.commit([edit(third, set)]);
    expect(await listBrokenSubmissionLogs(db)).toEqual([{ db: NAME, seq: third, what: 'mac' }]);
  });

  it('an edited submission is named by its number and stops its school year when the projection has not read it', async () => {
    const last = rowAt(-1);
    await db.commit([edit(last.seq, set)]);
    const before = await listSheetsOfYear(db, NAME);
    expect(await listBrokenSubmissionLogs(db)).toEqual([{ db: NAME, seq: last.seq, what: 'mac' }]);
    await expect(projectAll({ ...SERVICES, db }, NAME)).rejects.toMatchObject({
      code: 'SUBMISSION_FORGED',
      detail: `${NAME} ${last.seq}`,
    });
    // The honest row before it is folded, and nothing behind it.
    expect((await findProjection(db, NAME))?.seq).toBe(rowAt(-2).seq);
    expect(await listSheetsOfYear(db, NAME)).not.toEqual(before);
    await expect(projectNext({ ...SERVICES, db }, NAME)).rejects.toMatchObject({ code: 'SUBMISSION_FORGED' });
  });
});

const chained = (): Promise<unknown> => findBrokenLog(db, NAME).then((broken) => broken?.what);

it('a submission that was taken out of what the projection has read breaks the chain', async () => {
  await db.commit([remove(third)]);
  expect(await chained()).toBe('chain');
});

it('a submission that was written with the key and added between others later breaks the chain', async () => {
  const row = { ...rowAt(2), seq: third, doc: `${rowAt(2).doc.slice(0, -1)}Z` };
  const free = Array.from({ length: rowAt(-3).seq }, (_, i) => i + 1).find(
    (seq) => !log.some((one) => one.seq === seq),
  );
  expect(free).toBeDefined();
  await db.commit([insert({ ...row, seq: free ?? 0, mac: submissionMac(db, row) })]);
  expect(await chained()).toBe('chain');
});

it('two submissions that changed places break the chain', async () => {
  const [one, two] = [rowAt(1), rowAt(2)];
  await db.commit([
    edit(one.seq, { seq: 100_000 }),
    edit(two.seq, { seq: one.seq }),
    edit(100_000, { seq: two.seq }),
  ]);
  expect(await chained()).toBe('chain');
});

it('a submission that was copied from another school year is not as the registry wrote it', async () => {
  const other = '08000101-2024-2025' as DatabaseName;
  await db.commit([openSyncDb(other, NOW), raiseSeq(other, 1), insert({ ...rowAt(0), db: other, seq: 1 })]);
  expect(await listBrokenSubmissionLogs(db)).toEqual([{ db: other, seq: 1, what: 'mac' }]);
  await expect(projectAll({ ...SERVICES, db }, other)).rejects.toMatchObject({ code: 'SUBMISSION_FORGED' });
});

it('a submission of a school year that no table knows is named', async () => {
  await db.commit([insert({ ...rowAt(0), db: '08000109-2026-2027' })]);
  expect(await listBrokenSubmissionLogs(db)).toMatchObject([{ db: '08000109-2026-2027', what: 'mac' }]);
});

it('a log that was written anew with chains computed without the key is named, and its new rows are not folded', async () => {
  const forged = log.map((row) => ({ ...row, account: 'ht.tantrao', mac: submissionMac(OTHER_KEY, row) }));
  const cursor = await findProjection(db, NAME);
  const read = forged.filter(({ seq }) => seq <= (cursor?.seq ?? 0));
  await db.commit([
    write((q, { submission: t }) => q.delete(t).where(gt(t.seq, 0))),
    ...forged.map(insert),
    moveProjection({ db: NAME, seq: cursor?.seq ?? 0, chain: chainOf(OTHER_KEY, '', read) }, cursor?.seq),
  ]);
  expect(await findBrokenLog(db, NAME)).toEqual({ db: NAME, seq: rowAt(0).seq, what: 'mac' });
  await expect(projectAll({ ...SERVICES, db }, NAME)).rejects.toMatchObject({ code: 'SUBMISSION_FORGED' });
});

it('a chain alone that was computed without the key is named', async () => {
  const cursor = await findProjection(db, NAME);
  const chain = chainOf(OTHER_KEY, '', log);
  await db.commit([moveProjection({ db: NAME, seq: cursor?.seq ?? 0, chain }, cursor?.seq)]);
  expect(await findBrokenLog(db, NAME)).toEqual({ db: NAME, seq: cursor?.seq, what: 'chain' });
});

it('a forged row of one school year keeps no other school year back', async () => {
  const other = '08000101-2024-2025' as DatabaseName;
  const { seq: _, mac: __, ...row } = rowAt(-1);
  await db.commit([edit(rowAt(-1).seq, { n: 4711 })]);
  await db.commit([
    openSyncDb(other, NOW),
    raiseSeq(other, 1),
    ...insertSubmissions(db, [{ ...row, db: other }]),
  ]);
  await expect(projectAll({ ...SERVICES, db }, NAME)).rejects.toMatchObject({ code: 'SUBMISSION_FORGED' });
  expect(await listBrokenSubmissionLogs(db)).toMatchObject([{ db: NAME }]);
  await projectAll({ ...SERVICES, db }, other);
  expect((await findProjection(db, other))?.seq).toBe(1);
});
