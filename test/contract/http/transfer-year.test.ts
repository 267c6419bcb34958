import { listCredentialsOf } from '@hocba/server/storage/queries/credentials';
import { insertClass } from '@hocba/server/storage/queries/schools/schools';
import { verify } from '@hocba/shared/credential/verify/verify';
import {
  type ClassCode,
  HOMEROOM,
  type SheetId,
  type SubjectCode,
  sheetIdOf,
  type Term,
} from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addClassOfTwo, DATABASE, HEAD, OTHER_SCHOOL, PUPILS, YEAR } from '../../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { addReceivingClass, NEW_HEAD, openDesk, PLACE } from '../../fixtures/transfers/desk.ts';
import { fullCells, openSchoolYear, type SchoolYearPeople } from '../../fixtures/transfers/school-year.ts';

/* A mover's year: the first term at one school, the second at another, whose class is called like the old one. */

const MOVER = PUPILS[0] as (typeof PUPILS)[0];
const CLASS = '8A1' as ClassCode;
const NEW_DATABASE = `${OTHER_SCHOOL}-${YEAR}`;
const HOMEROOM_TEACHER = 'gvcn.phanthiet';
const TAUGHT = ['toan', 'gdtc', HOMEROOM] as SubjectCode[];
let registry: Registry;
let people: SchoolYearPeople;

beforeEach(async () => {
  registry = await startRegistry();
  people = openSchoolYear(registry);
  await addClassOfTwo(registry);
  await addReceivingClass(registry);
  const where = { school: OTHER_SCHOOL, year: YEAR };
  await registry.db.commit(
    insertClass(
      { ...where, code: CLASS, grade: 8 },
      ['toan', 'gdtc'].map((subject) => ({ ...where, class: CLASS, subject, regular_marks: 4 })),
    ),
  );
  const assignments = [{ year: YEAR, class: CLASS, subject: HOMEROOM }];
  await registry.addAccount({ name: HOMEROOM_TEACHER, role: 'teacher', school: OTHER_SCHOOL, assignments });
});
afterEach(() => registry.close());

/** The head of a school enters a whole term of some pupils and closes its sheets, in place of the teachers. */
const fillTerm = async (
  head: string,
  database: string,
  term: Term,
  mark: number,
  pupils: readonly string[],
): Promise<void> => {
  for (const subject of TAUGHT) {
    const sheet: SheetId = sheetIdOf(CLASS, subject, term);
    await people.enter(head, database, sheet, fullCells(subject, mark, pupils));
    await people.close(head, database, sheet);
  }
};

it('the marks of both schools stand in one record of the new school, signed at the end of the year', async () => {
  await fillTerm(
    HEAD,
    DATABASE,
    'hk1',
    70,
    PUPILS.map(({ id }) => id),
  );
  const desk = await openDesk(registry);
  const filed = await desk.request(await desk.lookUp(), { class: CLASS });
  const accepted = await desk.act('newHead', filed, { kind: 'accept' });
  const released = await desk.act('head', accepted, { kind: 'release' });
  await desk.act('receiver', released, { kind: 'place', place: { ...PLACE, class: CLASS } as never });
  await registry.idle();
  await fillTerm(NEW_HEAD, NEW_DATABASE, 'hk2', 80, [MOVER.id]);
  await people.approve(HOMEROOM_TEACHER, NEW_DATABASE, CLASS, 'confirm');
  await people.approve(NEW_HEAD, NEW_DATABASE, CLASS, 'finalise');
  await registry.idle();

  const [credential] = await listCredentialsOf(registry.db, MOVER.id);
  expect(credential).toMatchObject({ school: OTHER_SCHOOL, year: YEAR });
  const { trustList } = registry.keyRing;
  const { verdict, payload } = await verify(credential?.jws ?? '', { trustList, now: registry.clock() });
  expect(verdict).toBe('VALID');
  const subject = payload?.credentialSubject;
  expect(subject?.subjects.find(({ code }) => code === 'toan')).toMatchObject({
    hk1: '7.0',
    hk2: '8.0',
    year: '7.7',
  });
  const approvals = subject?.approvals.map(({ role, name }) => [role, name]);
  expect(approvals).toContainEqual(['subject:toan:hk1', `Người dùng ${HEAD}`]);
  expect(approvals).toContainEqual(['subject:toan:hk2', `Người dùng ${NEW_HEAD}`]);
  expect(approvals).toContainEqual(['head', `Người dùng ${NEW_HEAD}`]);
});
