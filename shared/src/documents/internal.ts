import { type Static, Type } from 'typebox';
import { Arrival } from '../record/arrival.ts';
import { ClassListMembers } from '../school/class-list.ts';
import { ClassCode, Digest, Instant, PersonalId, StudentId } from '../school/identifiers.ts';
import { School } from '../school/names.ts';
import { MAX_LENGTH } from '../text/plain-text.ts';

/*
 * What the registry itself says of records, as documents of the submission log: they stand between what people sent, in
 * the order in which things happened, so that the log alone tells what sheets and records have to be.
 */

/**
 * The part of a signed record about a pupil that stands beside the class list, which goes to devices and does not say
 * it.
 */
const PupilDetail = Type.Object(
  {
    id: StudentId,
    ethnicity: Type.String({ maxLength: MAX_LENGTH.ethnicity }),
    personalId: Type.Union([PersonalId, Type.Null()]),
  },
  { additionalProperties: false },
);
export type PupilDetail = Static<typeof PupilDetail>;

/** `list:<class>:<number>` — a class list from here on; the first of a class holds for what came before it too. */
export const ListDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^list:', maxLength: 60 }),
    v: Type.Literal(1),
    kind: Type.Literal('list'),
    at: Instant,
    class: ClassCode,
    list: ClassListMembers,
    pupils: Type.Array(PupilDetail, { maxItems: 400 }),
    /** The school as signed records name it. */
    school: School,
    /** Pupils whose marks follow them into this class with this list, each with the class that they left. */
    moves: Type.Array(Type.Tuple([StudentId, ClassCode]), { maxItems: 200 }),
    /** Pupils who come from another school with this list, with their marks of the running year. */
    arrivals: Type.Optional(Type.Array(Arrival, { maxItems: 50 })),
  },
  { additionalProperties: false },
);
export type ListDocument = Static<typeof ListDocument>;

/** `issued:<credential>` — a final record was signed. */
export const IssuedDocument = Type.Object(
  {
    _id: Type.String({ pattern: '^issued:', maxLength: 60 }),
    v: Type.Literal(1),
    kind: Type.Literal('issued'),
    at: Instant,
    class: ClassCode,
    student: StudentId,
    credential: Type.String({ maxLength: 60 }),
    /** SHA-256 of the signed text, so that the log says which text was handed out. */
    digest: Digest,
  },
  { additionalProperties: false },
);
export type IssuedDocument = Static<typeof IssuedDocument>;

/** Everything that the registry writes into the submission log. */
export const Internal = Type.Union([ListDocument, IssuedDocument]);
export type Internal = Static<typeof Internal>;
