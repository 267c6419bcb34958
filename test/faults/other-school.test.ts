import { republishClass } from '@hocba/server/records/projection/republish-class.fixture';
import { write } from '@hocba/server/storage/engine/db';
import { insertAssignments, insertClass } from '@hocba/server/storage/queries/schools/schools';
import { countSubmissions } from '@hocba/server/storage/queries/submissions';
import { databaseNameOf, type SchoolCode } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLASS, OTHER_SCHOOL, SCHOOL, TEACHER } from '../fixtures/class-of-two.ts';
import { type Computer, type Office, openOffice } from './office.ts';

let office: Office;
let teacher: Computer;
beforeEach(async () => {
  office = await openOffice();
  teacher = await office.open();
  await teacher.sync();
});
afterEach(() => office.close());

/** The teacher of one school is the teacher of another from now on, of a class of the same name. */
const moveTo = (school: string) =>
  office.registry.db.commit([
    write((query, { account: t }) => query.update(t).set({ school }).where(eq(t.name, TEACHER))),
    write((query, { assignment: t }) => query.delete(t).where(eq(t.account, TEACHER))),
    ...insertAssignments([{ school, year: office.year, class: CLASS, subject: 'toan', account: TEACHER }]),
  ]);

it('fault 37: no entry of two schools at one computer crosses, and what was unsent waits for its own school', async () => {
  const { db } = office.registry;
  const where = { school: OTHER_SCHOOL, year: office.year };
  await db.commit(
    insertClass({ ...where, code: CLASS, grade: 8 }, [
      { ...where, class: CLASS, subject: 'toan', regular_marks: 4 },
    ]),
  );
  await republishClass(office.registry, OTHER_SCHOOL as SchoolCode, office.year, CLASS);
  const there = databaseNameOf(OTHER_SCHOOL as SchoolCode, office.year);
  const counts = () => Promise.all([office.database, there].map((name) => countSubmissions(db, name)));
  await teacher.enter('tx1', 80);

  await moveTo(OTHER_SCHOOL);
  await teacher.signIn();
  const other = await teacher.openOther(there);
  await other.run();
  await expect(teacher.run()).rejects.toMatchObject({ code: 'OUT_OF_SCOPE' });
  expect([await counts(), teacher.unsent()]).toEqual([[0, 0], 1]);
  expect([other.device.outbox.list(), other.device.drafts.list().size]).toEqual([[], 0]);
  // Nor do the pupils of one school show in the other.
  expect([...other.device.inbox.docs().keys()]).toEqual([`class:${CLASS}`]);
  expect(other.device.inbox.docs().get(`class:${CLASS}`)).toMatchObject({ students: [] });

  await moveTo(SCHOOL);
  await teacher.signIn();
  await teacher.sync();
  await expect(other.run()).rejects.toMatchObject({ code: 'OUT_OF_SCOPE' });
  expect([await counts(), teacher.unsent()]).toEqual([[1, 0], 0]);
});
