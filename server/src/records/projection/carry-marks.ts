import { carryPupil } from '@hocba/shared/record/carry';
import {
  type ClassCode,
  databaseParts,
  HOMEROOM,
  type SheetId,
  type StudentId,
  sheetIdOf,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import type { Db, Write } from '../../storage/engine/db.ts';
import { listUncarried, markCarried } from '../../storage/queries/schools/former-classes.ts';
import { type Batch, putSheet, sheetOf } from './batch.ts';

const sheetsOf = (batch: Batch, classCode: ClassCode): SheetId[] =>
  [...batch.sheets.keys()].filter((id) => sheetParts(id).class === classCode);

/** Carries one pupil from one class to another, sheet by sheet; what the new class is not taught stays where it is. */
const carry = async (
  batch: Batch,
  student: StudentId,
  left: ClassCode,
  present: ClassCode,
): Promise<void> => {
  const list = await batch.classes.find(present);
  const taught = new Set([...(list?.subjects.map(({ subject }) => subject) ?? []), HOMEROOM]);
  for (const id of sheetsOf(batch, left)) {
    const { subject, term } = sheetParts(id);
    if (!taught.has(subject)) continue;
    const target = sheetIdOf(present, subject, term);
    const [from, to] = [sheetOf(batch, id), sheetOf(batch, target)];
    const carried = carryPupil(from.state, from.digest, to.state, student);
    if (carried === undefined) continue;
    if (carried.from.contested.length < from.state.contested.length) {
      putSheet(batch, id, { ...from, state: carried.from });
    }
    putSheet(batch, target, { ...to, state: carried.to, digest: '' });
  }
};

/**
 * Carries the marks of pupils who changed class since, each move once; the writes remember that it is done and belong to
 * the commit of the sheets.
 */
export const carryMarks = async (db: Db, batch: Batch, classes: readonly ClassCode[]): Promise<Write[]> => {
  const { school, year } = databaseParts(batch.db);
  const writes: Write[] = [];
  for (const move of await listUncarried(db, school, year)) {
    if (!classes.includes(move.present as ClassCode)) continue;
    await carry(batch, move.student as StudentId, move.class as ClassCode, move.present as ClassCode);
    writes.push(markCarried(move));
  }
  return writes;
};
