import type { CellHead } from '../../../marks/cell-head.ts';
import type { Finding } from '../../../marks/finding.ts';
import { valuesOfRow } from '../../../marks/row-values.ts';
import type { SubjectResult } from '../../../marks/subject-result.ts';
import {
  type ClassCode,
  HOMEROOM,
  type SheetId,
  type SubjectCode,
  sheetIdOf,
} from '../../../school/identifiers.ts';
import type { Policy } from '../../policy.ts';
import type { RecordSheet } from '../../record-sources.ts';
import type { AskedSheet } from '../../regulation.ts';
import { type Circular22Record, isLevel } from '../year/record.ts';
import { checkSummerRow } from './check-summer-row.ts';
import { finishedYearOf } from './finished-year.ts';
import { listRetestable } from './re-test.ts';
import { applySummerStep, openSummer } from './summer.ts';
import type { Summer, SummerStep } from './summer-case.ts';

/** A pupil's summer as its sheets tell it: where it stands, the sheets it is on, what is still missing there. */
export interface PupilSummer {
  readonly summer: Summer;
  readonly asked: readonly AskedSheet[];
  readonly sheets: Circular22Record['sheets'];
  readonly findings: readonly Finding[];
}

type Sheets = ReadonlyMap<SheetId, RecordSheet>;
type Head = CellHead | undefined;

/** The rating after training, once there is one. */
const trainingSteps = (head: Head): SummerStep[] => {
  const conduct = head?.[0] ?? null;
  return isLevel(conduct) ? [{ step: 'rate-conduct', conduct }] : [];
};

/** Registered with the result: who did not come, or did not want to, has absent on the sheet. */
const retestSteps = (subject: SubjectCode, head: Head): SummerStep[] => {
  const value = head?.[0] ?? null;
  if (value === null || value === 'M') return [];
  const result = value === 'V' ? 'absent' : (value as SubjectResult);
  return [
    { step: 'register', subject },
    { step: 'retest', subject, result },
  ];
};

const placeOf = (classCode: ClassCode, subject: SubjectCode, original: SubjectResult): AskedSheet => ({
  sheet: sheetIdOf(classCode, subject, 'summer'),
  subject,
  original,
});

/** Takes what the sheets hold into the state machine of the summer, as far as its rules admit it. */
const walk = (opened: Summer, record: Circular22Record, sheets: Sheets, policy: Policy) => {
  const steps = (summer: Summer, all: readonly SummerStep[]): Summer =>
    all.reduce((before, step) => applySummerStep(before, step, policy).summer, summer);
  const headOf = ({ sheet }: AskedSheet, column: string): Head => sheets.get(sheet)?.cells?.[column];
  const training = opened.state === 'summer-training' ? [placeOf(record.class, HOMEROOM, 'CĐ' as const)] : [];
  const trained = training.reduce(
    (summer, place) => steps(summer, trainingSteps(headOf(place, 'conduct'))),
    opened,
  );
  // A rating that its teacher may still change opens no re-test.
  const isRated = training.every(({ sheet }) => sheets.get(sheet)?.state === 'closed');
  const failed =
    trained.state === 'retest' && isRated ? listRetestable(trained.original?.subjects ?? []) : [];
  const retests = failed.map(({ subject, result }) => placeOf(record.class, subject, result));
  const summer = retests.reduce(
    (before, place) => steps(before, retestSteps(place.subject, headOf(place, 'retest'))),
    trained,
  );
  return { summer, asked: [...training, ...retests] };
};

/**
 * The summer of a pupil whose year ended in a re-test or summer training, from the class's summer sheets; undefined for
 * everybody else. It is concluded once every sheet the pupil is asked on is closed and holds a result: until then its
 * findings say what is missing (see `checkSummerRow`, and SHEET_OPEN). Circular 22/2021, Art. 12–14.
 */
export const summerOf = (
  record: Circular22Record,
  sheets: Sheets,
  policy: Policy,
): PupilSummer | undefined => {
  const opened = openSummer(finishedYearOf(record), policy).summer;
  if (opened.state !== 'retest' && opened.state !== 'summer-training') return undefined;
  const { summer, asked } = walk(opened, record, sheets, policy);
  const findings: Finding[] = [];
  const closed: Circular22Record['sheets'] = [];
  for (const { sheet: id, subject } of asked) {
    const sheet = sheets.get(id);
    findings.push(...checkSummerRow(record.student, subject, valuesOfRow(sheet?.cells)));
    if (sheet?.state === 'closed') closed.push([sheet.broughtFrom ?? id, sheet.digest]);
    else findings.push({ code: 'SHEET_OPEN', student: record.student, subject, term: 'summer' });
  }
  if (findings.length > 0) return { summer, asked, sheets: closed, findings };
  const concluded = applySummerStep(summer, { step: 'conclude' }, policy).summer;
  return { summer: concluded, asked, sheets: closed, findings };
};
