import type { SignedLine as Line } from '../../regulations/regulation.ts';
import { ruleSetOf } from '../../regulations/rule-set.ts';
import { testsNotDueIn, wrongModesIn } from '../../regulations/signed-rules.ts';
import { LANGUAGES } from '../../school/curriculum/foreign-language.ts';
import { findSubject, isTaughtSomewhere, taughtIn } from '../../school/curriculum/subjects-of-grade.ts';
import { nameKey } from '../../text/names/person-name.ts';
import type { Step, VerifyCode } from '../verify/verdict.ts';
import type { YearCredentialPayload } from './payload.ts';

type Finding = Omit<Step, 'name'>;
type Subject = YearCredentialPayload['credentialSubject'];
type Rule = readonly [Finding['outcome'], VerifyCode, (subject: Subject) => readonly Line[]];

/** Hoá and Hóa, Vật lí and Vật lý are one name. */
const subjectKey = (name: string): string => nameKey(name.replaceAll(/[()]/g, ' ')).replaceAll('y', 'i');

/** A language may stand by its own name, Tiếng Anh or Tiếng Tày, or behind the name of the subject. */
const isLanguageName = ({ code, name }: Line): boolean => {
  if (code === 'tieng-dtts') return name.startsWith('Tiếng ');
  if (code !== 'nn1' && code !== 'nn2') return false;
  return Object.values(LANGUAGES).some(({ vi }) => subjectKey(name).includes(subjectKey(vi)));
};

const hasOtherName = (line: Line, grade: number): boolean => {
  const own = findSubject(line.code, grade)?.vi;
  // Nearly every name is the very name; making keys of all of them took half the time of freezing a record.
  if (own === undefined || own === line.name) return false;
  return subjectKey(own) !== subjectKey(line.name) && !isLanguageName(line);
};

const hasNameOfAnother = (line: Line, grade: number): boolean =>
  hasOtherName(line, grade) &&
  taughtIn(grade).some(
    (code) => code !== line.code && subjectKey(findSubject(code, grade)?.vi ?? '') === subjectKey(line.name),
  );

const linesThat =
  (isBroken: (line: Line, grade: number) => boolean): Rule[2] =>
  ({ subjects, grade }) => {
    const lines: readonly Line[] = subjects;
    return lines.filter((line) => isBroken(line, grade));
  };

/**
 * Only what the record's own regulation rules out makes it invalid. Subjects and their names come from the curriculum,
 * which is amended more often than verifiers are renewed: a difference is a warning.
 */
const RULES: readonly Rule[] = [
  ['failed', 'SUBJECT_WRONG_MODE', wrongModesIn],
  ['failed', 'SUBJECT_NAME_OF_ANOTHER', linesThat(hasNameOfAnother)],
  ['ok', 'SUBJECT_UNKNOWN', linesThat(({ code }) => !isTaughtSomewhere(code))],
  [
    'ok',
    'SUBJECT_OTHER_GRADE',
    linesThat(({ code }, grade) => isTaughtSomewhere(code) && !taughtIn(grade).includes(code)),
  ],
  [
    'ok',
    'SUBJECT_NAME_DIFFERS',
    linesThat((line, grade) => hasOtherName(line, grade) && !hasNameOfAnother(line, grade)),
  ],
  ['ok', 'SUBJECT_TEST_NOT_DUE', testsNotDueIn],
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
  return RULES.flatMap(([outcome, code, brokenIn]): Finding[] => {
    const about = brokenIn(subject).map((line) => `${line.name} (${line.code})`);
    return about.length === 0 ? [] : [{ outcome, code, about }];
  });
};
