import type { Downward } from '@hocba/shared/documents/downward';
import type { Words } from '@hocba/shared/marks/words';
import { recordSheetOf } from '@hocba/shared/record/record-sheet';
import type { ExplainedSection } from '@hocba/shared/regulations/explained/explained';
import { DEFAULT_POLICY, type Policy } from '@hocba/shared/regulations/policy';
import type { RecordSheet } from '@hocba/shared/regulations/record-sources';
import { computeYearRecord, explainYear } from '@hocba/shared/regulations/year-rules';
import type { ClassCode, SchoolYear, SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { useMemo } from 'react';
import { useSession } from '../work/session.ts';
import { useYear } from '../work/use-workspace.ts';

/** How a pupil's results of the year come about, worked out on this device, beside what the record itself says. */
export interface Explanation {
  /** The record is frozen: what is signed counts, whatever a calculation says. */
  readonly isFinal: boolean;
  /** Every result with how it came about, in the words of the screen. */
  sections(words: Words): readonly ExplainedSection[];
}

const sheetsOf = (docs: ReadonlyMap<string, Downward>, classCode: ClassCode, student: StudentId) => {
  const sheets = new Map<SheetId, RecordSheet>();
  for (const doc of docs.values()) {
    if (doc.kind !== 'sheet' || !doc.sheet.startsWith(`${classCode}:`)) continue;
    sheets.set(doc.sheet, recordSheetOf(doc, doc.digest, student));
  }
  return sheets;
};

/**
 * Works a pupil's year out from the registry's documents alone, as the record was: what is typed or on its way here is
 * in no record yet. Undefined where the class or the pupil is not on this device.
 */
export const explainPupil = (
  docs: ReadonlyMap<string, Downward>,
  classCode: ClassCode,
  id: StudentId,
  policy: Policy = DEFAULT_POLICY,
): Explanation | undefined => {
  const classList = docs.get(`class:${classCode}`);
  if (classList?.kind !== 'class') return undefined;
  const student = classList.students.find((one) => one.id === id);
  if (student === undefined) return undefined;
  const found = docs.get(`record:${id}`);
  const document = found?.kind === 'record' ? found : undefined;
  const sheets = sheetsOf(docs, classCode, id);
  const sources = { classList, student, sheets, policy };
  const { record: computed } = computeYearRecord(sources);
  return {
    isFinal: document?.state === 'finalised' || document?.state === 'issued',
    sections: (words) => explainYear(document?.record, computed, sources, words),
  };
};

/** How a pupil's results come about, as this device can work them out. */
export const useExplanation = (
  year: SchoolYear,
  classCode: ClassCode,
  student: StudentId,
): Explanation | undefined => {
  const { state } = useYear(year);
  const docs = state?.docs;
  const { me } = useSession();
  const lift = me?.lift ?? DEFAULT_POLICY.lift;
  return useMemo(
    () =>
      docs === undefined ? undefined : explainPupil(docs, classCode, student, { ...DEFAULT_POLICY, lift }),
    [docs, classCode, student, lift],
  );
};
