import { type Static, type TUnsafe, Type } from 'typebox';
import { Value } from 'typebox/value';
import { branded } from '../branded.ts';
import { LocalDate as CalendarDate } from '../calendar/local-date.ts';
import { SchoolYear as CalendarYear } from '../calendar/school-year.ts';
import { Instant as CalendarInstant } from '../calendar/vietnam-time.ts';

/** Our own opaque key of a pupil, the only one in documents and URLs. */
export const StudentId = branded<'StudentId'>('^s[0-9a-z]{12}$', 13);
export type StudentId = Static<typeof StudentId>;

/** The sector database's pupil code (mã học sinh), ten characters, opaque text. */
export const StudentCode = branded<'StudentCode'>('^[0-9A-Z]{10}$', 10);
export type StudentCode = Static<typeof StudentCode>;

/** The 12-digit personal number (số định danh cá nhân). */
export const PersonalId = branded<'PersonalId'>('^[0-9]{12}$', 12);
export type PersonalId = Static<typeof PersonalId>;

/** The sector catalogue's school code (mã trường). */
export const SchoolCode = branded<'SchoolCode'>('^[0-9]{8}$', 8);
export type SchoolCode = Static<typeof SchoolCode>;

/** A school year by its two calendar years, `2026-2027`. */
export const SchoolYear = CalendarYear;
export type SchoolYear = Static<typeof SchoolYear>;

/** A grade and a name, `8A1`, or a grade and a number, `8-1`; as a part of the patterns of other identifiers. */
export const CLASS_PATTERN = '[0-9]{1,2}(?:[A-Z][0-9A-Z]{0,4}|-[1-9][0-9]?)';

/** A class within one school year, `8A1` or `8-1`; `readClassCode` reads what people write for it. */
export const ClassCode = branded<'ClassCode'>(`^${CLASS_PATTERN}$`, 7);
export type ClassCode = Static<typeof ClassCode>;

/** A subject of the 2018 curriculum, or `homeroom` for the homeroom teacher's own sheet. */
export const SubjectCode = branded<'SubjectCode'>('^[a-z][a-z0-9-]{1,19}$', 20);
export type SubjectCode = Static<typeof SubjectCode>;

/** First or second term (học kỳ I, học kỳ II). */
export const Term = Type.Union([Type.Literal('hk1'), Type.Literal('hk2')]);
export type Term = Static<typeof Term>;

/** The period of a sheet: a term, or the summer after the year for pupils who are tested or rated again. */
export const SheetTerm = Type.Union([Type.Literal('hk1'), Type.Literal('hk2'), Type.Literal('summer')]);
export type SheetTerm = Static<typeof SheetTerm>;

/** The name a person signs in with. */
export const AccountName = branded<'AccountName'>('^[a-z0-9][a-z0-9._-]{1,39}$', 40);
export type AccountName = Static<typeof AccountName>;

/** One installation of the client: random, made on the device. */
export const DeviceId = branded<'DeviceId'>('^d[0-9a-z]{12}$', 13);
export type DeviceId = Static<typeof DeviceId>;

/** A sheet: class, subject and term or summer, `8A1:toan:hk1`. */
export const SheetId = branded<'SheetId'>(`^${CLASS_PATTERN}:[a-z][a-z0-9-]{1,19}:(hk[12]|summer)$`, 36);
export type SheetId = Static<typeof SheetId>;

/** A quality (phẩm chất) `q1`…`q5` or a competence (năng lực) `c1`…`c10` of primary school. */
export type TraitCode = `q${1 | 2 | 3 | 4 | 5}` | `c${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

/**
 * A column of a sheet: regular marks `tx1`…`tx9`, mid-term `gk`, end-term `ck`, the re-test in the summer, and the
 * homeroom columns; in primary
 * school the level, and on the homeroom sheet each quality and competence, in the middle and at the end of the term.
 * Which of them a sheet has is the business of the rules of its grade.
 */
export const ColumnCode = Type.Unsafe<ColumnCode>(
  Type.String({
    pattern: '^(tx[1-9]|(gk|ck)(-(level|q[1-5]|c([1-9]|10)))?|retest|conduct|absent|award|remark)$',
    maxLength: 8,
  }),
);
export type ColumnCode =
  | `tx${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | 'gk'
  | 'ck'
  | `${'gk' | 'ck'}-${'level' | TraitCode}`
  | 'retest'
  | 'conduct'
  | 'absent'
  | 'award'
  | 'remark';

/** The replication database of one school and school year, `08000101-2026-2027`. */
export const DatabaseName = branded<'DatabaseName'>('^[0-9]{8}-20[0-9]{2}-20[0-9]{2}$', 18);
export type DatabaseName = Static<typeof DatabaseName>;

/** An ISO-8601 instant in UTC with milliseconds, fixed width, so that text order is time order. */
export const Instant = CalendarInstant;
export type Instant = Static<typeof Instant>;

/** A calendar date without a time zone, `2013-05-17`. */
export const LocalDate = CalendarDate;
export type LocalDate = Static<typeof LocalDate>;

/** SHA-256 in lower-case hexadecimal. */
export const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 });
export type Digest = Static<typeof Digest>;

/** The pseudo-subject of the homeroom teacher's sheet: conduct, absences, remark. */
export const HOMEROOM = 'homeroom' as SubjectCode;

/** Parses a value against an identifier's schema; undefined when it does not fit. */
export const parseIdentifier = <T>(schema: TUnsafe<T>, value: unknown): T | undefined =>
  Value.Check(schema, value) ? (value as T) : undefined;

/** The sheet of a class, subject and term or summer. */
export const sheetIdOf = (classCode: ClassCode, subject: SubjectCode, term: SheetTerm): SheetId =>
  `${classCode}:${subject}:${term}` as SheetId;

/** The three parts of a sheet id. */
export const sheetParts = (sheet: SheetId): { class: ClassCode; subject: SubjectCode; term: SheetTerm } => {
  const [classCode, subject, term] = sheet.split(':') as [ClassCode, SubjectCode, SheetTerm];
  return { class: classCode, subject, term };
};

/** The replication database of a school and school year. */
export const databaseNameOf = (school: SchoolCode, year: SchoolYear): DatabaseName =>
  `${school}-${year}` as DatabaseName;

/** School and school year of a replication database. */
export const databaseParts = (db: DatabaseName): { school: SchoolCode; year: SchoolYear } => ({
  school: db.slice(0, 8) as SchoolCode,
  year: db.slice(9) as SchoolYear,
});

const ULID = '[0-9A-HJKMNP-TV-Z]{26}';
const SHEET = `${CLASS_PATTERN}:[a-z][a-z0-9-]{1,19}:(hk[12]|summer)`;

/** The id of an upward document: kind, what it is about, and a ULID made on the device. */
export const UpwardId = Type.String({
  pattern: `^(entry:${SHEET}|close:${SHEET}|confirm:${CLASS_PATTERN}|finalise:${CLASS_PATTERN}):${ULID}$`,
  maxLength: 80,
});
export type UpwardId = Static<typeof UpwardId>;
