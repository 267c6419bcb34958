import assert from 'node:assert/strict';
import type { Db, Write } from '@hocba/server/storage/engine/db';
import {
  type CredentialRow,
  countCredentials,
  insertCredentials,
  listCredentialsById,
  listCredentialsOf,
  listSignedIds,
  readCredentials,
} from '@hocba/server/storage/queries/credentials';
import { insertIntent } from '@hocba/server/storage/queries/intents';
import { insertStudents } from '@hocba/server/storage/queries/schools/schools';

const student = (id: string) => ({
  id: `credentials-${id}`,
  code: `cr-${id}`,
  personal_id: null,
  name: 'Đặng Ngọc Hân',
  sort_key: id,
  search_key: id,
  birth_date: '2013-02-01',
  sex: 'female',
  ethnicity: 'Tày',
});

const credential = (pupil: string, year: string, revision = 1): CredentialRow => ({
  id: `credentials-${pupil}-${year}-${revision}`,
  record: `credentials-${pupil}-${year}`,
  revision,
  student: `credentials-${pupil}`,
  school: '08000101',
  year,
  kid: 'https://hocba.example/keys/x',
  jws: 'a.b.c',
  issued_at: '2026-06-10T02:30:15.250Z',
});

const freeze = ({ id, record, revision, student: pupil }: CredentialRow): Write =>
  insertIntent({
    id,
    record,
    revision,
    student: pupil,
    db: '08000101-2025-2026',
    digest: 'a'.repeat(64),
    payload: '{}',
    created_at: '2026-06-10T02:30:15.250Z',
  });

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'nothing is signed that was not frozen first': async (db) => {
    await db.commit(insertStudents([student('frozen')]));
    await assert.rejects(db.commit(insertCredentials([credential('frozen', '2025-2026')])));
    assert.deepEqual(await listCredentialsOf(db, 'credentials-frozen'), []);
  },

  'of two signatures of one revision one is kept': async (db) => {
    const row = credential('once', '2025-2026');
    await db.commit([...insertStudents([student('once')]), freeze(row), ...insertCredentials([row])]);
    await assert.rejects(db.commit(insertCredentials([{ ...row, jws: 'd.e.f' }])), { code: 'DUPLICATE' });
    assert.deepEqual(await listCredentialsById(db, [row.id, 'credentials-none']), [row]);
    assert.deepEqual(await listCredentialsOf(db, row.student), [row]);
    assert.deepEqual([...(await listSignedIds(db, [row.id, 'credentials-none']))], [row.id]);
    assert.deepEqual([...(await listSignedIds(db, []))], []);
  },

  'a pupil has the newest revision of each year, oldest year first': async (db) => {
    const rows = [
      credential('many', '2025-2026'),
      credential('many', '2024-2025', 1),
      credential('many', '2024-2025', 2),
      credential('other', '2025-2026'),
    ];
    await db.commit([
      ...insertStudents([student('many'), student('other')]),
      ...rows.map(freeze),
      ...insertCredentials(rows),
      ...insertCredentials([]),
    ]);
    const list = await listCredentialsOf(db, 'credentials-many');
    assert.deepEqual(
      list.map(({ year, revision }) => [year, revision]),
      [
        ['2024-2025', 2],
        ['2025-2026', 1],
      ],
    );
    const own = rows.map(({ id }) => id).toSorted();
    const pages = await Array.fromAsync(readCredentials(db, 2));
    assert.ok(pages.slice(0, -1).every((page) => page.length === 2));
    const read = pages.flat().map(({ id }) => id);
    assert.deepEqual(read, read.toSorted());
    assert.deepEqual(
      read.filter((id) => own.includes(id)),
      own,
    );
    assert.ok((await countCredentials(db)) >= rows.length);
  },
};
