import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import { STUDYING } from '@hocba/server/storage/queries/enrolment.fixture';
import {
  findShare,
  insertShare,
  listObjectedShares,
  listSharesOf,
  type ShareRow,
  updateShare,
} from '@hocba/server/storage/queries/guardians/shares';
import {
  insertClass,
  insertEnrolments,
  insertSchool,
  insertStudents,
} from '@hocba/server/storage/queries/schools/schools';

const share = (id: string, created_at: string): ShareRow => ({
  id,
  guardian: 'g1',
  student: 's0000000000h1',
  purpose: 'Hồ sơ học bổng',
  years: ['2024-2025', '2025-2026'],
  pin_hash: 'aa',
  may_download: true,
  child_agreed_at: null,
  created_at,
  opens_at: created_at,
  ends_at: '2026-12-01T00:00:00.000Z',
  objected_by: null,
  objected_at: null,
  objection: null,
  settled_as: null,
  settled_by: null,
  settled_at: null,
  settlement: null,
  stopped_at: null,
  failures: 0,
  views: 0,
  version: 1,
  seal: 'sealed',
});

const SCHOOL = '08000931';
const NOW = '2026-10-05T00:00:00.000Z';

/** A pupil of the school in two school years, and one who has moved away. */
const addPupils = async (db: Db): Promise<void> => {
  const student = (id: string) => ({
    ...{ id, code: id, personal_id: null, name: 'Hà', sex: 'male', sort_key: 'h', search_key: 'h' },
    ...{ birth_date: '2013-02-03', ethnicity: 'Kinh' },
  });
  const enrolled = (id: string, year: string, status: string) => ({
    ...{ ...STUDYING, school: SCHOOL, year, student: id, class: '7A1', position: 1, status },
  });
  await db.commit([
    insertSchool({ code: SCHOOL, name: 'THCS', commune: 'x', province: 'y', province_code: '08' }),
    ...insertStudents([student('s-share-1'), student('s-share-2')]),
    ...['2025-2026', '2026-2027'].flatMap((year) =>
      insertClass({ school: SCHOOL, year, code: '7A1', grade: 7 }, []),
    ),
    ...insertEnrolments([
      enrolled('s-share-1', '2025-2026', 'studying'),
      enrolled('s-share-1', '2026-2027', 'studying'),
      enrolled('s-share-2', '2026-2027', 'moved'),
    ]),
  ]);
};

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'the objected shares of a school are those of its pupils that nobody has settled or stopped, each once':
    async (db) => {
      await addPupils(db);
      const objected = (id: string, change: Partial<ShareRow> = {}): ShareRow => ({
        ...share(id, '2026-10-01T00:00:00.000Z'),
        ...{ student: 's-share-1', objected_by: 'g2', objected_at: NOW, objection: 'x' },
        ...change,
      });
      const waits = objected('sh-o-1');
      const first = objected('sh-o-2', { objected_at: '2026-10-04T00:00:00.000Z' });
      const others = [
        objected('sh-o-3', { objected_by: null, objected_at: null }),
        objected('sh-o-4', { settled_as: 'allowed' }),
        objected('sh-o-5', { stopped_at: NOW }),
        objected('sh-o-6', { ends_at: NOW }),
        objected('sh-o-7', { student: 's-share-2' }),
      ];
      await db.commit([waits, first, ...others].map(insertShare));
      assert.deepEqual(await listObjectedShares(db, SCHOOL, NOW), [first, waits]);
      assert.deepEqual(await listObjectedShares(db, '08000932', NOW), []);
    },
  'the shares of a pupil are listed by their age, and one is found by its handle': async (db) => {
    const [late, early] = [
      share('sh-1', '2026-10-02T00:00:00.000Z'),
      share('sh-2', '2026-10-01T00:00:00.000Z'),
    ];
    await db.commit([insertShare(late), insertShare(early)]);
    assert.deepEqual(await listSharesOf(db, late.student), [early, late]);
    assert.deepEqual(await findShare(db, late.id), late);
    assert.equal(await findShare(db, 'sh-9'), undefined);
  },
  'a share that two readers change at once is changed by one of them': async (db) => {
    const row = share('sh-3', '2026-10-03T00:00:00.000Z');
    await db.commit([insertShare(row)]);
    await db.commit([updateShare(row, { views: 1 })]);
    await assert.rejects(db.commit([updateShare(row, { views: 1 })]), { code: 'WRITE_CONFLICT' });
    assert.deepEqual(await findShare(db, row.id), { ...row, views: 1, version: 2 });
  },
};
