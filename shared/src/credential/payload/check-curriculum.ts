import { POINTS, type Point } from '../../regulations/circular-27-2020/points.ts';
import { decideTest } from '../../regulations/circular-27-2020/sheet/periodic-tests.ts';
import { ruleSetOf } from '../../regulations/rule-set.ts';
import { ELECTIVES, OPTIONAL_SUBJECTS, SUBJECTS, subjectsOf } from '../../school/curriculum/curriculum.ts';
import { PRIMARY_SUBJECTS, primaryPeriodsOf } from '../../school/curriculum/curriculum-primary.ts';
import { LANGUAGES } from '../../school/curriculum/foreign-language.ts';
import { findSubject, isPrimaryGrade } from '../../school/curriculum/subjects-of-grade.ts';
import type { SubjectCode } from '../../school/identifiers.ts';
import { nameKey } from '../../text/names/person-name.ts';
import type { Step, VerifyCode } from '../verify/verdict.ts';
import type { SignedSubject, YearCredentialPayload } from './payload.ts';
import type { SignedPrimaryLine } from './primary-subject.ts';

type Line = SignedSubject | SignedPrimaryLine;
type Finding = Omit<Step, 'name'>;
type Subject = YearCredentialPayload['credentialSubject'];
type Rule = readonly [Finding['outcome'], VerifyCode, (line: Line, subject: Subject) => boolean];

/** Hoá and Hóa, Vật lí and Vật lý are one name. */
const subjectKey = (name: string): string => nameKey(name.replaceAll(/[()]/g, ' ')).replaceAll('y', 'i');

const taughtIn = (grade: number): readonly SubjectCode[] =>
  isPrimaryGrade(grade)
    ? (Object.keys(PRIMARY_SUBJECTS) as SubjectCode[]).filter((code) => primaryPeriodsOf(code, grade) > 0)
    : [...subjectsOf(grade, ELECTIVES), ...OPTIONAL_SUBJECTS];

const isKnown = (code: SubjectCode): boolean =>
  SUBJECTS[code] !== undefined || Object.hasOwn(PRIMARY_SUBJECTS, code);

/** A language may stand by its own name, Tiếng Anh or Tiếng Tày, or behind the name of the subject. */
const isLanguageName = ({ code, name }: Line): boolean => {
  if (code === 'tieng-dtts') return name.startsWith('Tiếng ');
  if (code !== 'nn1' && code !== 'nn2') return false;
  return Object.values(LANGUAGES).some(({ vi }) => subjectKey(name).includes(subjectKey(vi)));
};

const hasOtherName = (line: Line, grade: number): boolean => {
  const own = findSubject(line.code, grade)?.vi;
  return own !== undefined && subjectKey(own) !== subjectKey(line.name) && !isLanguageName(line);
};

const hasNameOfAnother = (line: Line, grade: number): boolean =>
  hasOtherName(line, grade) &&
  taughtIn(grade).some(
    (code) => code !== line.code && subjectKey(findSubject(code, grade)?.vi ?? '') === subjectKey(line.name),
  );

/** A pupil who is not graded by right is assessed by a plan of the pupil's own. */
const hasWrongMode = (line: Line, { notAssessed }: Subject): boolean => {
  const own = SUBJECTS[line.code]?.mode;
  return !notAssessed && 'mode' in line && own !== undefined && own !== line.mode;
};

const hasTestNotDue = (line: Line, { grade }: Subject): boolean =>
  'tests' in line &&
  taughtIn(grade).includes(line.code) &&
  (Object.keys(POINTS) as Point[]).some(
    (point) => line.tests[point] !== null && !decideTest(line.code, grade, point).due,
  );

/**
 * Only what the record's own regulation rules out makes it invalid. Subjects and their names come from the curriculum,
 * which is amended more often than verifiers are renewed: a difference is a warning.
 */
const RULES: readonly Rule[] = [
  // Circular 22/2021, Art. 5: which subjects are assessed by comments alone.
  ['failed', 'SUBJECT_WRONG_MODE', hasWrongMode],
  ['failed', 'SUBJECT_NAME_OF_ANOTHER', (line, { grade }) => hasNameOfAnother(line, grade)],
  ['ok', 'SUBJECT_UNKNOWN', ({ code }) => !isKnown(code)],
  ['ok', 'SUBJECT_OTHER_GRADE', ({ code }, { grade }) => isKnown(code) && !taughtIn(grade).includes(code)],
  [
    'ok',
    'SUBJECT_NAME_DIFFERS',
    (line, { grade }) => hasOtherName(line, grade) && !hasNameOfAnother(line, grade),
  ],
  ['ok', 'SUBJECT_TEST_NOT_DUE', hasTestNotDue],
];

/**
 * Compares the signed subjects with the curriculum of the record's grade and year, each difference by its code and the
 * subjects it is about. Before the regulation of a grade began, nothing is known here and nothing is compared. Empty
 * when all agrees.
 */
export const checkCurriculum = ({ credentialSubject: subject }: YearCredentialPayload): Finding[] => {
  const { grade, year, regulation } = subject;
  const due = ruleSetOf(grade, year);
  if (due === undefined) return [{ outcome: 'unknown', code: 'CURRICULUM_NOT_KNOWN' }];
  if (due !== regulation) return [{ outcome: 'failed', code: 'REGULATION_NOT_THEN' }];
  return RULES.flatMap(([outcome, code, isBroken]): Finding[] => {
    const lines: readonly Line[] = subject.subjects;
    const about = lines
      .filter((line) => isBroken(line, subject))
      .map((line) => `${line.name} (${line.code})`);
    return about.length === 0 ? [] : [{ outcome, code, about }];
  });
};
