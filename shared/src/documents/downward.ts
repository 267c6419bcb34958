import { type Static, Type } from 'typebox';
import { CellValue } from '../record/cell.ts';
import { Finding, YearRecord } from '../record/year-record.ts';
import {
  AccountName,
  ClassCode,
  ColumnCode,
  DeviceId,
  Instant,
  LocalDate,
  SchoolCode,
  SchoolYear,
  SheetId,
  StudentCode,
  StudentId,
  SubjectCode,
} from '../school/identifiers.ts';
import { Digest, UpwardId } from './upward.ts';

/** A pupil as a class list shows them; no personal number leaves the registry this way. */
export const ClassStudent = Type.Object(
  {
    id: StudentId,
    code: StudentCode,
    order: Type.Integer({ minimum: 1, maximum: 200 }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    birthDate: LocalDate,
    sex: Type.Union([Type.Literal('male'), Type.Literal('female')]),
    status: Type.Union([Type.Literal('studying'), Type.Literal('moved-away')]),
    exempt: Type.Array(SubjectCode, { maxItems: 20 }),
    notAssessed: Type.Boolean(),
    joinedOn: Type.Optional(LocalDate),
  },
  { additionalProperties: false },
);
export type ClassStudent = Static<typeof ClassStudent>;

/** A subject taught in a class: its columns per term and who teaches it. */
export const ClassSubject = Type.Object(
  {
    subject: SubjectCode,
    regularMarks: Type.Integer({ minimum: 1, maximum: 9 }),
    teacher: Type.Union([AccountName, Type.Null()]),
  },
  { additionalProperties: false },
);
export type ClassSubject = Static<typeof ClassSubject>;

/** `class:<class>` — the class list. */
export const ClassDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^class:', maxLength: 20 }),
    v: Type.Literal(1),
    kind: Type.Literal('class'),
    school: SchoolCode,
    year: SchoolYear,
    class: ClassCode,
    grade: Type.Integer({ minimum: 1, maximum: 12 }),
    homeroom: Type.Union([AccountName, Type.Null()]),
    subjects: Type.Array(ClassSubject, { maxItems: 30 }),
    students: Type.Array(ClassStudent, { maxItems: 200 }),
  },
  { additionalProperties: false },
);
export type ClassDocument = Static<typeof ClassDocument>;

/** The head of one cell: value (null: cleared), the entry that put it there, its author and device time. */
export const CellHead = Type.Tuple([Type.Union([CellValue, Type.Null()]), UpwardId, AccountName, Instant]);
export type CellHead = Static<typeof CellHead>;

/** A newcomer that stands beside the head of its cell until a person decides. */
export const Contested = Type.Object(
  {
    student: StudentId,
    column: ColumnCode,
    value: Type.Union([CellValue, Type.Null()]),
    entry: UpwardId,
    by: AccountName,
    at: Instant,
  },
  { additionalProperties: false },
);
export type Contested = Static<typeof Contested>;

/** `sheet:<class>:<subject>:<term>` — the registry's fold of all accepted entries of one sheet. */
export const SheetDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^sheet:', maxLength: 50 }),
    v: Type.Literal(1),
    kind: Type.Literal('sheet'),
    sheet: SheetId,
    state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
    cells: Type.Record(
      Type.String({ pattern: '^s[0-9a-z]{12}$' }),
      Type.Record(Type.String({ maxLength: 8 }), CellHead),
    ),
    contested: Type.Array(Contested, { maxItems: 1000 }),
    digest: Digest,
    closed: Type.Union([
      Type.Object({ by: AccountName, at: Instant, document: UpwardId }, { additionalProperties: false }),
      Type.Null(),
    ]),
  },
  { additionalProperties: false },
);
export type SheetDocument = Static<typeof SheetDocument>;

/** States of a year record; see `lifecycle/states`. */
export const RecordState = Type.Union([
  Type.Literal('open'),
  Type.Literal('complete'),
  Type.Literal('confirmed'),
  Type.Literal('finalised'),
  Type.Literal('issued'),
]);
export type RecordState = Static<typeof RecordState>;

/** `record:<student>` — a pupil's year record as the registry computes it, with what still stands in its way. */
export const RecordDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^record:', maxLength: 20 }),
    v: Type.Literal(1),
    kind: Type.Literal('record'),
    state: RecordState,
    record: YearRecord,
    digest: Digest,
    findings: Type.Array(Finding, { maxItems: 200 }),
    credential: Type.Union([Type.String({ maxLength: 60 }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type RecordDocument = Static<typeof RecordDocument>;

/** `ack:<device>` — which numbers of a device the registry holds: all up to `upTo`, and beyond it all but `missing` up to `seen`. */
export const AckDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^ack:', maxLength: 20 }),
    v: Type.Literal(1),
    kind: Type.Literal('ack'),
    dev: DeviceId,
    upTo: Type.Integer({ minimum: 0 }),
    seen: Type.Integer({ minimum: 0 }),
    missing: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 1000 }),
    epoch: Type.String({ maxLength: 40 }),
  },
  { additionalProperties: false },
);
export type AckDocument = Static<typeof AckDocument>;

/** `verdict:<upward id>` — the answer to an upward document that was not simply applied. */
export const VerdictDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^verdict:', maxLength: 90 }),
    v: Type.Literal(1),
    kind: Type.Literal('verdict'),
    document: UpwardId,
    outcome: Type.Union([Type.Literal('contested'), Type.Literal('late'), Type.Literal('refused')]),
    code: Type.String({ maxLength: 40 }),
    findings: Type.Array(Finding, { maxItems: 1000 }),
  },
  { additionalProperties: false },
);
export type VerdictDocument = Static<typeof VerdictDocument>;

/** `credential:<student>` — the signed record, exact compact text. */
export const CredentialDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^credential:', maxLength: 30 }),
    v: Type.Literal(1),
    kind: Type.Literal('credential'),
    student: StudentId,
    jws: Type.String({ maxLength: 65_536 }),
  },
  { additionalProperties: false },
);
export type CredentialDocument = Static<typeof CredentialDocument>;

/** Everything the registry writes for devices. */
export const Downward = Type.Union([
  ClassDocument,
  SheetDocument,
  RecordDocument,
  AckDocument,
  VerdictDocument,
  CredentialDocument,
]);
export type Downward = Static<typeof Downward>;
