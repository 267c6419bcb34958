import assert from 'node:assert/strict';
import { submit } from '@hocba/server/records/intake/submit';
import { projectAll } from '@hocba/server/records/projection/project';
import {
  approvalOf,
  closesOf,
  fullEntries,
  HEAD,
  HOMEROOM_TEACHER,
  insertSmallClass,
  NAME,
  PUPILS,
  sendAs,
} from '@hocba/server/records/projection/small-class.fixture';
import { listAllPublished } from '@hocba/server/replication/publish';
import type { Db } from '@hocba/server/storage/engine/db';
import { countSubmissions, findProjection } from '@hocba/server/storage/queries/submissions';

const ISSUER = 'http://localhost:8787';

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a class goes from entries to frozen records, also with two projectors at once': async (db) => {
    await insertSmallClass(db);
    const entries = fullEntries();
    await sendAs(db, entries);
    await sendAs(db, await closesOf(db, entries));
    await sendAs(db, [await approvalOf(db, 'confirm', HOMEROOM_TEACHER)]);
    await submit(
      db,
      HEAD,
      NAME,
      [await approvalOf(db, 'finalise', HEAD)],
      '2026-05-29T00:00:00.000Z' as never,
    );
    await Promise.all([projectAll({ db, issuer: ISSUER }, NAME), projectAll({ db, issuer: ISSUER }, NAME)]);
    const intents = await db.query.select().from(db.tables.intent);
    const own = intents.filter(
      ({ db: name, student }) => name === NAME && PUPILS.some((id) => id === student),
    );
    assert.deepEqual(own.map(({ student }) => student).sort(), [...PUPILS].sort());
    assert.equal((await findProjection(db, NAME))?.seq !== undefined, true);
    assert.equal(await countSubmissions(db, NAME), entries.length * 2 + 2);
    const published = (await listAllPublished(db, NAME)).filter(({ kind }) => kind === 'record/7A1');
    assert.deepEqual(
      published.map(({ body }) => (body as { state: string }).state),
      ['finalised', 'finalised', 'finalised'],
    );
  },
};
