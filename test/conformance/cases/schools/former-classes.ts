import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import { STUDYING } from '@hocba/server/storage/queries/enrolment.fixture';
import * as former from '@hocba/server/storage/queries/schools/former-classes';
import {
  insertEnrolments,
  insertStudents,
  updateEnrolment,
} from '@hocba/server/storage/queries/schools/schools';

const PLACE = { school: '91000091', year: '2026-2027' };

const student = (id: string) => ({
  id: `former-${id}`,
  code: `former-${id}`,
  personal_id: null,
  name: 'Đặng Ngọc Hân',
  sort_key: id,
  search_key: id,
  birth_date: '2013-02-01',
  sex: 'female',
  ethnicity: 'Tày',
});

const enrolment = (id: string, of: string) => ({
  ...PLACE,
  student: `former-${id}`,
  class: of,
  position: 1,
  ...STUDYING,
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a class that a pupil left is known from both sides until the pupil is back': async (db) => {
    await db.commit([
      ...insertStudents(['b', 'a', 'stays'].map(student)),
      ...insertEnrolments([enrolment('b', '8A2'), enrolment('a', '8A2'), enrolment('stays', '8A1')]),
    ]);
    const left = (id: string) => ({ ...PLACE, student: `former-${id}`, class: '8A1' });
    await db.commit([...former.leaveClass(left('b'), '8A2'), ...former.leaveClass(left('a'), '8A2')]);
    const gone = await former.listFormerPupils(db, PLACE.school, PLACE.year, '8A1');
    assert.deepEqual(
      gone.map((row) => [row.student.id, row.enrolment.class]),
      [
        ['former-a', '8A2'],
        ['former-b', '8A2'],
      ],
    );
    const came = await former.listFormerClasses(db, PLACE.school, PLACE.year, '8A2');
    assert.deepEqual(came, [
      { ...left('a'), carried: false },
      { ...left('b'), carried: false },
    ]);
    const uncarried = await former.listUncarried(db, PLACE.school, PLACE.year);
    assert.deepEqual(uncarried[0], { ...left('a'), carried: false, present: '8A2' });
    const [first] = came;
    assert.ok(first);
    await db.commit([former.markCarried(first)]);
    await assert.rejects(db.commit([former.markCarried(first)]), { code: 'WRITE_CONFLICT' });
    assert.equal((await former.listUncarried(db, PLACE.school, PLACE.year)).length, 1);

    const back = { ...PLACE, student: 'former-a', class: '8A2' };
    await db.commit([...former.leaveClass(back, '8A1'), updateEnrolment(enrolment('a', '8A1'))]);
    const still = await former.listFormerPupils(db, PLACE.school, PLACE.year, '8A1');
    assert.deepEqual(
      still.map((row) => row.student.id),
      ['former-b'],
    );
    const again = await former.listFormerClasses(db, PLACE.school, PLACE.year, '8A1');
    assert.deepEqual(again, [{ ...back, carried: false }]);
  },
};
