import type { SubjectResult } from '@hocba/shared/marks/subject-result';
import type { YearRecord } from '@hocba/shared/record/year-record';
import type { Policy } from '@hocba/shared/regulations/policy';
import type { RecordSheet } from '@hocba/shared/regulations/record-sources';
import { askedSheetsOf } from '@hocba/shared/regulations/year-rules';
import { type ClassCode, type SheetId, type StudentId, sheetParts } from '@hocba/shared/school/identifiers';
import { type Batch, sheetOf } from '../batch.ts';

/** The pupils each summer sheet of a class is for, with the results of the year it may change. */
export type AskedSheets = Map<SheetId, Record<StudentId, SubjectResult>>;

/** Adds the sheets that one pupil's year asks for by its regulation; most years ask for none. */
export const gatherAsked = (
  asked: AskedSheets,
  record: YearRecord,
  sheets: ReadonlyMap<SheetId, RecordSheet>,
  policy: Policy,
): void => {
  for (const { sheet, original } of askedSheetsOf(record, sheets, policy)) {
    asked.set(sheet, { ...asked.get(sheet), [record.student]: original });
  }
};

const summerSheetsOf = (batch: Batch, classCode: ClassCode): SheetId[] =>
  [...batch.sheets.keys()].filter((id) => {
    const { class: own, term } = sheetParts(id);
    return own === classCode && term === 'summer';
  });

/**
 * Puts onto the summer sheets of a class whom they are for, so that teachers who see no records see them too; what was
 * entered for a pupil who is no longer asked stays and counts nothing. A closed sheet that a pupil is added to is open
 * again.
 */
export const applyAsked = (
  batch: Batch,
  classCode: ClassCode,
  asked: AskedSheets,
): { readonly reopened: boolean } => {
  let reopened = false;
  for (const id of new Set([...summerSheetsOf(batch, classCode), ...asked.keys()])) {
    const sheet = sheetOf(batch, id);
    const next = asked.get(id) ?? {};
    const before = sheet.state.asked ?? {};
    if (JSON.stringify(before) === JSON.stringify(next)) continue;
    const isNew = Object.keys(next).some((student) => !Object.hasOwn(before, student));
    const reopens = isNew && sheet.state.state === 'closed';
    reopened ||= reopens;
    const state = reopens ? ({ ...sheet.state, state: 'open', closed: null } as const) : sheet.state;
    batch.sheets.set(id, { ...sheet, state: { ...state, asked: next }, digest: '' });
    batch.changedSheets.add(id);
    batch.sensitive.add(classCode);
  }
  return { reopened };
};
