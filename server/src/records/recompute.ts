import { digestOf } from '@hocba/shared/credential/digest';
import { decideRecomputed } from '@hocba/shared/lifecycle/decide';
import { computeYearRecord } from '@hocba/shared/record/compute-year-record';
import { sheetContent } from '@hocba/shared/record/fold';
import { isBlocking } from '@hocba/shared/record/is-blocking';
import type { ClassList, ClassStudent } from '@hocba/shared/school/class-list';
import {
  type ClassCode,
  HOMEROOM,
  type SheetId,
  sheetIdOf,
  sheetParts,
  type Term,
} from '@hocba/shared/school/identifiers';
import { type Batch, type BatchSheet, putRecord, sheetOf } from './batch.ts';

const TERMS: readonly Term[] = ['hk1', 'hk2'];

const sheetsOfClass = (batch: Batch, list: ClassList): Map<SheetId, BatchSheet> =>
  new Map(
    [...list.subjects.map(({ subject }) => subject), HOMEROOM].flatMap((subject) =>
      TERMS.map((term): [SheetId, BatchSheet] => {
        const id = sheetIdOf(list.class, subject, term);
        return [id, sheetOf(batch, id)];
      }),
    ),
  );

const recomputeStudent = async (
  batch: Batch,
  list: ClassList,
  student: ClassStudent,
  sheets: ReadonlyMap<SheetId, BatchSheet>,
): Promise<void> => {
  const { record, findings } = computeYearRecord({
    classList: list,
    student,
    policy: batch.policy,
    sheets: new Map(
      [...sheets].map(([id, { state, digest }]) => [
        id,
        { cells: state.cells[student.id], state: state.state, digest },
      ]),
    ),
  });
  const known = batch.records.get(student.id);
  const digest = await digestOf(record);
  const state = decideRecomputed(known, { digest, complete: !findings.some(isBlocking) });
  if (state === undefined) return;
  const same =
    known?.digest === digest &&
    known.state === state &&
    known.class === list.class &&
    JSON.stringify(known.findings) === JSON.stringify(findings);
  if (same) return;
  putRecord(batch, student.id, {
    row: known?.row,
    class: list.class,
    state,
    record,
    digest,
    findings,
    approvals: state === 'confirmed' ? (known?.approvals ?? []) : [],
    credential: known?.credential ?? null,
  });
};

/** Digests of the sheets that entries have changed since they were computed last. */
const digestSheets = async (batch: Batch, classCode: ClassCode): Promise<void> => {
  for (const id of batch.changedSheets) {
    const sheet = batch.sheets.get(id);
    if (sheet === undefined || sheet.digest !== '' || sheetParts(id).class !== classCode) continue;
    const digest = await digestOf(sheetContent(id, sheet.state.cells));
    batch.sheets.set(id, { ...sheet, digest });
  }
};

/** Computes the year records of a class again from its sheets, with the rules that the screen uses too. */
export const recomputeClass = async (batch: Batch, classCode: ClassCode): Promise<void> => {
  batch.stale.delete(classCode);
  await digestSheets(batch, classCode);
  const list = await batch.classes.find(classCode);
  if (list === undefined) return;
  const sheets = sheetsOfClass(batch, list);
  for (const student of list.students) {
    if (student.status === 'studying') await recomputeStudent(batch, list, student, sheets);
  }
};
