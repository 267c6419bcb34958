import type { Finding } from '../../../marks/finding.ts';
import { type RowValues, valuesOfRow } from '../../../marks/row-values.ts';
import type { ClassStudent, ClassSubject } from '../../../school/class-list.ts';
import { inTranscriptOrder, SUBJECTS } from '../../../school/curriculum/curriculum.ts';
import { isEmptyByRight, isNotTaken } from '../../../school/curriculum/electives.ts';
import {
  HOMEROOM,
  type SheetId,
  type SubjectCode,
  sheetIdOf,
  type Term,
} from '../../../school/identifiers.ts';
import { DEFAULT_POLICY } from '../../policy.ts';
import type { RecordSheet, RecordSources } from '../../record-sources.ts';
import { yearAbsences } from '../results/absences.ts';
import { yearAverage } from '../results/averages.ts';
import { learningReadings } from '../results/learning-result.ts';
import { decideYearEnd, isBothFailed } from '../results/promotion.ts';
import { decideTitle } from '../results/title.ts';
import { yearConduct } from '../results/year-conduct.ts';
import { averageOfRow } from '../sheet/averages-of-row.ts';
import { checkRow } from '../sheet/check-row.ts';
import { REGULAR_COLUMNS } from '../sheet/columns.ts';
import { withSummer } from '../summer/with-summer.ts';
import { checkElectives } from './check-electives.ts';
import { type Circular22Record, isLevel, type Level, type Result, type SubjectLine } from './record.ts';
import { outcomesOf, type Period, scoredOf } from './year-results.ts';

const TERMS: readonly Term[] = ['hk1', 'hk2'];

/** One pupil's row of one sheet. */
interface Row {
  readonly id: SheetId;
  readonly sheet: RecordSheet | undefined;
  readonly values: RowValues;
}

/** The rows of a subject, or of the homeroom teacher, in both terms. */
interface Rows extends Readonly<Record<Term, Row>> {
  readonly subject: SubjectCode;
  readonly regularMarks: number;
}

const rowOf = ({ classList, sheets }: RecordSources, subject: SubjectCode, term: Term): Row => {
  const id = sheetIdOf(classList.class, subject, term);
  const sheet = sheets.get(id);
  return { id, sheet, values: valuesOfRow(sheet?.cells) };
};

const rowsOf = (sources: RecordSources, { subject, regularMarks }: Omit<ClassSubject, 'teacher'>): Rows => ({
  subject,
  regularMarks,
  hk1: rowOf(sources, subject, 'hk1'),
  hk2: rowOf(sources, subject, 'hk2'),
});

const filledRegular = (values: RowValues): number =>
  REGULAR_COLUMNS.filter((column) => (values[column] ?? null) !== null).length;

/**
 * How many regular marks count in a row: those of the class; of a pupil who came from a class with more of them all that
 * were given, and of a row that was brought from a closed sheet just these. Circular 22/2021, Art. 9: the divisor is the
 * number of marks there are.
 */
const regularIn = ({ sheet, values }: Row, regularMarks: number): number =>
  sheet?.broughtFrom === undefined
    ? REGULAR_COLUMNS.reduce(
        (most, column, i) => ((values[column] ?? null) === null ? most : Math.max(most, i + 1)),
        regularMarks,
      )
    : filledRegular(values);

/** Marks beyond the columns of the class came along with the pupil: they count, and a person sees it. */
const extraMarks = (
  student: ClassStudent,
  subject: SubjectCode,
  term: Term,
  regularMarks: number,
  values: RowValues,
): Finding[] => {
  const filled = filledRegular(values);
  if (subject === HOMEROOM || filled <= regularMarks || isEmptyByRight(student, subject)) return [];
  return [{ code: 'REGULAR_MARKS_EXTRA', student: student.id, subject, term, value: filled }];
};

const lineOf = (
  student: ClassStudent,
  { subject, regularMarks, hk1: first, hk2: second }: Rows,
): SubjectLine => {
  const mode = SUBJECTS[subject]?.mode ?? 'comment';
  const exempt = student.exempt.includes(subject);
  if (isEmptyByRight(student, subject)) return { subject, mode, exempt, hk1: null, hk2: null, year: null };
  const hk1 = averageOfRow(subject, regularIn(first, regularMarks), first.values);
  const hk2 = averageOfRow(subject, regularIn(second, regularMarks), second.values);
  const averaged = typeof hk1 === 'number' && typeof hk2 === 'number' ? yearAverage(hk1, hk2) : null;
  return { subject, mode, exempt, hk1, hk2, year: mode === 'comment' ? hk2 : averaged };
};

/** The rating of a term or the year by the reading in force, and a point where the other reading differs. */
interface Rating {
  readonly level: Level | null;
  readonly findings: readonly Finding[];
}

/** The law does not say how a subject is made harmless; where that decides a level, a person must see it. */
const ratingOf = (
  { student, policy = DEFAULT_POLICY }: RecordSources,
  lines: readonly SubjectLine[],
  when: Period,
): Rating => {
  const outcomes = outcomesOf(lines, when);
  if (outcomes === undefined) return { level: null, findings: [] };
  const readings = learningReadings(outcomes.map(({ result }) => result));
  const where = when === 'year' ? {} : { term: when };
  return {
    level: readings[policy.lift],
    findings:
      readings.replace === readings.remove ? [] : [{ code: 'LIFT_AMBIGUOUS', student: student.id, ...where }],
  };
};

const termResult = (student: ClassStudent, learning: Level | null, { values }: Row): Result => {
  if (student.notAssessed) return { learning: null, conduct: null, absent: null };
  const { conduct, absent } = values;
  return {
    learning,
    conduct: isLevel(conduct) ? conduct : null,
    absent: typeof absent === 'number' ? absent : null,
  };
};

const wholeYear = (learning: Level | null, hk1: Result, hk2: Result): Result => ({
  learning,
  conduct: hk1.conduct === null || hk2.conduct === null ? null : yearConduct(hk1.conduct, hk2.conduct),
  absent: hk1.absent === null || hk2.absent === null ? null : yearAbsences(hk1.absent, hk2.absent),
});

/**
 * The consequences of the year, once both results and the absences are known, and the points that a person must look
 * at.
 */
const consequences = (
  { student, policy = DEFAULT_POLICY }: RecordSources,
  lines: readonly SubjectLine[],
  { learning, conduct, absent }: Result,
): { end: Pick<Circular22Record, 'promotion' | 'title'>; findings: Finding[] } => {
  if (student.notAssessed) return { end: { promotion: 'not-assessed', title: null }, findings: [] };
  if (learning === null || conduct === null || absent === null) {
    return { end: { promotion: null, title: null }, findings: [] };
  }
  const outcome = { learning, conduct, absent };
  const promotion = decideYearEnd(outcome, policy.bothFailed);
  const codes = [
    ...(isBothFailed(outcome) ? ['BOTH_FAILED' as const] : []),
    ...(promotion === null ? ['DECISION_NEEDED' as const] : []),
  ];
  return {
    end: { promotion, title: decideTitle(outcome, scoredOf(lines, 'year')) },
    findings: codes.map((code) => ({ code, student: student.id })),
  };
};

/** The sheets a record rests on: the homeroom teacher's, and those of subjects that are not empty by right. */
const sheetFindings = (
  student: ClassStudent,
  all: readonly Rows[],
): { sheets: Circular22Record['sheets']; findings: Finding[] } => {
  const sheets: Circular22Record['sheets'] = [];
  const findings: Finding[] = [];
  for (const rows of all) {
    const { subject, regularMarks } = rows;
    if (subject !== HOMEROOM && isEmptyByRight(student, subject)) continue;
    for (const term of TERMS) {
      const { id, sheet, values } = rows[term];
      // A row of another class's closed sheet is complete by what that class had to fill.
      if (sheet?.broughtFrom === undefined) {
        findings.push(...checkRow(student, subject, term, regularMarks, values));
      }
      findings.push(...extraMarks(student, subject, term, regularMarks, values));
      if (sheet?.state === 'closed') sheets.push([sheet.broughtFrom ?? id, sheet.digest]);
      else findings.push({ code: 'SHEET_OPEN', student: student.id, subject, term });
    }
  }
  return { sheets, findings };
};

interface ComputedYear {
  readonly record: Circular22Record;
  readonly findings: Finding[];
}

const computeFrom = (sources: RecordSources, isOurs: boolean): ComputedYear => {
  const { classList, student } = sources;
  const own = classList.subjects.filter(({ subject }) => !isNotTaken(student, subject));
  const taught = isOurs ? inTranscriptOrder(own) : [];
  const rows = taught.map((subject) => rowsOf(sources, subject));
  const homeroom = rowsOf(sources, { subject: HOMEROOM, regularMarks: 0 });
  const lines = rows.map((of) => lineOf(student, of));
  const [first, second, year] = [
    ratingOf(sources, lines, 'hk1'),
    ratingOf(sources, lines, 'hk2'),
    ratingOf(sources, lines, 'year'),
  ];
  const hk1 = termResult(student, first.level, homeroom.hk1);
  const hk2 = termResult(student, second.level, homeroom.hk2);
  const whole = wholeYear(year.level, hk1, hk2);
  const { end, findings: doubts } = consequences(sources, lines, whole);
  const { sheets, findings } = sheetFindings(student, [...rows, homeroom]);
  const remark = homeroom.hk2.values.remark;
  const record: Circular22Record = {
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
    ...end,
    remark: typeof remark === 'string' ? remark : null,
    sheets,
  };
  const where = `${classList.grade} ${classList.year}`;
  const unknown: Finding[] = isOurs ? [] : [{ code: 'RULES_UNKNOWN', student: student.id, value: where }];
  const points = [
    ...unknown,
    ...(isOurs ? checkElectives(classList, student) : []),
    ...first.findings,
    ...second.findings,
    ...year.findings,
    ...doubts,
    ...findings,
  ];
  const { policy = DEFAULT_POLICY, sheets: all } = sources;
  return withSummer({ record, findings: points }, all, policy);
};

/**
 * A pupil's record of the year from the class's sheets, and every point that still stands in its way (`isBlocking`) or
 * that a person should see; what is not known yet is null. Never throws, also for pupils who came
 * in the middle of the year: their missing marks are findings. Circular 22/2021, Art. 8–15.
 */
export const computeCircular22Year = (sources: RecordSources): ComputedYear => computeFrom(sources, true);

/**
 * The record of a year that no regulation of ours computes: its results stay unknown, and RULES_UNKNOWN says why. It has
 * the form of this regulation's record, because every record has the form of one.
 */
export const computeUnknownYear = (sources: RecordSources): ComputedYear => computeFrom(sources, false);
