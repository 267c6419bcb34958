import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import * as schools from '@hocba/server/storage/queries/schools/schools';

type Cases = Record<string, (db: Db) => Promise<void>>;

const YEAR = '2026-2027';

const school = (code: string) => ({
  code,
  name: 'THCS Tân Trào',
  commune: 'Minh Xuân',
  province: 'Tuyên Quang',
  province_code: '08',
});

const student = (id: string, personal: string | null = null) => ({
  id: `schools-${id}`,
  code: `code-${id}`,
  personal_id: personal,
  name: 'Đặng Ngọc Hân',
  sort_key: id,
  search_key: id,
  birth_date: '2013-02-01',
  sex: 'nữ',
  ethnicity: 'Tày',
});

const enrolment = (code: string, id: string, more: Partial<schools.EnrolmentRow> = {}) => ({
  school: code,
  year: YEAR,
  student: `schools-${id}`,
  class: '8A1',
  position: 1,
  status: 'studying',
  joined_on: '2026-09-05',
  left_on: '2026-11-15',
  exempt: ['gdtc'],
  not_taken: null,
  not_assessed: false,
  ...more,
});

const subject = (code: string, of: string, name: string) => ({
  school: code,
  year: YEAR,
  class: of,
  subject: name,
  regular_marks: 4,
  language: null as string | null,
});

const klass = (code: string, name: string, year = YEAR, grade = 8) => ({
  school: code,
  year,
  code: name,
  grade,
});

const ofSchools: Cases = {
  'a school is found by its code and listed by it, and its code is taken once': async (db) => {
    await db.commit([schools.insertSchool(school('91000002')), schools.insertSchool(school('91000001'))]);
    assert.deepEqual(await schools.findSchool(db, '91000001'), school('91000001'));
    assert.equal(await schools.findSchool(db, '91999999'), undefined);
    assert.deepEqual(await schools.listSchoolsOf(db, ['91999999', '91000001']), [school('91000001')]);
    const codes = (await schools.listSchools(db)).map((row) => row.code);
    assert.deepEqual(
      codes.filter((code) => code.startsWith('9100')),
      ['91000001', '91000002'],
    );
    await assert.rejects(db.commit([schools.insertSchool(school('91000001'))]), { code: 'DUPLICATE' });
  },

  'school years are listed newest first, each once': async (db) => {
    await db.commit([
      ...schools.insertClass(klass('91000011', '7A1', '2025-2026', 7), []),
      ...schools.insertClass(klass('91000011', '8A1'), []),
      ...schools.insertClass(klass('91000011', '8A2'), []),
    ]);
    assert.deepEqual(await schools.listYears(db, '91000011'), [YEAR, '2025-2026']);
    assert.deepEqual(await schools.listYears(db, '91999999'), []);
  },
};

const ofStudents: Cases = {
  'a pupil is found by our id, the sector code and the personal number': async (db) => {
    const row = student('found', '008213000001');
    await db.commit(schools.insertStudents([row, student('beside')]));
    assert.deepEqual(await schools.findStudent(db, row.id), row);
    assert.deepEqual(await schools.findStudentByCode(db, row.code), row);
    assert.deepEqual(await schools.findStudentByPersonalId(db, '008213000001'), row);
    assert.equal(await schools.findStudent(db, 'schools-nobody'), undefined);
    assert.equal(await schools.findStudentByCode(db, 'nobody'), undefined);
    assert.equal(await schools.findStudentByPersonalId(db, '000000000000'), undefined);
  },

  'a personal number is held once, but many pupils may have none': async (db) => {
    await db.commit(
      schools.insertStudents([student('pid-1', '008213000009'), student('pid-2'), student('pid-3')]),
    );
    await assert.rejects(db.commit(schools.insertStudents([student('pid-4', '008213000009')])), {
      code: 'DUPLICATE',
    });
  },

  'pupils are listed by codes and by ids, unknown ones left out, more than one statement takes': async (
    db,
  ) => {
    const rows = Array.from({ length: 501 }, (_, i) => student(`list-${i}`));
    await db.commit(schools.insertStudents(rows));
    const codes = [...rows.map((row) => row.code), 'nobody'];
    const expected = rows.map((row) => row.id).sort();
    const found = await schools.listStudentsByCode(db, codes);
    assert.deepEqual(found.map((row) => row.id).sort(), expected);
    assert.deepEqual(await schools.listStudentsByCode(db, []), []);
    const known = await schools.listStudents(db, [...expected, 'nobody']);
    assert.deepEqual(known.map((row) => row.id).sort(), expected);
  },

  'the details of a pupil change, but never the id or the code': async (db) => {
    await db.commit(schools.insertStudents([student('changed')]));
    const changed = { ...student('changed'), name: 'Đặng Ngọc Hân An', personal_id: '008213000010' };
    await db.commit([schools.updateStudent(changed)]);
    assert.deepEqual(await schools.findStudent(db, changed.id), changed);
    await assert.rejects(db.commit([schools.updateStudent({ ...changed, code: 'other' })]), {
      code: 'WRITE_CONFLICT',
    });
  },
};

const ofClasses: Cases = {
  'classes are listed by grade and code, and one is found': async (db) => {
    const rows = [klass('91000021', '8A2'), klass('91000021', '8A1'), klass('91000021', '9A1', YEAR, 9)];
    const other = klass('91000022', '8A1');
    await db.commit([...rows, other].flatMap((row) => schools.insertClass(row, [])));
    assert.deepEqual(await schools.listClasses(db, '91000021', YEAR), [rows[1], rows[0], rows[2]]);
    assert.equal(await schools.hasClasses(db, '91000021', YEAR), true);
    assert.equal(await schools.hasClasses(db, '91000021', '2027-2028'), false);
    assert.deepEqual(await schools.findClass(db, '91000021', YEAR, '8A1'), rows[1]);
    assert.equal(await schools.findClass(db, '91000021', '2025-2026', '8A1'), undefined);
    await assert.rejects(db.commit(schools.insertClass(other, [])), { code: 'DUPLICATE' });
  },

  'subjects are listed of a class and of a year': async (db) => {
    const ofClass = [subject('91000031', '8A1', 'toan'), subject('91000031', '8A1', 'van')];
    const beside = subject('91000031', '8A2', 'tin');
    await db.commit([
      ...schools.insertClass(klass('91000031', '8A1'), [...ofClass].reverse()),
      ...schools.insertClass(klass('91000031', '8A2'), [beside]),
    ]);
    assert.deepEqual(await schools.listClassSubjects(db, '91000031', YEAR, '8A1'), ofClass);
    assert.deepEqual(await schools.listSubjectsOfYear(db, '91000031', YEAR), [...ofClass, beside]);
  },

  'a class learns one language under a subject, and another class another': async (db) => {
    const [here, there] = [subject('91000032', '8A1', 'nn1'), subject('91000032', '8A2', 'nn1')];
    await db.commit([
      ...schools.insertClass(klass('91000032', '8A1'), [here]),
      ...schools.insertClass(klass('91000032', '8A2'), [there]),
    ]);
    await db.commit([schools.setLanguage(here, 'en')]);
    const languages = (await schools.listSubjectsOfYear(db, '91000032', YEAR)).map((row) => row.language);
    assert.deepEqual(languages, ['en', null]);
    const untaught = db.commit([schools.setLanguage({ ...here, subject: 'nn2' }, 'fr')]);
    await assert.rejects(untaught, { code: 'WRITE_CONFLICT' });
  },
};

const ofEnrolments: Cases = {
  'the pupils of a class come by position, then code': async (db) => {
    const code = '91000041';
    const rows = [
      enrolment(code, 'class-c', { position: 1 }),
      enrolment(code, 'class-b', { position: 2 }),
      enrolment(code, 'class-a', { position: 2 }),
      enrolment(code, 'class-d', { class: '8A2' }),
    ];
    await db.commit([
      ...schools.insertStudents(['class-a', 'class-b', 'class-c', 'class-d'].map((id) => student(id))),
      ...schools.insertEnrolments(rows),
    ]);
    const found = await schools.listClassStudents(db, code, YEAR, '8A1');
    assert.deepEqual(
      found.map((row) => row.student.id),
      ['schools-class-c', 'schools-class-a', 'schools-class-b'],
    );
    assert.deepEqual(found[0], { student: student('class-c'), enrolment: rows[0] });
    const all = await schools.listYearStudents(db, code, YEAR);
    assert.deepEqual(all.map((row) => row.student.id).toSorted(), rows.map((row) => row.student).toSorted());
    assert.equal(await schools.countEnrolments(db, code, YEAR), 4);
    assert.equal(await schools.countEnrolments(db, code, '2025-2026'), 0);
  },

  'an enrolment is found, changed, and made once per school and year': async (db) => {
    const row = enrolment('91000051', 'moved');
    await db.commit([...schools.insertStudents([student('moved')]), ...schools.insertEnrolments([row])]);
    const moved = { ...row, status: 'moved', exempt: [], not_assessed: true, not_taken: ['hoa', 'nn2'] };
    await db.commit([schools.updateEnrolment(moved)]);
    assert.deepEqual(await schools.findEnrolment(db, row.school, YEAR, row.student), moved);
    assert.equal(await schools.findEnrolment(db, row.school, '2025-2026', row.student), undefined);
    await assert.rejects(db.commit(schools.insertEnrolments([row])), { code: 'DUPLICATE' });
    const unknown = schools.updateEnrolment({ ...row, student: 'schools-nobody' });
    await assert.rejects(db.commit([unknown]), { code: 'WRITE_CONFLICT' });
  },

  'a pupil leaves a school from the class where the pupil studies, and once': async (db) => {
    const row = enrolment('91000053', 'left');
    await db.commit([...schools.insertStudents([student('left')]), ...schools.insertEnrolments([row])]);
    const fromOther = schools.leaveSchool({ ...row, class: '8A9' }, '2026-10-01');
    await assert.rejects(db.commit([fromOther]), { code: 'WRITE_CONFLICT' });
    await db.commit([schools.leaveSchool(row, '2026-10-01')]);
    const left = { ...row, status: 'moved-away', left_on: '2026-10-01' };
    assert.deepEqual(await schools.findEnrolment(db, row.school, YEAR, row.student), left);
    await assert.rejects(db.commit([schools.leaveSchool(row, '2026-10-02')]), { code: 'WRITE_CONFLICT' });
  },

  'the enrolments of a pupil start with the newest year, and in it where the pupil moved from': async (
    db,
  ) => {
    const rows = [
      enrolment('91000061', 'travels', { year: '2025-2026' }),
      enrolment('91000061', 'travels', { status: 'moved' }),
      enrolment('91000062', 'travels'),
    ];
    await db.commit([...schools.insertStudents([student('travels')]), ...schools.insertEnrolments(rows)]);
    assert.deepEqual(await schools.listEnrolmentsOf(db, 'schools-travels'), [rows[1], rows[2], rows[0]]);
  },
};

const ofPages: Cases = {
  'pupils are read page by page': async (db) => {
    const rows = [student('page-1'), student('page-2')];
    await db.commit(schools.insertStudents(rows));
    const pages = await Array.fromAsync(schools.readStudents(db, 1));
    const own = pages.filter(([row]) => row?.id.startsWith('schools-page-'));
    assert.deepEqual(own, [[rows[0]], [rows[1]]]);
  },
};

const ofAssignments: Cases = {
  'assignments are listed of a class and of an account, one teacher per subject': async (db) => {
    const assign = (name: string, of: string, account: string, year = YEAR) => ({
      ...{ school: '91000071', year, class: of, subject: name, account },
    });
    const [math, homeroom] = [assign('toan', '8A1', 'schools.t'), assign('homeroom', '8A1', 'schools.h')];
    const before = assign('toan', '7A1', 'schools.t', '2025-2026');
    await db.commit(schools.insertAssignments([before, math, homeroom]));
    assert.deepEqual(await schools.listAssignments(db, '91000071', YEAR, '8A1'), [homeroom, math]);
    assert.deepEqual(await schools.listAssignmentsOf(db, 'schools.t'), [math, before]);
    assert.deepEqual(await schools.listAssignmentsOfYear(db, '91000071', '2025-2026'), [before]);
    const second = schools.insertAssignments([{ ...math, account: 'schools.other' }]);
    await assert.rejects(db.commit(second), { code: 'DUPLICATE' });
    const notHers = schools.deleteAssignment({ ...math, account: 'schools.other' });
    await assert.rejects(db.commit([notHers]), { code: 'WRITE_CONFLICT' });
    await db.commit([schools.deleteAssignment(math), ...second]);
    assert.deepEqual(await schools.listAssignmentsOf(db, 'schools.t'), [before]);
  },
};

export const cases = {
  ...ofSchools,
  ...ofStudents,
  ...ofPages,
  ...ofClasses,
  ...ofEnrolments,
  ...ofAssignments,
};
