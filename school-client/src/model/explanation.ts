import type { Downward } from '@hocba/shared/documents/downward';
import type { Derivation } from '@hocba/shared/marks/derivation';
import { valuesOfRow } from '@hocba/shared/marks/row-values';
import type { SubjectResult } from '@hocba/shared/marks/subject-result';
import { recordSheetOf } from '@hocba/shared/record/record-sheet';
import type { YearRecord } from '@hocba/shared/record/year-record';
import { explainAverageOfRow } from '@hocba/shared/regulations/circular-22-2021/sheet/averages-of-row';
import {
  explainYearRecord,
  type YearExplanation,
} from '@hocba/shared/regulations/circular-22-2021/year/explain-year-record';
import type { Circular22Record } from '@hocba/shared/regulations/circular-22-2021/year/record';
import {
  explainCircular27Record,
  type PrimaryExplanation,
} from '@hocba/shared/regulations/circular-27-2020/year/explain-record';
import type { Circular27Record } from '@hocba/shared/regulations/circular-27-2020/year/record';
import { DEFAULT_POLICY, type Policy } from '@hocba/shared/regulations/policy';
import type { RecordSheet } from '@hocba/shared/regulations/record-sources';
import { computeYearRecord } from '@hocba/shared/regulations/year-rules';
import {
  type ClassCode,
  type SchoolYear,
  type SheetId,
  type StudentId,
  type SubjectCode,
  sheetIdOf,
  type Term,
} from '@hocba/shared/school/identifiers';
import { useMemo } from 'react';
import { useSession } from '../work/session.ts';
import { useYear } from '../work/use-workspace.ts';

/** A record and how it came about, worked out on this device. */
interface Explained<Record extends YearRecord, Why> {
  readonly regulation: Record['regulation'];
  /** The registry's record; undefined while it is not on this device. */
  readonly record: Record | undefined;
  /** The record is frozen: what is signed counts, whatever a calculation says. */
  readonly isFinal: boolean;
  /** The same record worked out from the sheets on this device. */
  readonly computed: Record;
  readonly why: Why;
}

/** How a pupil's results of a year in grades 6–12 come about. */
export interface Circular22Explanation extends Explained<Circular22Record, YearExplanation> {
  termOf(subject: SubjectCode, term: Term): Derivation<SubjectResult> | null;
}

/** How a pupil's results of a year in grades 1–5 come about. */
export type Circular27Explanation = Explained<Circular27Record, PrimaryExplanation>;

/** How a pupil's results of the year come about, worked out on this device, beside what the record itself says. */
export type Explanation = Circular22Explanation | Circular27Explanation;

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
  const { record: computed } = computeYearRecord({ classList, student, sheets, policy });
  const record = document?.record;
  const isFinal = document?.state === 'finalised' || document?.state === 'issued';
  if (computed.regulation === 'circular-27-2020') {
    return {
      regulation: computed.regulation,
      record: record?.regulation === computed.regulation ? record : undefined,
      isFinal,
      computed,
      why: explainCircular27Record(computed),
    };
  }
  return {
    regulation: computed.regulation,
    record: record?.regulation === computed.regulation ? record : undefined,
    isFinal,
    computed,
    why: explainYearRecord(computed, policy),
    termOf: (subject, term) => {
      const taught = classList.subjects.find((one) => one.subject === subject);
      const cells = sheets.get(sheetIdOf(classCode, subject, term))?.cells;
      return explainAverageOfRow(subject, taught?.regularMarks ?? 0, valuesOfRow(cells));
    },
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
