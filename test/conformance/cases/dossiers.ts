import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  type DossierEventRow,
  type DossierResultRow,
  type DossierRow,
  findCodeCounter,
  findDossier,
  findDossierEvent,
  findDossierPhoto,
  findOpenDossier,
  insertDossier,
  insertDossierEvents,
  insertDossierPhoto,
  insertDossierResults,
  listDepartures,
  listDossierEvents,
  listDossierResults,
  listDossiersAbout,
  listNewestDossiers,
  listNewestDossiersOf,
  listOpenDossiers,
  listOpenDossiersOf,
  putDeparture,
  raiseCodeCounter,
  readDossiers,
  updateDossier,
} from '@hocba/server/storage/queries/dossiers/dossiers';

const TRANSFER = '2.002854';
const NOW = '2026-10-01T00:00:00.000Z';
const row = (id: string, change: Partial<DossierRow> = {}): DossierRow => ({
  id,
  code: `H60-${id}`,
  procedure: TRANSFER,
  open_key: `transfer/${id}`,
  student: 's0000000000d1',
  receiver: '08000102',
  sender: '08000101',
  state: 'received',
  seq: 2,
  filed_at: NOW,
  body: '{}',
  ...change,
});
const event = (dossier: string, seq: number): DossierEventRow => ({
  dossier,
  seq,
  kind: 'file',
  at: NOW,
  actor: 'clerk.phanthiet',
  body: '{"kind":"file"}',
  enclosed: null,
  hash: 'aa',
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'one dossier at a time is open under a key, and the next when it has ended': async (db) => {
    const first = row('d-open-0001', { open_key: 'transfer/one' });
    const second = row('d-open-0002', { open_key: 'transfer/one' });
    await db.commit([insertDossier(first)]);
    await assert.rejects(db.commit([insertDossier(second)]), { code: 'DUPLICATE' });
    assert.deepEqual(await findOpenDossier(db, 'transfer/one'), first);
    const ended = { ...first, open_key: null, state: 'withdrawn', seq: 3 };
    await db.commit([updateDossier(ended, first.seq), insertDossier(second)]);
    assert.deepEqual(await findDossier(db, first.id), ended);
    assert.deepEqual(await findOpenDossier(db, 'transfer/one'), second);
  },
  'of two schools that file for one pupil at once exactly one wins': async (db) => {
    const rows = ['08000102', '01000201'].map((receiver, i) =>
      row(`d-race-000${i}`, { open_key: 'transfer/race', receiver }),
    );
    const outcomes = await Promise.allSettled(
      rows.map((one) => db.commit([insertDossier(one), ...insertDossierEvents([event(one.id, 1)])])),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    const winner = await findOpenDossier(db, 'transfer/race');
    for (const { id } of rows) {
      assert.equal((await listDossierEvents(db, id)).length, id === winner?.id ? 1 : 0);
    }
  },
  'of two events at once on one dossier one is refused': async (db) => {
    const one = row('d-both-0001');
    await db.commit([insertDossier(one)]);
    const outcomes = await Promise.allSettled(
      ['withdrawn', 'processing'].map((state) =>
        db.commit([updateDossier({ ...one, state, seq: 3 }, 2), ...insertDossierEvents([event(one.id, 3)])]),
      ),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.deepEqual(await listDossierEvents(db, one.id), [event(one.id, 3)]);
    assert.deepEqual(await findDossierEvent(db, one.id, 3), event(one.id, 3));
    assert.equal(await findDossierEvent(db, one.id, 4), undefined);
  },
  'the dossiers of a school are listed for both schools, open ones and the newest': async (db) => {
    const parties = { receiver: '77000001', sender: '77000002' };
    const open = row('d-list-0001', parties);
    const ended = row('d-list-0002', { ...parties, open_key: null, filed_at: '2026-10-02T00:00:00.000Z' });
    await db.commit([insertDossier(open), insertDossier(ended)]);
    for (const school of ['77000001', '77000002']) {
      assert.deepEqual(await listOpenDossiersOf(db, [TRANSFER], school), [open]);
      assert.deepEqual(await listNewestDossiersOf(db, [TRANSFER], school, 10), [ended, open]);
      assert.deepEqual(await listNewestDossiersOf(db, [TRANSFER], school, 1), [ended]);
    }
    assert.deepEqual(await listOpenDossiersOf(db, [TRANSFER], '77000003'), []);
    const all = (await Array.fromAsync(readDossiers(db, 1))).flat();
    assert.deepEqual(
      all.filter(({ id }) => id.startsWith('d-list-')),
      [open, ended],
    );
  },
  'the dossiers of a procedure are listed alone, and those about a pupil newest first': async (db) => {
    const about = { student: 's0000000000d7', receiver: '77000007', sender: null };
    const cell = row('d-about-0001', { ...about, procedure: 'review' });
    const move = row('d-about-0002', about);
    const look = row('d-about-0003', {
      ...about,
      procedure: 'look-review',
      filed_at: '2026-10-03T00:00:00.000Z',
    });
    await db.commit([cell, move, look].map(insertDossier));
    const both = ['review', 'look-review'];
    assert.deepEqual(await listDossiersAbout(db, both, about.student), [look, cell]);
    assert.deepEqual(await listDossiersAbout(db, both, 's0000000000d8'), []);
    assert.deepEqual(await listOpenDossiersOf(db, ['review'], '77000007'), [cell]);
    assert.deepEqual(await listOpenDossiers(db, 'look-review'), [look]);
    const ended = { ...look, id: 'd-about-0004', open_key: null, filed_at: '2026-10-04T00:00:00.000Z' };
    await db.commit([insertDossier({ ...ended, code: null })]);
    assert.deepEqual(await listOpenDossiers(db, 'look-review'), [look]);
    assert.deepEqual(await listNewestDossiers(db, 'look-review', 2), [{ ...ended, code: null }, look]);
    assert.deepEqual(await listNewestDossiers(db, 'look-review', 1), [{ ...ended, code: null }]);
    assert.deepEqual(await listNewestDossiersOf(db, ['review'], '77000007', 9), [cell]);
    assert.deepEqual(await listOpenDossiersOf(db, [TRANSFER], '77000007'), [move]);
  },
  'signed texts of a dossier are listed in the order of its events': async (db) => {
    const result = (id: string, seq: number): DossierResultRow => ({
      id,
      dossier: 'd-result',
      seq,
      kind: 'decision',
      kid: 'k',
      jws: 'a.b.c',
      issued_at: NOW,
    });
    await db.commit(insertDossierResults([result('r-b', 1), result('r-a', 2)]));
    assert.deepEqual(
      (await listDossierResults(db, 'd-result')).map(({ id }) => id),
      ['r-b', 'r-a'],
    );
  },
  'a photo stands under its event, once': async (db) => {
    const photo = { dossier: 'd-photo', seq: 1, type: 'image/png', content: 'iVBORw0KGgo=' };
    await db.commit([insertDossierPhoto(photo)]);
    await assert.rejects(db.commit([insertDossierPhoto(photo)]), { code: 'DUPLICATE' });
    assert.deepEqual(await findDossierPhoto(db, 'd-photo', 1), photo);
    assert.equal(await findDossierPhoto(db, 'd-photo', 2), undefined);
  },
  'the numbers of an agency and a day are given once each, also at the same moment': async (db) => {
    assert.equal(await findCodeCounter(db, 'H60', '2026-10-01'), undefined);
    const race = async (from: number) => {
      const both = [raiseCodeCounter('H60', '2026-10-01', from), raiseCodeCounter('H60', '2026-10-01', from)];
      const outcomes = await Promise.allSettled(both.map((write) => db.commit([write])));
      return outcomes.filter(({ status }) => status === 'fulfilled').length;
    };
    assert.equal(await race(0), 1);
    assert.equal(await race(1), 1);
    assert.deepEqual(await findCodeCounter(db, 'H60', '2026-10-01'), {
      agency: 'H60',
      day: '2026-10-01',
      n: 2,
    });
  },
  'the last departure of a pupil in a school year stands': async (db) => {
    const left = {
      school: '77000004',
      year: '2026-2027',
      student: 's0000000000d2',
      left_on: '2026-11-02',
      why: 'transfer',
      dossier: 'd-1',
    };
    await db.commit(putDeparture(left));
    await db.commit(putDeparture({ ...left, left_on: '2026-12-02', dossier: 'd-2' }));
    assert.deepEqual(await listDepartures(db, left.school, left.year), [
      { ...left, left_on: '2026-12-02', dossier: 'd-2' },
    ]);
  },
};
