import { yearAverage } from '../rules/circular-22-2021/averages.ts';
import { learningResult, type SubjectResults } from '../rules/circular-22-2021/learning-result.ts';
import { decidePromotion } from '../rules/circular-22-2021/promotion.ts';
import { decideTitle } from '../rules/circular-22-2021/title.ts';
import { yearConduct } from '../rules/circular-22-2021/year-conduct.ts';
import type { Finding } from '../rules/finding.ts';
import { ruleSetOf } from '../rules/rule-set.ts';
import type { ClassList, ClassStudent, ClassSubject } from '../school/class-list.ts';
import { inTranscriptOrder, SUBJECTS } from '../school/curriculum.ts';
import { HOMEROOM, type SheetId, type SubjectCode, sheetIdOf, type Term } from '../school/identifiers.ts';
import { averageOfRow, type RowValues, valuesOfRow } from './averages-of-row.ts';
import { checkRow, isEmptyByRight } from './check-row.ts';
import type { SheetCells } from './sheet-state.ts';
import type { Level, Result, SubjectLine, SubjectResult, YearRecord } from './year-record.ts';

/** A sheet as one pupil's record sees it: the pupil's own cells, whether it is closed, the digest it was approved by. */
export interface RecordSheet {
  readonly cells: SheetCells[string] | undefined;
  readonly state: 'open' | 'closed';
  readonly digest: string;
}

export interface RecordSources {
  readonly classList: ClassList;
  readonly student: ClassStudent;
  readonly sheets: ReadonlyMap<SheetId, RecordSheet>;
}

const TERMS: readonly Term[] = ['hk1', 'hk2'];
/** What a device's list of points and the document that carries it can hold. */
const MAX_FINDINGS = 200;

const sheetOf = ({ classList, sheets }: RecordSources, subject: SubjectCode, term: Term) => {
  const id = sheetIdOf(classList.class, subject, term);
  return { id, sheet: sheets.get(id) };
};

const rowOf = (sources: RecordSources, subject: SubjectCode, term: Term): RowValues =>
  valuesOfRow(sheetOf(sources, subject, term).sheet?.cells);

const lineOf = (sources: RecordSources, { subject, regularMarks }: ClassSubject): SubjectLine => {
  const mode = SUBJECTS[subject]?.mode ?? 'comment';
  const exempt = sources.student.exempt.includes(subject);
  if (isEmptyByRight(sources.student, subject)) {
    return { subject, mode, exempt, hk1: null, hk2: null, year: null };
  }
  const hk1 = averageOfRow(subject, regularMarks, rowOf(sources, subject, 'hk1'));
  const hk2 = averageOfRow(subject, regularMarks, rowOf(sources, subject, 'hk2'));
  const averaged = typeof hk1 === 'number' && typeof hk2 === 'number' ? yearAverage(hk1, hk2) : null;
  return { subject, mode, exempt, hk1, hk2, year: mode === 'comment' ? hk2 : averaged };
};

const scoredOf = (lines: readonly SubjectLine[], when: 'hk1' | 'hk2' | 'year'): number[] =>
  lines.map((line) => line[when]).filter((result) => typeof result === 'number');

/** Results of every subject the pupil is assessed in, or undefined while one is not known. */
const resultsOf = (
  lines: readonly SubjectLine[],
  when: 'hk1' | 'hk2' | 'year',
): SubjectResults | undefined => {
  const results = lines.filter(({ exempt }) => !exempt).map((line): SubjectResult | null => line[when]);
  if (results.length === 0 || results.includes(null)) return undefined;
  return { scored: scoredOf(lines, when), comment: results.filter((r) => r === 'Đ' || r === 'CĐ') };
};

const levelOf = (results: SubjectResults | undefined): Level | null =>
  results === undefined ? null : learningResult(results);

/** The law does not say how a subject is made harmless; where that decides a level, a person must see it. */
const liftFinding = (student: ClassStudent, results: SubjectResults | undefined, term?: Term): Finding[] => {
  if (results === undefined || learningResult(results) === learningResult(results, 'remove')) return [];
  return [{ code: 'LIFT_AMBIGUOUS', student: student.id, ...(term === undefined ? {} : { term }) }];
};

const CONDUCT: readonly unknown[] = ['T', 'K', 'Đ', 'CĐ'] satisfies Level[];

const termResult = (sources: RecordSources, lines: readonly SubjectLine[], term: Term): Result => {
  if (sources.student.notAssessed) return { learning: null, conduct: null, absent: null };
  const { conduct, absent } = rowOf(sources, HOMEROOM, term);
  return {
    learning: levelOf(resultsOf(lines, term)),
    conduct: CONDUCT.includes(conduct) ? (conduct as Level) : null,
    absent: typeof absent === 'number' ? absent : null,
  };
};

/** 400 is the most a record can hold; nobody is promoted anywhere near it. */
const sumAbsent = (hk1: number | null, hk2: number | null): number | null =>
  hk1 === null || hk2 === null ? null : Math.min(hk1 + hk2, 400);

const wholeYear = (lines: readonly SubjectLine[], hk1: Result, hk2: Result): Result => ({
  learning: levelOf(resultsOf(lines, 'year')),
  conduct: hk1.conduct === null || hk2.conduct === null ? null : yearConduct(hk1.conduct, hk2.conduct),
  absent: sumAbsent(hk1.absent, hk2.absent),
});

/** What follows from the year, once both results and the absences are known. */
const consequences = (
  student: ClassStudent,
  lines: readonly SubjectLine[],
  { learning, conduct, absent }: Result,
): Pick<YearRecord, 'promotion' | 'title'> => {
  if (student.notAssessed) return { promotion: 'not-assessed', title: null };
  if (learning === null || conduct === null || absent === null) return { promotion: null, title: null };
  const outcome = { learning, conduct, absent };
  return { promotion: decidePromotion(outcome), title: decideTitle(outcome, scoredOf(lines, 'year')) };
};

/** The sheets a record rests on: the homeroom teacher's, and those of subjects that are not empty by right. */
const sheetFindings = (
  sources: RecordSources,
  taught: readonly ClassSubject[],
): { sheets: YearRecord['sheets']; findings: Finding[] } => {
  const { student } = sources;
  const sheets: YearRecord['sheets'] = [];
  const findings: Finding[] = [];
  for (const { subject, regularMarks } of [...taught, { subject: HOMEROOM, regularMarks: 0 }]) {
    if (subject !== HOMEROOM && isEmptyByRight(student, subject)) continue;
    for (const term of TERMS) {
      const { id, sheet } = sheetOf(sources, subject, term);
      findings.push(...checkRow(student, subject, term, regularMarks, valuesOfRow(sheet?.cells)));
      if (sheet?.state === 'closed') sheets.push([id, sheet.digest]);
      else findings.push({ code: 'SHEET_OPEN', student: student.id, subject, term });
    }
  }
  return { sheets, findings };
};

/**
 * A pupil's record of the year from the class's sheets, and every point that still stands in its way. All but
 * LIFT_AMBIGUOUS keep it from being final; what is not known yet is null. Never throws, also for pupils who came
 * in the middle of the year: their missing marks are findings. Circular 22/2021, Art. 8–15.
 */
export const computeYearRecord = (sources: RecordSources): { record: YearRecord; findings: Finding[] } => {
  const { classList, student } = sources;
  const rules = ruleSetOf(classList.grade, classList.year);
  const isOurs = rules === 'circular-22-2021';
  // Years of other regulations are never computed by this one: their results stay unknown, and the finding says why.
  const taught = isOurs ? inTranscriptOrder(classList.subjects) : [];
  const lines = taught.map((subject) => lineOf(sources, subject));
  const hk1 = termResult(sources, lines, 'hk1');
  const hk2 = termResult(sources, lines, 'hk2');
  const whole = wholeYear(lines, hk1, hk2);
  const { sheets, findings } = sheetFindings(sources, taught);
  const remark = rowOf(sources, HOMEROOM, 'hk2').remark;
  const record: YearRecord = {
    v: 1,
    regulation: 'circular-22-2021',
    school: classList.school,
    year: classList.year,
    class: classList.class,
    grade: classList.grade,
    student: student.id,
    notAssessed: student.notAssessed,
    subjects: lines,
    hk1,
    hk2,
    whole,
    ...consequences(student, lines, whole),
    remark: typeof remark === 'string' ? remark : null,
    sheets,
  };
  const year = `${classList.grade} ${classList.year}`;
  const unknown: Finding[] = isOurs ? [] : [{ code: 'RULES_UNKNOWN', student: student.id, value: year }];
  const lifts = [
    ...liftFinding(student, resultsOf(lines, 'hk1'), 'hk1'),
    ...liftFinding(student, resultsOf(lines, 'hk2'), 'hk2'),
    ...liftFinding(student, resultsOf(lines, 'year')),
  ];
  return { record, findings: [...unknown, ...lifts, ...findings].slice(0, MAX_FINDINGS) };
};
