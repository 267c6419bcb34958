import type { CellValue } from '../../../marks/cell.ts';
import type { Finding } from '../../../marks/finding.ts';
import { type RowValues, valuesOfRow } from '../../../marks/row-values.ts';
import type { ClassStudent } from '../../../school/class-list.ts';
import { inPrimaryOrder } from '../../../school/curriculum/curriculum-primary.ts';
import { isEmptyByRight, isNotTaken } from '../../../school/curriculum/electives.ts';
import {
  HOMEROOM,
  type SubjectCode,
  sheetIdOf,
  type Term,
  type TraitCode,
} from '../../../school/identifiers.ts';
import type { RecordSources } from '../../record-sources.ts';
import { isSubjectLevel, isTraitLevel } from '../levels.ts';
import { POINTS, type Point } from '../points.ts';
import { awardByTick } from '../results/award.ts';
import { checkPoint, type PupilAtPoint } from '../results/check-point.ts';
import { decideCompletion } from '../results/completion.ts';
import { computeEducationResult } from '../results/education-result.ts';
import { checkPrimaryRow } from '../sheet/check-primary-row.ts';
import { type PrimaryColumn, TICK } from '../sheet/columns.ts';
import { decideTest } from '../sheet/periodic-tests.ts';
import { TRAITS, traitsOf } from '../traits.ts';
import type { Circular27Record, PrimaryLine, TraitLine } from './record.ts';

const TERMS: readonly Term[] = ['hk1', 'hk2'];
const POINT_NAMES = Object.keys(POINTS) as Point[];
/** The most a record can hold. */
const MOST_SESSIONS = 400;

/** One pupil's row of a subject, or of the homeroom teacher, in both terms. */
type Rows = { readonly subject: SubjectCode } & Readonly<Record<Term, RowValues>>;

const rowsOf = ({ classList, sheets }: RecordSources, subject: SubjectCode): Rows => {
  const row = (term: Term) => valuesOfRow(sheets.get(sheetIdOf(classList.class, subject, term))?.cells);
  return { subject, hk1: row('hk1'), hk2: row('hk2') };
};

/** The cell of a column that each half of a term has, at one point of the year. */
const cellAt = (rows: Rows, point: Point, column: (half: 'gk' | 'ck') => PrimaryColumn): CellValue | null => {
  const { term, half } = POINTS[point];
  return rows[term][column(half)] ?? null;
};

const levelAt = (rows: Rows, point: Point) => cellAt(rows, point, (half) => `${half}-level`);
const testAt = (rows: Rows, point: Point) => cellAt(rows, point, (half) => half);
const traitAt = (rows: Rows, point: Point, code: TraitCode) =>
  cellAt(rows, point, (half) => `${half}-${code}`);

/** The same question asked at each of the four points. */
const atEachPoint = <Value>(at: (point: Point) => Value) => ({
  'mid-hk1': at('mid-hk1'),
  'end-hk1': at('end-hk1'),
  'mid-hk2': at('mid-hk2'),
  'end-year': at('end-year'),
});

const isScore = (value: CellValue | null): value is number =>
  typeof value === 'number' && value >= 0 && value <= 100 && value % 10 === 0;

const textOf = (value: CellValue | null | undefined): string | null =>
  typeof value === 'string' ? value : null;

const lineOf = (student: ClassStudent, grade: number, rows: Rows): PrimaryLine => {
  const { subject } = rows;
  const isEmpty = isEmptyByRight(student, subject);
  return {
    subject,
    exempt: student.exempt.includes(subject),
    levels: atEachPoint((point) => {
      const level = levelAt(rows, point);
      return !isEmpty && isSubjectLevel(level) ? level : null;
    }),
    tests: atEachPoint((point) => {
      const test = testAt(rows, point);
      return !isEmpty && isScore(test) && decideTest(subject, grade, point).due ? test : null;
    }),
    remark: isEmpty ? null : textOf(rows.hk2.remark),
  };
};

const traitLineOf = ({ notAssessed }: ClassStudent, homeroom: Rows, trait: TraitCode): TraitLine => ({
  trait,
  levels: atEachPoint((point) => {
    const level = traitAt(homeroom, point, trait);
    return !notAssessed && isTraitLevel(level) ? level : null;
  }),
});

/** The pupil as the rules look at a point of the year, with the cells as they stand. */
const pupilAt = <P extends Point>(
  { classList, student }: RecordSources,
  subjects: readonly Rows[],
  homeroom: Rows,
  point: P,
): PupilAtPoint & { readonly point: P } => ({
  grade: classList.grade,
  point,
  subjects: subjects.map((rows) => ({
    subject: rows.subject,
    level: levelAt(rows, point),
    test: testAt(rows, point),
    exempt: student.exempt.includes(rows.subject),
  })),
  traits: Object.fromEntries(traitsOf(classList.grade).map((code) => [code, traitAt(homeroom, point, code)])),
  notAssessed: student.notAssessed,
});

const countOf = (value: CellValue | null | undefined): number | null =>
  typeof value === 'number' && value <= MOST_SESSIONS ? value : null;

const absencesOf = ({ notAssessed }: ClassStudent, homeroom: Rows): Circular27Record['absent'] => {
  const [hk1, hk2] = notAssessed
    ? [null, null]
    : [countOf(homeroom.hk1.absent), countOf(homeroom.hk2.absent)];
  return { hk1, hk2, year: hk1 === null || hk2 === null ? null : Math.min(hk1 + hk2, MOST_SESSIONS) };
};

/** The sheets a record rests on: the homeroom teacher's, and those of subjects that are not empty by right. */
const sheetFindings = (
  { classList, student, sheets: all }: RecordSources,
  rows: readonly Rows[],
): { sheets: Circular27Record['sheets']; findings: Finding[] } => {
  const sheets: Circular27Record['sheets'] = [];
  const findings: Finding[] = [];
  for (const { subject, ...terms } of rows) {
    if (subject !== HOMEROOM && isEmptyByRight(student, subject)) continue;
    for (const term of TERMS) {
      const id = sheetIdOf(classList.class, subject, term);
      const sheet = all.get(id);
      findings.push(...checkPrimaryRow(student, { grade: classList.grade, subject, term }, terms[term]));
      if (sheet?.state === 'closed') sheets.push([sheet.broughtFrom ?? id, sheet.digest]);
      else findings.push({ code: 'SHEET_OPEN', student: student.id, subject, term });
    }
  }
  return { sheets, findings };
};

/**
 * Points that no single sheet tells: a mandatory subject the class is not taught, and a test that does not fit its
 * level.
 */
const beyondSheets = (sources: RecordSources, subjects: readonly Rows[], homeroom: Rows): Finding[] => {
  const taught = new Set<string>([HOMEROOM, ...subjects.map(({ subject }) => subject)]);
  return POINT_NAMES.flatMap((point) => checkPoint(pupilAt(sources, subjects, homeroom, point)))
    .filter(({ code, subject }) => code === 'TEST_UNUSUAL' || (subject !== undefined && !taught.has(subject)))
    .map((finding) => ({ ...finding, student: sources.student.id }));
};

/**
 * A pupil's record of a primary school year from the class's sheets, and every point that still stands in its way
 * (`isBlocking`) or that a person should see; what is not known yet is null. The result rests on the end of the year
 * alone, and the second award on the homeroom teacher's tick. Never throws. Circular 27/2020, Art. 7–9, 11 and 13.
 */
export const computeCircular27Year = (
  sources: RecordSources,
): { record: Circular27Record; findings: Finding[] } => {
  const { classList, student } = sources;
  const { grade } = classList;
  const taken = classList.subjects.filter(({ subject }) => !isNotTaken(student, subject));
  const subjects = inPrimaryOrder(taken).map(({ subject }) => rowsOf(sources, subject));
  const homeroom = rowsOf(sources, HOMEROOM);
  const { sheets, findings } = sheetFindings(sources, [...subjects, homeroom]);
  const result = computeEducationResult(pupilAt(sources, subjects, homeroom, 'end-year'));
  const bare = result.findings.filter(({ subject }) => subject === undefined);
  const { outcome } = result;
  const { step, completedClass, completedPrimary, promoted } = decideCompletion({
    grade,
    atYearEnd: outcome,
    reassessed: null,
    head: null,
    notAssessed: student.notAssessed,
  });
  const traits = traitsOf(grade).map((code) => traitLineOf(student, homeroom, code));
  const isQuality = ({ trait }: TraitLine) => TRAITS[trait].kind === 'quality';
  const record: Circular27Record = {
    v: 1,
    regulation: 'circular-27-2020',
    school: classList.school,
    year: classList.year,
    class: classList.class,
    grade,
    student: student.id,
    notAssessed: student.notAssessed,
    subjects: subjects.map((rows) => lineOf(student, grade, rows)),
    qualities: traits.filter(isQuality),
    competences: traits.filter((line) => !isQuality(line)),
    absent: absencesOf(student, homeroom),
    outcome,
    award: awardByTick(outcome, homeroom.hk2.award === TICK).award,
    completion: { step, completedClass, completedPrimary, promoted },
    remark: textOf(homeroom.hk2.remark),
    sheets,
  };
  const points = [
    ...bare.map((finding) => ({ ...finding, student: student.id })),
    ...beyondSheets(sources, subjects, homeroom),
    ...findings,
  ];
  return { record, findings: points };
};
