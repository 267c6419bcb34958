import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import { listDossiersById } from '@hocba/server/storage/queries/dossiers/dossiers';
import {
  findPromise,
  insertPromise,
  listPromisesAbout,
  listPromisesAskedOf,
  listPromisesFor,
  listPromisesOf,
  type PromiseRow,
  readPromises,
  updatePromise,
} from '@hocba/server/storage/queries/dossiers/promises';

const row = (id: string, change: Partial<PromiseRow> = {}): PromiseRow => ({
  ...{ id, dossier: `d-${id}`, nth: 1, kind: 'request', student: `s-${id}`, school: `r-${id}` },
  ...{
    holder: null,
    holder_name: 'THCS Nậm Ban',
    grades: '[6,7]',
    until: null,
    due: null,
    state: 'unsigned',
  },
  ...{ made_by: 'clerk.phanthiet', made_at: '2026-10-01T00:00:00.000Z', signer: null, signer_relation: null },
  ...{ signed_how: null, signed_by: null, signed_at: null, answer: null, closed_by: null, closed_at: null },
  ...{ version: 1, seal: 'aa' },
  ...change,
});
const idsOf = (rows: readonly PromiseRow[]): string[] => rows.map(({ id }) => id);

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'of two promises at one place of a dossier one is refused': async (db) => {
    const rows = ['p-race-1', 'p-race-2'].map((id) => row(id, { dossier: 'd-p-race' }));
    const outcomes = await Promise.allSettled(rows.map((one) => db.commit([insertPromise(one)])));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await listPromisesOf(db, 'd-p-race')).length, 1);
  },
  'a promise is changed once for each version that was read': async (db) => {
    const before = row('p-change');
    await db.commit([insertPromise(before)]);
    const open = { ...before, state: 'open', due: '2026-10-06T10:00:00.000Z', version: 2 };
    await db.commit([updatePromise(before, open)]);
    assert.deepEqual(await findPromise(db, before.id), open);
    await assert.rejects(db.commit([updatePromise(before, { ...open, state: 'withdrawn' })]), {
      code: 'WRITE_CONFLICT',
    });
    assert.equal(await findPromise(db, 'p-nobody'), undefined);
  },
  'each promise is found by its dossier, its pupil, its waiting school and its holder, the oldest first':
    async (db) => {
      const of = { dossier: 'd-p-list', student: 's-p-list', school: 'r-p-list', holder: 'h-p-list' };
      const rows = [
        row('p-list-b', { ...of, nth: 2, state: 'open' }),
        row('p-list-a', { ...of, nth: 1, made_at: '2026-10-02T00:00:00.000Z' }),
        row('p-list-c', { ...of, nth: 3, state: 'kept' }),
        row('p-list-d', {
          ...of,
          dossier: 'd-p-other',
          student: 's-p-other',
          school: 'r-p-other',
          state: 'open',
        }),
      ];
      await db.commit(rows.map(insertPromise));
      assert.deepEqual(idsOf(await listPromisesOf(db, of.dossier)), ['p-list-a', 'p-list-b', 'p-list-c']);
      assert.deepEqual(idsOf(await listPromisesAbout(db, of.student)), ['p-list-b', 'p-list-c', 'p-list-a']);
      assert.deepEqual(idsOf(await listPromisesFor(db, of.school, ['unsigned', 'open'])), [
        'p-list-b',
        'p-list-a',
      ]);
      assert.deepEqual(idsOf(await listPromisesAskedOf(db, of.holder, 'open')), ['p-list-b', 'p-list-d']);
      assert.deepEqual(await listPromisesFor(db, 'r-p-nobody', ['open']), []);
      assert.deepEqual(await listDossiersById(db, ['d-p-list', 'd-p-nobody']), []);
    },
  'all promises are read page by page': async (db) => {
    const own = ['p-page-1', 'p-page-2', 'p-page-3'];
    await db.commit(own.map((id) => insertPromise(row(id))));
    const read: string[] = [];
    for await (const page of readPromises(db, 2)) read.push(...idsOf(page));
    assert.deepEqual(
      read.filter((id) => own.includes(id)),
      own,
    );
    assert.equal(new Set(read).size, read.length);
  },
};
