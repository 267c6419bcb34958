import { submit } from '@hocba/server/records/intake/submit';
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
  NOW,
  openSmallClass,
  PUPILS,
  sendAs,
  TEACHER,
} from '@hocba/server/records/projection/small-class.fixture';
import { findPublished } from '@hocba/server/replication/publish';
import type { Db } from '@hocba/server/storage/engine/db';
import type { SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listSent } from '../fixtures/sent.ts';

const [FIRST, SECOND] = PUPILS as [StudentId, StudentId];
let db: Db;
beforeEach(async () => {
  db = await openSmallClass();
});
afterEach(() => db.close());

const stateOfYear = async () => ({
  records: await db.query.select().from(db.tables.year_record),
  sheets: await db.query.select().from(db.tables.sheet),
  intents: await db.query.select().from(db.tables.intent),
});

it('fault 36, fault 23: a device that still holds entries of a finished year is heard, told, and changes nothing', async () => {
  const entries = fullEntries();
  await sendAs(db, entries);
  await sendAs(db, await closesOf(db, entries));
  await sendAs(db, [await approvalOf(db, 'confirm', HOMEROOM_TEACHER)]);
  await sendAs(db, [await approvalOf(db, 'finalise', HEAD)]);
  const before = await stateOfYear();
  expect(before.records.map(({ state }) => state)).toEqual(['finalised', 'finalised', 'finalised']);

  const late = [
    entryOf(TEACHER, '7A1:toan:hk1' as SheetId, [[FIRST, 'tx1', 95, null]]),
    entryOf(HOMEROOM_TEACHER, '7A1:homeroom:hk2' as SheetId, [[SECOND, 'conduct', 'K', null]]),
    entryOf(CLERK, '7A1:van:hk2' as SheetId, [
      [FIRST, 'gk', 40, null],
      [SECOND, 'gk', 45, null],
    ]),
  ];
  for (const [i, by] of [TEACHER, HOMEROOM_TEACHER, CLERK].entries()) {
    await submit(db, by, NAME, late.slice(i, i + 1), NOW);
  }
  await projectAll({ db, issuer: 'http://localhost:8787' }, NAME);

  const log = (await listSent(db, NAME, 0, 500)).map(({ doc }) => doc);
  expect(log.slice(-3)).toEqual(late.map(({ _id }) => _id));
  for (const { _id, cells } of late) {
    expect((await findPublished(db, NAME, `verdict:${_id}`))?.body).toMatchObject({
      outcome: 'late',
      code: 'SHEET_CLOSED',
      findings: cells.map(([student, column]) => ({ code: 'SHEET_CLOSED', student, column })),
    });
  }
  expect(await stateOfYear()).toEqual(before);
});
