import { parseArgs } from 'node:util';
import { readClassCode } from '@hocba/shared/school/class-code';
import { SUBJECTS } from '@hocba/shared/school/curriculum';
import {
  AccountName,
  type ClassCode,
  HOMEROOM,
  type Instant,
  LocalDate,
  parseIdentifier,
  SchoolCode,
  type SchoolYear,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import { type AssignmentKey, ROLES, type Role, signs } from '@hocba/shared/school/roles';
import { createAccount, disableAccount, type NewAccount, resetPassword } from '../people/accounts.ts';
import { changeAssignments, listHeld, republishClassesOf } from './assign.ts';
import { type Run, readYear, UsageError, withDb } from './command.ts';

export const usage = `Usage:
  hocba account create NAME --role ROLE [--school CODE] [--display FULL-NAME] [--assign YEAR:CLASS:SUBJECT …]
  hocba account assign NAME --assign YEAR:CLASS:SUBJECT … [--on DATE]
  hocba account release NAME [--assign YEAR:CLASS:SUBJECT …] [--on DATE]
  hocba account reset NAME
  hocba account disable NAME

ROLE is one of ${ROLES.join(', ')}; head, clerk and teacher need --school.
Heads and teachers need --display, their full name: it stands in the records that they sign.
--assign may be given many times, "2026-2027:8A1:toan"; a class 8/1 may be written 8/1, 8.1 or 8-1.
The subject homeroom is the class itself; in create, "2026-2027:4A:*" is all of a class that has no teacher yet, as for
the class teacher of primary school once the others have theirs.
assign gives subjects or the homeroom of a class to a teacher, in place of the one who has them; release takes them from
the teacher, all of them without --assign. --on 2026-12-01 says from which day on (Vietnam time); without it, at once. What was
entered and approved stays. What a device sends after that day is refused: let the teacher send first. When a teacher
leaves: assign the homeroom and subjects to others, then disable the account.
create and reset print a temporary password once; it must be changed at the first sign-in.`;

const OPTIONS = {
  role: { type: 'string' },
  school: { type: 'string' },
  display: { type: 'string' },
  assign: { type: 'string', multiple: true },
  on: { type: 'string' },
} as const;

interface Given {
  readonly role?: string | undefined;
  readonly school?: string | undefined;
  readonly display?: string | undefined;
  readonly assign?: readonly string[] | undefined;
  readonly on?: string | undefined;
}

/** The value, or a usage error that names what was wrong. */
const need = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new UsageError(what);
  return value;
};

/** All of a class that has no teacher yet. */
const WHOLE_CLASS = '*';

const KNOWN_SUBJECTS = `SUBJECT is one of ${[HOMEROOM, ...Object.keys(SUBJECTS)].join(', ')}`;

/** A subject of the curriculum, or the homeroom. */
const parseSubject = (text: string | undefined): SubjectCode | undefined => {
  const code = parseIdentifier(SubjectCode, text);
  return code === HOMEROOM || (code !== undefined && Object.hasOwn(SUBJECTS, code)) ? code : undefined;
};

const parseAssignment = (text: string): { year: SchoolYear; class: ClassCode; subject: string } => {
  const [year, classCode, subject, more] = text.split(':');
  const what = `--assign ${text}: YEAR:CLASS:SUBJECT expected`;
  if (more !== undefined) throw new UsageError(what);
  return {
    year: need(readYear(year), `--assign ${text}: two years that follow each other, as 2026-2027`),
    class: need(readClassCode(classCode ?? ''), what),
    subject: need(subject === WHOLE_CLASS ? subject : parseSubject(subject), `${what}; ${KNOWN_SUBJECTS}`),
  };
};

const parseAssignments = (texts: readonly string[]): Pick<NewAccount, 'assignments' | 'wholeClasses'> => {
  const all = texts.map(parseAssignment);
  const [whole, single] = [true, false].map((is) => all.filter((a) => (a.subject === WHOLE_CLASS) === is));
  return {
    assignments: (single ?? []) as AssignmentKey[],
    wholeClasses: (whole ?? []).map(({ year, class: code }) => ({ year, class: code })),
  };
};

/** Only an account that signs needs a full name: the name stands in every record that the account approves. */
const displayOf = (name: AccountName, role: Role, given: Given): string =>
  signs(role)
    ? need(given.display, `--display: the full name of the ${role}, as signed records show it`)
    : (given.display ?? name);

const parseRole = (given: Given): Role =>
  need<Role>(
    ROLES.find((role) => role === given.role),
    `--role must be one of ${ROLES.join(', ')}`,
  );

const parseNewAccount = (name: AccountName, given: Given): NewAccount => ({
  name,
  role: parseRole(given),
  school:
    given.school === undefined ? null : need(parseIdentifier(SchoolCode, given.school), '--school: 8 digits'),
  ...parseAssignments(given.assign ?? []),
  displayName: displayOf(name, parseRole(given), given),
});

/** `hocba account`: create, reset and disable accounts. */
export const run: Run = async (args, io) => {
  const { positionals, values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [action, given, more] = positionals;
  if (more !== undefined) throw new UsageError(`unexpected ${more}`);
  const name = need(
    parseIdentifier(AccountName, given),
    'NAME: 2 to 40 of a-z, 0-9, dot, dash and underscore',
  );
  const now = new Date().toISOString() as Instant;
  const tell = (done: string, password: string) => {
    io.out(`Account ${name} ${done}.`);
    io.out(`Temporary password (shown once): ${password}`);
  };
  const changeHeld = (given: string | null) => {
    const { assignments: keys, wholeClasses = [] } = parseAssignments(values.assign ?? []);
    if (wholeClasses.length > 0)
      throw new UsageError(`--assign …:${WHOLE_CLASS} is for create alone: name each subject`);
    const on =
      values.on === undefined ? undefined : need(parseIdentifier(LocalDate, values.on), '--on: YYYY-MM-DD');
    return withDb((db) => changeAssignments({ db, now, print: io.out }, name, { keys, given, on }));
  };
  if (action === 'create') {
    const account = parseNewAccount(name, values);
    const password = await withDb(async (db) => {
      const made = await createAccount(db, account, now);
      await republishClassesOf(db, name);
      return made;
    });
    tell('created', password);
  } else if (action === 'assign') {
    if ((values.assign ?? []).length === 0) throw new UsageError('--assign is needed');
    await changeHeld(name);
  } else if (action === 'release') {
    await changeHeld(null);
  } else if (action === 'reset') {
    tell('reset; all its sessions have ended', await withDb((db) => resetPassword(db, name, now)));
  } else if (action === 'disable') {
    const held = await withDb(async (db) => {
      await disableAccount(db, name, now);
      return listHeld(db, name);
    });
    io.out(`Account ${name} disabled; all its sessions have ended.`);
    if (held.length > 0) {
      io.out(`It still has ${held.join(', ')}. Give these to others: hocba account assign NAME --assign …`);
    }
  } else throw new UsageError(`unknown action ${action}`);
  return 0;
};
