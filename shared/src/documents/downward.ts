import { type Static, Type } from 'typebox';
import { RecordState } from '../lifecycle/states.ts';
import { Finding, MAX_FINDINGS } from '../marks/finding.ts';
import { sheetStateMembers } from '../record/sheet-state.ts';
import { YearRecord } from '../record/year-record.ts';
import { classListMembers } from '../school/class-list.ts';
import { AccountName, Digest, StudentId, UpwardId } from '../school/identifiers.ts';

/** `class:<class>` — the class list. */
export const ClassDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^class:', maxLength: 20 }),
    v: Type.Literal(1),
    kind: Type.Literal('class'),
    ...classListMembers,
  },
  { additionalProperties: false },
);
export type ClassDocument = Static<typeof ClassDocument>;

/** `sheet:<class>:<subject>:<term>` — the registry's fold of all accepted entries of one sheet. */
export const SheetDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^sheet:', maxLength: 50 }),
    v: Type.Literal(1),
    kind: Type.Literal('sheet'),
    ...sheetStateMembers,
    digest: Digest,
  },
  { additionalProperties: false },
);
export type SheetDocument = Static<typeof SheetDocument>;

/** `record:<student>` — a pupil's year record as the registry computes it, with what still stands in its way. */
export const RecordDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^record:', maxLength: 20 }),
    v: Type.Literal(1),
    kind: Type.Literal('record'),
    state: RecordState,
    record: YearRecord,
    digest: Digest,
    findings: Type.Array(Finding, { maxItems: MAX_FINDINGS }),
    credential: Type.Union([Type.String({ maxLength: 60 }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type RecordDocument = Static<typeof RecordDocument>;

/** `verdict:<upward id>` — the answer to an upward document that was not simply applied, or not sent by its author. */
export const VerdictDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^verdict:', maxLength: 90 }),
    v: Type.Literal(1),
    kind: Type.Literal('verdict'),
    document: UpwardId,
    outcome: Type.Union([
      Type.Literal('contested'),
      Type.Literal('late'),
      Type.Literal('refused'),
      /** Taken, and its author has to hear who brought it. */
      Type.Literal('brought'),
    ]),
    code: Type.String({ maxLength: 40 }),
    findings: Type.Array(Finding, { maxItems: 1000 }),
    /** Of an entry that somebody else brought: the account whose name it carries, and the account that brought it. */
    author: Type.Optional(AccountName),
    broughtBy: Type.Optional(AccountName),
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
  VerdictDocument,
  CredentialDocument,
]);
export type Downward = Static<typeof Downward>;
