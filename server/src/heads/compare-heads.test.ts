import { eq, gt } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TEST_MAC } from '../storage/engine/chain-mac.fixture.ts';
import { type Db, write } from '../storage/engine/db.ts';
import { migrate } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import { getEpoch, putSetting } from '../storage/queries/settings.ts';
import { chainOf, submissionMac } from '../storage/queries/submission-chain.ts';
import { listSubmissionsAfter, setSubmissionMacs } from '../storage/queries/submissions.ts';
import { compareHeads } from './compare-heads.ts';
import { type Head, takeHeads } from './head.ts';
import { NOW, openLog, writeAct, writeLog, YEAR } from './written-log.fixture.ts';

const OTHER = '08000102-2026-2027';
const LATER = '2026-09-06T01:00:00.000Z';

let db: Db;
let heads: Head[];

const take = (of: Db, at: string) => takeHeads(of, { iss: 'https://hocba.example', at, told: new Map() });

/** A database of two logs with a head of each of two days, and what came after the second. */
const fill = async (body: string, actor: string): Promise<{ filled: Db; told: Head[] }> => {
  const filled = await openStorage('memory:', TEST_MAC);
  await migrate(filled);
  await openLog(filled);
  await openLog(filled, OTHER);
  await writeAct(filled, 'school.added');
  await writeLog(filled, body);
  await writeLog(filled, 'of the other school', OTHER);
  const first = await take(filled, NOW);
  await writeAct(filled, actor);
  await writeLog(filled, 'b');
  const second = await take(filled, LATER);
  await writeAct(filled, 'today');
  await writeLog(filled, 'c');
  return { filled, told: [...first, ...second] };
};

beforeEach(async () => {
  ({ filled: db, told: heads } = await fill('a', 'account.created'));
});
afterEach(() => db.close());

const faults = async () => (await compareHeads(db, heads)).faults;

it('heads of a database that has only grown since agree with it', async () => {
  expect(await compareHeads(db, heads)).toEqual({ compared: 2, hasLeft: false, faults: [] });
});

it('audit rows that were cut off at the end are named, although the counter was set back with them', async () => {
  await db.commit([
    write((q, { audit }) => q.delete(audit).where(gt(audit.seq, 1))),
    write((q, { counter }) => q.update(counter).set({ value: 1 }).where(eq(counter.name, 'audit'))),
  ]);
  expect(await faults()).toEqual([`audit row 2 is gone, which the head of ${LATER} has`]);
});

it('a log that was cut off at the end is named with the number that a head has', async () => {
  await db.commit([
    write((q, { submission: s }) => q.delete(s).where(gt(s.seq, 1))),
    write((q, { projection: p }) => q.delete(p).where(eq(p.db, YEAR))),
  ]);
  expect(await faults()).toEqual([`the log of ${YEAR} ends before 2, which the head of ${LATER} has`]);
});

it('a submission that was altered is named with its log although the chain was made again with the key', async () => {
  await db.commit([
    write((q, { submission: s }) => q.update(s).set({ body: '{"body":"x"}' }).where(eq(s.doc, 'entry:b'))),
  ]);
  const rows = (await listSubmissionsAfter(db, YEAR, 0, 10)).map((row) => ({
    ...row,
    mac: submissionMac(db, row),
  }));
  await db.commit([
    ...setSubmissionMacs(YEAR, rows),
    write((q, { projection: p }) =>
      q
        .update(p)
        .set({ chain: chainOf(db, '', rows) })
        .where(eq(p.db, YEAR)),
    ),
  ]);
  expect(await faults()).toEqual([`the log of ${YEAR} up to 2 is not that of the head of ${LATER}`]);
});

it('a database whose log and audit were written anew from the beginning is named, with the keys at hand', async () => {
  const { filled } = await fill('x', 'account.reset');
  await filled.commit([putSetting('epoch', await getEpoch(db))]);
  expect((await compareHeads(filled, heads)).faults).toEqual([
    `audit rows up to 2 are not those of the head of ${LATER}`,
    `the log of ${YEAR} up to 1 is not that of the head of ${NOW}`,
  ]);
  await filled.close();
});

it('an epoch that was changed without hocba restore is named, and a copy may lack what came after it', async () => {
  const epoch = await getEpoch(db);
  await db.commit([putSetting('epoch', 'another')]);
  expect(await faults()).toEqual([
    expect.stringContaining(`the head of ${NOW} is of epoch ${epoch}, which this database never had`),
  ]);
  expect(await compareHeads(db, heads, 'is passed over')).toEqual({
    compared: 0,
    hasLeft: false,
    faults: [],
  });
});
