import { digestOf } from '@hocba/shared/credential/jws/digest';
import { decideRecomputed } from '@hocba/shared/lifecycle/decide';
import type { Finding } from '@hocba/shared/marks/finding';
import { isBlocking } from '@hocba/shared/marks/is-blocking';
import { sheetContent } from '@hocba/shared/record/fold';
import { recordSheetOf } from '@hocba/shared/record/record-sheet';
import type { RecordSheet } from '@hocba/shared/regulations/record-sources';
import { computeYearRecord } from '@hocba/shared/regulations/year-rules';
import type { ClassList, ClassStudent } from '@hocba/shared/school/class-list';
import {
  type ClassCode,
  HOMEROOM,
  type SheetId,
  type SubjectCode,
  sheetIdOf,
  sheetParts,
  type Term,
} from '@hocba/shared/school/identifiers';
import { type Batch, type BatchSheet, putRecord, sheetOf } from '../batch.ts';
import { type AskedSheets, applyAsked, gatherAsked } from './asked-sheets.ts';

const TERMS: readonly Term[] = ['hk1', 'hk2'];

const sheetsOfClass = (batch: Batch, list: ClassList): Map<SheetId, BatchSheet> =>
  new Map(
    subjectsOf(list).flatMap((subject) => [
      ...TERMS.map((term): [SheetId, BatchSheet] => {
        const id = sheetIdOf(list.class, subject, term);
        return [id, sheetOf(batch, id)];
      }),
      ...summerSheetOf(batch, sheetIdOf(list.class, subject, 'summer')),
    ]),
  );

const subjectsOf = ({ subjects }: ClassList): SubjectCode[] => [
  ...subjects.map(({ subject }) => subject),
  HOMEROOM,
];

/** Most classes have none, and most pupils of the others are on none. */
const summerSheetOf = (batch: Batch, id: SheetId): [SheetId, BatchSheet][] => {
  const sheet = batch.sheets.get(id);
  return sheet === undefined ? [] : [[id, sheet]];
};

/** The most that a device's list of points can hold. */
const MAX_FINDINGS = 200;

/** Marks of subjects that the new class is not taught stay on the sheets of the old one: a person must see that. */
const leftBehind = (batch: Batch, list: ClassList, student: ClassStudent): Finding[] => {
  if (student.cameFrom === undefined) return [];
  const taught = new Set(subjectsOf(list));
  return [...batch.sheets].flatMap(([id, { state }]): Finding[] => {
    const { class: classCode, subject, term } = sheetParts(id);
    const isLeft = student.cameFrom?.includes(classCode) && !taught.has(subject);
    if (!isLeft || state.cells[student.id] === undefined || term === 'summer') return [];
    return [{ code: 'MARKS_LEFT_BEHIND', student: student.id, subject, term, value: classCode }];
  });
};

const recomputeStudent = async (
  batch: Batch,
  list: ClassList,
  student: ClassStudent,
  sheets: ReadonlyMap<SheetId, BatchSheet>,
  asked: AskedSheets,
): Promise<void> => {
  const own: ReadonlyMap<SheetId, RecordSheet> = new Map(
    [...sheets].map(([id, { state, digest }]) => [id, recordSheetOf(state, digest, student.id)]),
  );
  const { policy } = batch;
  const computed = computeYearRecord({ classList: list, student, policy, sheets: own });
  const { record } = computed;
  const findings = [...computed.findings, ...leftBehind(batch, list, student)].slice(0, MAX_FINDINGS);
  gatherAsked(asked, record, own, policy);
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
    revision: known?.revision ?? 0,
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

const recomputeStudents = async (batch: Batch, list: ClassList): Promise<AskedSheets> => {
  const sheets = sheetsOfClass(batch, list);
  const asked: AskedSheets = new Map();
  for (const student of list.students) {
    if (student.status === 'studying') await recomputeStudent(batch, list, student, sheets, asked);
  }
  return asked;
};

/**
 * Computes the year records of a class again from its sheets, with the rules that the screen uses too, and the pupils
 * who are asked on its summer sheets.
 */
export const recomputeClass = async (batch: Batch, classCode: ClassCode): Promise<void> => {
  batch.stale.delete(classCode);
  await digestSheets(batch, classCode);
  const list = await batch.classes.find(classCode);
  if (list === undefined) return;
  const asked = await recomputeStudents(batch, list);
  const { reopened } = applyAsked(batch, classCode, asked);
  await digestSheets(batch, classCode);
  // Records that rested on the closed sheet wait for it again.
  if (reopened) await recomputeStudents(batch, list);
};
