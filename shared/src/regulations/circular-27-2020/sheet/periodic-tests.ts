import type { Article } from '../../../marks/derivation.ts';
import {
  isPrimaryElective,
  primaryPeriodsOf,
  primarySubjectsOf,
} from '../../../school/curriculum/curriculum-primary.ts';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { articleOf27 } from '../article.ts';
import { POINTS, type Point } from '../points.ts';

/** Whether a subject has a periodic test at a point, with the reason and its source. */
export interface TestRule {
  readonly due: boolean;
  readonly reason:
    | 'end-of-term'
    | 'middle-of-term-in-grades-4-and-5'
    | 'no-test-in-the-middle-of-a-term'
    | 'never-tested'
    | 'elective'
    | 'not-taught';
  readonly article: Article;
}

/** Mandatory subjects with a test at the end of term I and of the year. */
const TESTED = ['tieng-viet', 'toan', 'nn1', 'lsdl', 'khoa-hoc', 'tin-cn'];
/** Those of them that have one in the middle of each term as well, and from which grade. */
const TESTED_MID_TERM = ['tieng-viet', 'toan'];
const MID_TERM_FROM_GRADE = 4;

/**
 * Whether a periodic test (bài kiểm tra định kỳ) is held: only for mandatory subjects of the list, so not for foreign
 * language 1 in grades 1 and 2, where it is chosen. Circular 27/2020, Art. 7(1)(b).
 */
export const decideTest = (subject: SubjectCode, grade: number, point: Point): TestRule => {
  const article = articleOf27(7, 1);
  const none = (reason: TestRule['reason']): TestRule => ({ due: false, reason, article });
  if (primaryPeriodsOf(subject, grade) === 0) return none('not-taught');
  if (!TESTED.includes(subject)) return none('never-tested');
  if (isPrimaryElective(subject, grade)) return none('elective');
  if (POINTS[point].half === 'ck') return { due: true, reason: 'end-of-term', article };
  return grade >= MID_TERM_FROM_GRADE && TESTED_MID_TERM.includes(subject)
    ? { due: true, reason: 'middle-of-term-in-grades-4-and-5', article }
    : none('no-test-in-the-middle-of-a-term');
};

/** The subjects of a grade that have a periodic test at a point, in the order of the transcript. */
export const testedSubjectsOf = (grade: number, point: Point): SubjectCode[] =>
  primarySubjectsOf(grade).filter((subject) => decideTest(subject, grade, point).due);
