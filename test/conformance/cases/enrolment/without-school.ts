import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  type DossierRow,
  insertDossier,
  listDossiersOfPupils,
  listEndedDossiers,
  listOpenDossiers,
} from '@hocba/server/storage/queries/dossiers/dossiers';
import {
  insertWhereabouts,
  listWhereabouts,
  readWhereabouts,
  type WhereaboutsRow,
} from '@hocba/server/storage/queries/dossiers/whereabouts';
import { STUDYING } from '@hocba/server/storage/queries/enrolment.fixture';
import {
  insertEnrolments,
  insertStudents,
  leaveSchool,
  listEnrolmentsOfPupils,
  listMovedAway,
} from '@hocba/server/storage/queries/schools/schools';

const PROCEDURE = '9.000001';
const dossier = (id: string, change: Partial<DossierRow> = {}): DossierRow => ({
  ...{ id, code: id, procedure: PROCEDURE, open_key: null, student: 's0000000000f1', receiver: '08000f02' },
  ...{ sender: '08000f01', state: 'withdrawn', seq: 2, filed_at: '2026-10-01T00:00:00.000Z', body: '{}' },
  ...change,
});
const note = (id: string, student: string): WhereaboutsRow => ({
  ...{ id, student, kind: 'abroad', note: 'Lào', noted_by: 'so.canbo', noted_at: '2026-10-01T00:00:00.000Z' },
});
const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).toSorted();

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'open and ended dossiers of a procedure are found apart from each other, and those of some pupils': async (
    db,
  ) => {
    await db.commit([
      insertDossier(dossier('w-open', { open_key: 'transfer/w', student: 's0000000000f2' })),
      insertDossier(dossier('w-old', { filed_at: '2025-10-01T00:00:00.000Z' })),
      insertDossier(dossier('w-new')),
      insertDossier(dossier('w-other', { procedure: '9.000002' })),
    ]);
    assert.deepEqual(idsOf(await listOpenDossiers(db, PROCEDURE)), ['w-open']);
    assert.deepEqual(idsOf(await listEndedDossiers(db, PROCEDURE, '2026-01-01T00:00:00.000Z')), ['w-new']);
    assert.deepEqual(idsOf(await listDossiersOfPupils(db, ['s0000000000f2', 's0000000000f9'])), ['w-open']);
  },
  'the notes about where pupils are come for the pupils who were asked about': async (db) => {
    await db.commit([note('n-1', 's0000000000f1'), note('n-2', 's0000000000f2')].map(insertWhereabouts));
    assert.deepEqual(await listWhereabouts(db, ['s0000000000f2']), [note('n-2', 's0000000000f2')]);
    assert.deepEqual(await listWhereabouts(db, []), []);
  },
  'all notes about where pupils are come page by page, in the order of their ids': async (db) => {
    const own = ['n-3', 'n-4', 'n-5'].map((id) => note(id, 's0000000000f5'));
    await db.commit(own.toReversed().map(insertWhereabouts));
    const pages: (readonly WhereaboutsRow[])[] = [];
    for await (const page of readWhereabouts(db, 2)) pages.push(page);
    assert.ok(pages.every(({ length }) => length <= 2));
    assert.deepEqual(
      pages.flat().filter(({ student }) => student === 's0000000000f5'),
      own,
    );
  },
  'pupils who moved away are found since a school year, of one school and of all': async (db) => {
    const person = {
      personal_id: null,
      name: 'Hà',
      sort_key: 'h',
      search_key: 'ha',
      birth_date: '2013-01-01',
    };
    const students = ['s0000000000f3', 's0000000000f4'];
    await db.commit(
      insertStudents(
        students.map((id, i) => ({ ...person, id, code: `08123456f${i}`, sex: 'male', ethnicity: 'Tày' })),
      ),
    );
    const at = (student: string | undefined, school: string, year: string) => ({
      ...{ school, year, class: '8A1', position: 1, ...STUDYING, student: student ?? '' },
    });
    const rows = [
      at(students[0], '08000f01', '2026-2027'),
      at(students[0], '08000f01', '2020-2021'),
      at(students[1], '08000f02', '2026-2027'),
    ];
    await db.commit([...insertEnrolments(rows), ...rows.map((row) => leaveSchool(row, '2026-10-01'))]);
    const found = async (school: string | null) =>
      (await listMovedAway(db, { from: '2026-2027', school }))
        .map(({ student }) => student)
        .filter((student) => students.includes(student))
        .toSorted();
    assert.deepEqual(await found('08000f01'), [students[0]]);
    assert.deepEqual(await found(null), students);
    assert.equal((await listEnrolmentsOfPupils(db, students)).length, 3);
  },
};
