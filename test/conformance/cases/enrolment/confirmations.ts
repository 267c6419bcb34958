import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  type ConfirmationRow,
  insertConfirmation,
  listConfirmationsOf,
  readConfirmations,
} from '@hocba/server/storage/queries/enrolment/confirmations';
import { STUDYING } from '@hocba/server/storage/queries/enrolment.fixture';
import {
  insertEnrolments,
  insertSchool,
  insertStudents,
  keepEnrolled,
  leaveSchool,
} from '@hocba/server/storage/queries/schools/schools';

const STUDENT = 's0000000000e1';
const row = (id: string, issued_at: string): ConfirmationRow => ({
  id,
  student: STUDENT,
  school: '08000101',
  year: '2026-2027',
  kid: 'key',
  jws: `a.${id}.c`,
  issued_by: 'guardian:g1',
  issued_at,
  valid_until: '2026-12-01T00:00:00.000Z',
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'the newest confirmations of a pupil come first, and all of them page by page': async (db) => {
    const rows = [1, 2, 3].map((n) => row(`c-${n}`, `2026-11-0${n}T00:00:00.000Z`));
    await db.commit([
      ...rows.map(insertConfirmation),
      insertConfirmation({ ...row('c-9', '2026-11-09T00:00:00.000Z'), student: 's0000000000e2' }),
    ]);
    assert.deepEqual(
      (await listConfirmationsOf(db, STUDENT, 2)).map(({ id }) => id),
      ['c-3', 'c-2'],
    );
    const pages: string[][] = [];
    for await (const page of readConfirmations(db, 3)) pages.push(page.map(({ id }) => id));
    assert.deepEqual(pages, [['c-1', 'c-2', 'c-3'], ['c-9']]);
  },
  'a pupil is kept in the class of the enrolment, and in none once the pupil has left': async (db) => {
    const school = { code: '08000e01', name: 'A', commune: 'B', province: 'C', province_code: '08' };
    const student = { id: 's0000000000e3', code: '08123456e3', personal_id: null, name: 'Hà', sort_key: 'h' };
    const more = { search_key: 'ha', birth_date: '2013-01-01', sex: 'female', ethnicity: 'Tày' };
    const where = { school: school.code, year: '2026-2027', student: student.id, class: '8A1' };
    await db.commit([insertSchool(school), ...insertStudents([{ ...student, ...more }])]);
    await db.commit(insertEnrolments([{ ...where, ...STUDYING, position: 1 }]));
    await db.commit([keepEnrolled(where)]);
    await assert.rejects(db.commit([keepEnrolled({ ...where, class: '8A2' })]), { code: 'WRITE_CONFLICT' });
    await db.commit([leaveSchool(where, '2026-11-02')]);
    await assert.rejects(db.commit([keepEnrolled(where)]), { code: 'WRITE_CONFLICT' });
  },
};
