import type { ListDocument } from '@hocba/shared/documents/internal';
import { type Arrival, carryArrival } from '@hocba/shared/record/arrival';
import { carryPupil } from '@hocba/shared/record/carry';
import {
  type ClassCode,
  HOMEROOM,
  type SheetId,
  type StudentId,
  sheetIdOf,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { type Batch, putSheet, sheetOf } from '../batch.ts';

const sheetsOf = (batch: Batch, classCode: ClassCode): SheetId[] =>
  [...batch.sheets.keys()].filter((id) => sheetParts(id).class === classCode);

/** Carries one pupil from one class to another, sheet by sheet; what the new class is not taught stays where it is. */
const carry = (batch: Batch, { list }: ListDocument, student: StudentId, left: ClassCode): void => {
  const taught = new Set([...list.subjects.map(({ subject }) => subject), HOMEROOM]);
  for (const id of sheetsOf(batch, left)) {
    const { subject, term } = sheetParts(id);
    if (!taught.has(subject)) continue;
    const target = sheetIdOf(list.class, subject, term);
    const [from, to] = [sheetOf(batch, id), sheetOf(batch, target)];
    const carried = carryPupil(from.state, from.digest, to.state, student);
    if (carried === undefined) continue;
    if (carried.from.contested.length < from.state.contested.length) {
      putSheet(batch, id, { ...from, state: carried.from });
    }
    putSheet(batch, target, { ...to, state: carried.to, digest: '' });
  }
};

/** Marks of another school go to the sheets of the new class; of a subject that it is not taught none come. */
const carryIn = (batch: Batch, { list }: ListDocument, { student, sheets }: Arrival): void => {
  const taught = new Set([...list.subjects.map(({ subject }) => subject), HOMEROOM]);
  for (const arriving of sheets) {
    const { subject, term } = sheetParts(arriving.sheet);
    if (!taught.has(subject)) continue;
    const target = sheetIdOf(list.class, subject, term);
    const to = sheetOf(batch, target);
    const carried = carryArrival(arriving, to.state, student);
    if (carried !== undefined) putSheet(batch, target, { ...to, state: carried.to, digest: '' });
  }
};

const hasRecords = (batch: Batch, classCode: ClassCode): boolean =>
  [...batch.records.values()].some((record) => record.class === classCode);

/** The base of records: the pupils and the subjects, but not their teachers. */
const restOf = (document: ListDocument | undefined): string =>
  JSON.stringify([
    document?.list.students,
    document?.pupils,
    document?.list.subjects.map(({ teacher: _, ...subject }) => subject),
  ]);

/**
 * Folds a class list: it holds from here on, the marks of pupils who came with it, from another class or school, follow, and the records that rest
 * on it are computed again. A class has none before somebody writes on it or its list changes.
 */
export const foldList = async (batch: Batch, document: ListDocument): Promise<void> => {
  const before = await batch.classes.findDocument(document.class);
  batch.classes.put(document);
  for (const [student, left] of document.moves) carry(batch, document, student, left);
  for (const arrival of document.arrivals ?? []) carryIn(batch, document, arrival);
  const { class: classCode } = document;
  const isWritten = sheetsOf(batch, classCode).length > 0 || hasRecords(batch, classCode);
  if (isWritten || restOf(before) !== restOf(document)) batch.stale.add(classCode);
};
