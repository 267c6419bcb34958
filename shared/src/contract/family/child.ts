import { type Static, Type } from 'typebox';
import { branded } from '../../branded.ts';
import { Bundle } from '../../credential/bundle/bundle.ts';
import type { SignedYear } from '../../regulations/signed-rules.ts';
import { Relation } from '../../school/guardians.ts';
import { ClassCode, Instant, SchoolYear, StudentId } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { DossierId } from '../dossiers/dossier.ts';
import type { Endpoint } from '../endpoint.ts';

/* The pages of a guardian about a child. Every answer about a child that is not the caller's own is NOT_FOUND. */

/** A child as the switch above each page shows it; class and school are of the newest school year. */
export const ChildTab = Type.Object(
  {
    student: StudentId,
    name: Type.String({ maxLength: 200 }),
    class: nullable(ClassCode),
    school: nullable(Type.String({ maxLength: 200 })),
    relation: Relation,
    /** The order that limits this guardian. Under `no-address` nothing on any page tells where the child is. */
    limit: nullable(Type.Union([Type.Literal('see-only'), Type.Literal('no-address')])),
  },
  closed,
);
export type ChildTab = Static<typeof ChildTab>;

/** Above every page of a guardian: the own name, the children, and which one the page is about. */
export const FamilyFrame = Type.Object(
  {
    guardian: Type.String({ maxLength: 200 }),
    children: Type.Array(ChildTab, { maxItems: 50 }),
    child: StudentId,
  },
  closed,
);
export type FamilyFrame = Static<typeof FamilyFrame>;

/** A signed year as the registry itself has checked it; the phone checks it again. */
export const SignedRecord = Type.Object(
  {
    year: SchoolYear,
    verdict: Type.String({ maxLength: 20 }),
    issuedAt: Instant,
    revision: Type.Integer({ minimum: 1 }),
    signedBy: nullable(Type.String({ maxLength: 200 })),
    subject: Type.Unsafe<SignedYear>(Type.Object({}, { additionalProperties: true })),
  },
  closed,
);
export type SignedRecord = Static<typeof SignedRecord>;

/** The handle of a look, by which a family calls it wrong; it tells nothing of its number in the audit. */
export const LookId = branded<'LookId'>('^[0-9a-f]{32}$', 32);
export type LookId = Static<typeof LookId>;

/** One look at the record, or several of a kind that are folded. */
export const Look = Type.Object(
  {
    id: LookId,
    at: Instant,
    /** The act: `bundle.read`, `consent.issued`, `guardian.read` … as the audit calls it. */
    act: Type.String({ maxLength: 40 }),
    /** The person's name, or null where nobody can know. */
    person: nullable(Type.String({ maxLength: 200 })),
    role: Type.Union([
      Type.Literal('head'),
      Type.Literal('clerk'),
      Type.Literal('teacher'),
      Type.Literal('department'),
      Type.Literal('operator'),
      Type.Literal('family'),
      Type.Literal('unknown'),
    ]),
    school: nullable(Type.String({ maxLength: 200 })),
    purpose: nullable(Type.String({ maxLength: 40 })),
    /** How many acts are folded into this line. */
    times: Type.Integer({ minimum: 1 }),
  },
  closed,
);
export type Look = Static<typeof Look>;

export const HomePage = Type.Object(
  {
    page: Type.Literal('home'),
    frame: nullable(FamilyFrame),
    newest: nullable(SignedRecord),
    /** How many letters wait for this guardian's signature. */
    letters: Type.Integer({ minimum: 0 }),
    /** The one thing that waits for this guardian: an answer about the child's transfer, and until when. */
    todo: nullable(Type.Object({ receiver: Type.String({ maxLength: 200 }), until: Instant }, closed)),
    /** The own review requests: how many there are, and one that waits for this guardian's answer. */
    reviews: Type.Object({ count: Type.Integer({ minimum: 0 }), asked: nullable(DossierId) }, closed),
    /** Whether the child's school shows the marks of the running year. */
    hasRunning: Type.Boolean(),
    looks: Type.Array(Look, { maxItems: 3 }),
    looksInAll: Type.Integer({ minimum: 0 }),
  },
  closed,
);
export type HomePage = Static<typeof HomePage>;

const ofChild = Type.Object({ student: StudentId }, closed);

export const homePage = {
  method: 'GET',
  path: '/family',
  summary: 'A guardian’s first page: the newest signed year of the first child',
  access: 'guardian',
  response: HomePage,
} as const satisfies Endpoint;

export const childPage = {
  method: 'GET',
  path: '/family/children/:student',
  summary: 'The newest signed year of a child, and who looked at the record last',
  access: 'guardian',
  params: ofChild,
  response: HomePage,
} as const satisfies Endpoint;

export const RecordPage = Type.Object(
  {
    page: Type.Literal('record'),
    frame: FamilyFrame,
    years: Type.Array(SchoolYear, { maxItems: 100 }),
    record: SignedRecord,
    /** Whether the caller may ask the school to look again. */
    mayAsk: Type.Boolean(),
  },
  closed,
);
export type RecordPage = Static<typeof RecordPage>;

export const recordPage = {
  method: 'GET',
  path: '/family/children/:student/records/:year',
  summary: 'A signed school year of a child in plain words',
  access: 'guardian',
  params: Type.Object({ student: StudentId, year: SchoolYear }, closed),
  response: RecordPage,
} as const satisfies Endpoint;

export const LookedPage = Type.Object(
  {
    page: Type.Literal('looked'),
    frame: FamilyFrame,
    newestYear: nullable(SchoolYear),
    /** Whether the caller may call a look wrong. */
    mayAsk: Type.Boolean(),
    looks: Type.Array(Look, { maxItems: 1000 }),
  },
  closed,
);
export type LookedPage = Static<typeof LookedPage>;

export const lookedPage = {
  method: 'GET',
  path: '/family/children/:student/looked',
  summary: 'Who looked at a child’s record, newest first',
  access: 'guardian',
  params: ofChild,
  response: LookedPage,
} as const satisfies Endpoint;

/** The looks at a child's record as a file to keep: every one a line of its own, the family's too. */
export const LooksFile = Type.Object(
  { page: Type.Literal('looks-file'), looks: Type.Array(Look, { maxItems: 100_000 }) },
  closed,
);
export type LooksFile = Static<typeof LooksFile>;

export const looksFile = {
  method: 'GET',
  path: '/family/children/:student/looked/file',
  summary: 'Who looked at a child’s record, as a table (CSV) to keep; programs get JSON',
  access: 'guardian',
  params: ofChild,
  response: LooksFile,
} as const satisfies Endpoint;

export const childBundle = {
  method: 'GET',
  path: '/family/children/:student/bundle',
  summary: 'The signed records of a child as one file that everybody can check',
  access: 'guardian',
  params: ofChild,
  response: Bundle,
} as const satisfies Endpoint;
