import { readClassCode } from '@hocba/shared/school/class-code';
import { SUBJECTS } from '@hocba/shared/school/curriculum/curriculum';
import type { LocalDate } from '@hocba/shared/school/identifiers';
import {
  type AccountName,
  type ClassCode,
  HOMEROOM,
  parseIdentifier,
  SchoolCode,
  type SchoolYear,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import { type AssignmentKey, ROLES, type Role, signs } from '@hocba/shared/school/roles';
import type { NewAccount } from '../../people/accounts.ts';
import { readYear, UsageError } from '../command.ts';
import { readGivenDay } from '../given-time.ts';
import type { Said } from '../texts/said.ts';

/** The options of `hocba account` as they were given. */
interface Given {
  readonly role?: string | undefined;
  readonly school?: string | undefined;
  readonly display?: string | undefined;
  readonly assign?: readonly string[] | undefined;
  readonly on?: string | undefined;
}

/** The value, or a usage error that names what was wrong. */
export const need = <T>(value: T | undefined, what: Said): T => {
  if (value === undefined) throw new UsageError(what);
  return value;
};

/** All of a class that has no teacher yet. */
const WHOLE_CLASS = '*';

const KNOWN_SUBJECTS = [HOMEROOM, ...Object.keys(SUBJECTS)].join(', ');

/** A subject of the curriculum, or the homeroom. */
const parseSubject = (text: string | undefined): SubjectCode | undefined => {
  const code = parseIdentifier(SubjectCode, text);
  return code === HOMEROOM || (code !== undefined && Object.hasOwn(SUBJECTS, code)) ? code : undefined;
};

const parseAssignment = (text: string): { year: SchoolYear; class: ClassCode; subject: string } => {
  const [year, classCode, subject, more] = text.split(':');
  const what: Said = [
    `--assign ${text}: YEAR:CLASS:SUBJECT expected`,
    `--assign ${text}: cần dạng NĂM:LỚP:MÔN, ví dụ 2026-2027:8A1:toan`,
  ];
  if (more !== undefined) throw new UsageError(what);
  return {
    year: need(readYear(year), [
      `--assign ${text}: two years that follow each other, as 2026-2027`,
      `--assign ${text}: năm học gồm hai năm liền nhau, ví dụ 2026-2027`,
    ]),
    class: need(readClassCode(classCode ?? ''), what),
    subject: need(subject === WHOLE_CLASS ? subject : parseSubject(subject), [
      `${what[0]}; SUBJECT is one of ${KNOWN_SUBJECTS}`,
      `${what[1]}; MÔN là một trong ${KNOWN_SUBJECTS}`,
    ]),
  };
};

/** Reads every `--assign`. Throws UsageError. */
const parseAssignments = (texts: readonly string[]): Pick<NewAccount, 'assignments' | 'wholeClasses'> => {
  const all = texts.map(parseAssignment);
  const [whole, single] = [true, false].map((is) => all.filter((a) => (a.subject === WHOLE_CLASS) === is));
  return {
    assignments: (single ?? []) as AssignmentKey[],
    wholeClasses: (whole ?? []).map(({ year, class: code }) => ({ year, class: code })),
  };
};

/** Reads every `--assign` as a subject. Throws UsageError, also for a whole class: only `create` may say one. */
export const parseSubjects = (texts: readonly string[]): readonly AssignmentKey[] => {
  const { assignments, wholeClasses = [] } = parseAssignments(texts);
  if (wholeClasses.length === 0) return assignments;
  throw new UsageError([
    `--assign …:${WHOLE_CLASS} is for create alone: name each subject`,
    `--assign …:${WHOLE_CLASS} chỉ dùng với create: vui lòng ghi từng môn`,
  ]);
};

/** Reads `--on`. Throws UsageError. */
export const parseDay = (text: string | undefined): LocalDate | undefined =>
  text === undefined
    ? undefined
    : need(readGivenDay(text), [
        '--on: a day that there is, as 2026-12-01',
        '--on: một ngày có thật, dạng NĂM-THÁNG-NGÀY, ví dụ 2026-12-01',
      ]);

/** Only an account that signs needs a full name: the name stands in every record that the account approves. */
const displayOf = (name: AccountName, role: Role, given: Given): string =>
  signs(role)
    ? need(given.display, [
        `--display: the full name of the ${role}, as signed records show it`,
        `--display: họ và tên đầy đủ của ${role}, như ghi trong học bạ đã ký`,
      ])
    : (given.display ?? name);

const parseRole = (given: Given): Role =>
  need<Role>(
    ROLES.find((role) => role === given.role),
    [`--role must be one of ${ROLES.join(', ')}`, `--role là một trong ${ROLES.join(', ')}`],
  );

/** Reads the options of `account create`. Throws UsageError. */
export const parseNewAccount = (name: AccountName, given: Given): NewAccount => ({
  name,
  role: parseRole(given),
  school:
    given.school === undefined
      ? null
      : need(parseIdentifier(SchoolCode, given.school), [
          '--school: 8 digits',
          '--school: mã trường gồm 8 chữ số',
        ]),
  ...parseAssignments(given.assign ?? []),
  displayName: displayOf(name, parseRole(given), given),
});
