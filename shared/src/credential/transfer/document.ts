import { type Static, Type } from 'typebox';
import { PromiseKind } from '../../lifecycle/promise/promise.ts';
import { RefusalReason } from '../../lifecycle/transfer/events.ts';
import { CellValue } from '../../marks/cell.ts';
import { Text, UrnUuid } from '../../regulations/signed-members.ts';
import { Relation } from '../../school/guardians.ts';
import {
  ClassCode,
  ColumnCode,
  Instant,
  LocalDate,
  SchoolYear,
  SheetTerm,
  StudentCode,
  SubjectCode,
} from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { School } from '../../school/names.ts';
import { BirthDate } from '../../school/pupil/birth-date.ts';
import { Sex } from '../../school/pupil/sex.ts';
import { MAX_LENGTH } from '../../text/plain-text.ts';
import { IssuerUrl, NumericDate, VC_CONTEXT } from '../payload/payload.ts';

/** Our own terms of transfers, given in place. */
export const TRANSFER_VOCABULARY = 'urn:hocba:transfer:v1#';
export const TRANSFER_TYPE = 'TransferDocument';

/** The person who decided, in the name of a school; the registry itself where no person did. */
const DecidedBy = Type.Object(
  {
    name: Text(MAX_LENGTH.person),
    role: Type.Union([Type.Literal('head'), Type.Literal('clerk'), Type.Literal('registry')]),
    at: Instant,
  },
  closed,
);

/** The number of the dossier, the pupil and both schools: what every document of a transfer says. */
const members = {
  id: UrnUuid,
  dossier: Type.String({ pattern: '^[0-9A-Z.-]{10,40}$', maxLength: 40 }),
  student: Type.Object(
    { code: StudentCode, name: Text(MAX_LENGTH.person), birthDate: BirthDate, sex: Sex },
    closed,
  ),
  from: nullable(School),
  to: School,
  decidedBy: DecidedBy,
};

/** The marks of one subject and term as they stood; `closed`: the subject teacher had approved them. */
const SummarySheet = Type.Object(
  {
    subject: SubjectCode,
    name: Text(100),
    term: SheetTerm,
    closed: Type.Boolean(),
    cells: Type.Array(Type.Tuple([ColumnCode, CellValue]), { maxItems: 40 }),
  },
  closed,
);

/** Summary of results of the running year (bảng tổng hợp kết quả); `approved`: the head of the school released it. */
const Summary = Type.Object(
  {
    ...members,
    kind: Type.Literal('summary'),
    year: SchoolYear,
    grade: Type.Integer({ minimum: 1, maximum: 12 }),
    class: ClassCode,
    approved: Type.Boolean(),
    sheets: Type.Array(SummarySheet, { maxItems: 90 }),
  },
  closed,
);

/** The decision of the receiving school; a refusal names its reason. */
const Decision = Type.Object(
  {
    ...members,
    kind: Type.Literal('decision'),
    outcome: Type.Union([Type.Literal('accepted'), Type.Literal('refused')]),
    reason: nullable(RefusalReason),
    text: nullable(Text(1000)),
  },
  closed,
);

/** The receipt that the receiving school gives back: where the pupil studies now, and how many sheets came along. */
const Receipt = Type.Object(
  {
    ...members,
    kind: Type.Literal('receipt'),
    year: SchoolYear,
    class: ClassCode,
    joinedOn: LocalDate,
    sheets: Type.Integer({ minimum: 0, maximum: 90 }),
  },
  closed,
);

/**
 * A request to the holder of a record that is missing, or the family's commitment to bring it: the words that a guardian
 * read and signed with a one-time code.
 */
const Letter = Type.Object(
  {
    ...members,
    kind: PromiseKind,
    grades: Type.Array(Type.Integer({ minimum: 1, maximum: 12 }), { minItems: 1, maxItems: 12 }),
    holder: Text(MAX_LENGTH.school),
    due: nullable(Instant),
    signedBy: Type.Object(
      {
        name: Text(MAX_LENGTH.person),
        relation: Relation,
        how: Type.Literal('one-time-code'),
        at: Instant,
      },
      closed,
    ),
    text: Type.Array(Text(1000), { minItems: 1, maxItems: 10 }),
  },
  closed,
);

/** The content of a document of a transfer. */
export const TransferSubject = Type.Union([Summary, Decision, Receipt, Letter]);
export type TransferSubject = Static<typeof TransferSubject>;

/** A signed document of a pupil's transfer: the data model of the year's record, and a kind of text of its own. */
export const TransferPayload = Type.Object(
  {
    '@context': Type.Tuple([
      Type.Literal(VC_CONTEXT),
      Type.Object({ '@vocab': Type.Literal(TRANSFER_VOCABULARY) }, closed),
    ]),
    id: UrnUuid,
    type: Type.Tuple([Type.Literal('VerifiableCredential'), Type.Literal(TRANSFER_TYPE)]),
    issuer: Type.Object({ id: IssuerUrl, name: Text(100) }, closed),
    validFrom: Instant,
    credentialSubject: TransferSubject,
    iss: IssuerUrl,
    sub: UrnUuid,
    jti: UrnUuid,
    iat: NumericDate,
    nbf: NumericDate,
  },
  closed,
);
export type TransferPayload = Static<typeof TransferPayload>;
