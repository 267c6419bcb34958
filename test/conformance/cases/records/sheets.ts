import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  findClassList,
  listClassLists,
  replaceClassLists,
  saveClassList,
} from '@hocba/server/storage/queries/records/class-lists';
import {
  findSheet,
  listSheets,
  listSheetsOfYear,
  replaceSheets,
  type SheetRow,
  saveSheet,
} from '@hocba/server/storage/queries/records/sheets';
import {
  findYearRecord,
  listYearRecords,
  listYearRecordsOf,
  listYearRecordsOfYear,
  replaceYearRecords,
  saveYearRecords,
  type YearRecordRow,
} from '@hocba/server/storage/queries/records/year-records';

const sheet = (db: string, version: number): SheetRow => ({
  db,
  id: '8A1:toan:hk1',
  class: '8A1',
  state: 'open',
  version,
  body: `{"version":${version}}`,
});

const record = (db: string, version: number): YearRecordRow => ({
  db,
  student: 's000000000001',
  class: '8A1',
  state: 'open',
  revision: 0,
  version,
  digest: 'aa',
  body: '{}',
  findings: '[]',
  approvals: '[]',
  credential: null,
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'the rows of a school year are replaced whole, and no other year with them': async (db) => {
    const [name, other] = ['90000021-2026-2027', '90000022-2026-2027'];
    const list = (of: string, code: string) => ({ db: of, class: code, number: 1, body: '{}' });
    for (const of of [name, other]) {
      await db.commit([
        saveClassList(list(of, '8A1')),
        saveSheet(sheet(of, 1), undefined),
        ...saveYearRecords([record(of, 1)]),
      ]);
    }
    await db.commit([
      ...replaceClassLists(name, [list(name, '9A1')]),
      ...replaceSheets(name, [sheet(name, 7), { ...sheet(name, 1), id: '8A1:van:hk1' }]),
      ...replaceYearRecords(name, [{ ...record(name, 4), student: 's000000000002' }]),
    ]);
    assert.deepEqual(await listClassLists(db, name), [list(name, '9A1')]);
    assert.deepEqual(
      (await listSheetsOfYear(db, name)).map(({ id, version }) => [id, version]),
      [
        ['8A1:toan:hk1', 7],
        ['8A1:van:hk1', 1],
      ],
    );
    assert.deepEqual(
      (await listYearRecordsOfYear(db, name)).map(({ student, version }) => [student, version]),
      [['s000000000002', 4]],
    );
    assert.deepEqual(await listClassLists(db, other), [list(other, '8A1')]);
    assert.deepEqual(await listSheetsOfYear(db, other), [sheet(other, 1)]);
    assert.deepEqual(await listYearRecordsOfYear(db, other), [record(other, 1)]);
  },

  'of two lists of a class the later one stands, whichever is stored first': async (db) => {
    const name = '90000020-2026-2027';
    const list = (number: number, code = '8A1') => ({
      db: name,
      class: code,
      number,
      body: `{"n":${number}}`,
    });
    await db.commit([saveClassList(list(1)), saveClassList(list(1, '6A1'))]);
    await db.commit([saveClassList(list(2))]);
    await assert.rejects(db.commit([saveClassList(list(1))]), { code: 'WRITE_CONFLICT' });
    assert.deepEqual(await findClassList(db, name, '8A1'), list(2));
    assert.equal(await findClassList(db, name, '9A9'), undefined);
    assert.deepEqual(await listClassLists(db, name), [list(1, '6A1'), list(2)]);
  },

  'records are found by their pupils, in whatever class, beyond one statement': async (db) => {
    const name = '90000019-2026-2027';
    const ids = Array.from({ length: 501 }, (_, i) => `s${String(i).padStart(12, '0')}`);
    const rows = ids.map((student, i) => ({
      ...record(name, 1),
      student,
      class: i % 2 === 0 ? '8A1' : '8A2',
    }));
    await db.commit(saveYearRecords(rows));
    const found = await listYearRecordsOf(db, name, [...ids, 's99999999zzzz']);
    assert.deepEqual(found.map(({ student }) => student).sort(), ids);
    assert.deepEqual(await listYearRecordsOf(db, name, []), []);
  },
  'a sheet is stored from the version it was folded from': async (db) => {
    const name = '90000011-2026-2027';
    await db.commit([saveSheet(sheet(name, 1), undefined)]);
    await db.commit([saveSheet(sheet(name, 2), 1)]);
    await assert.rejects(db.commit([saveSheet(sheet(name, 3), 1)]), { code: 'WRITE_CONFLICT' });
    assert.deepEqual(await findSheet(db, name, '8A1:toan:hk1'), sheet(name, 2));
    assert.deepEqual(await listSheets(db, name, ['8A1', '8A2']), [sheet(name, 2)]);
    assert.deepEqual(await listSheets(db, name, []), []);
    assert.equal(await findSheet(db, name, '8A2:toan:hk1'), undefined);
  },
  'a year record is stored from the version it was decided from': async (db) => {
    const name = '90000012-2026-2027';
    await db.commit(saveYearRecords([record(name, 1)]));
    await db.commit(saveYearRecords([{ ...record(name, 2), credential: 'c1' }]));
    await assert.rejects(db.commit(saveYearRecords([record(name, 4)])), { code: 'WRITE_CONFLICT' });
    // One that was written meanwhile keeps all the others from being stored.
    const other = { ...record(name, 1), student: 's000000000002' };
    await assert.rejects(db.commit(saveYearRecords([other, record(name, 1)])), { code: 'WRITE_CONFLICT' });
    assert.equal(await findYearRecord(db, name, other.student), undefined);
    assert.deepEqual(saveYearRecords([]), []);
    assert.deepEqual(await findYearRecord(db, name, 's000000000001'), {
      ...record(name, 2),
      credential: 'c1',
    });
    assert.deepEqual(await listYearRecords(db, name, ['8A2']), []);
    assert.equal((await listYearRecords(db, name, ['8A1'])).length, 1);
    assert.deepEqual(await listYearRecords(db, name, []), []);
  },
};
