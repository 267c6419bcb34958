import { type Static, Type } from 'typebox';
import { EventText } from '../../lifecycle/dossier/event.ts';
import { PromiseKind, PromiseStage } from '../../lifecycle/promise/promise.ts';
import { Relation } from '../../school/guardians.ts';
import { Instant, LocalDate, SchoolCode } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { PersonName, School } from '../../school/names.ts';
import { MAX_LENGTH } from '../../text/plain-text.ts';
import { DossierId, DossierPupil, OfficialNumber } from '../dossiers/dossier.ts';

/** Our own key of a promise: a ULID, which says nothing about the pupil. */
export const PromiseId = DossierId;

/** A grade of school. */
const Grade = Type.Integer({ minimum: 1, maximum: 12 });
/** The grades whose records are missing. */
export const Grades = Type.Array(Grade, { minItems: 1, maxItems: 12, uniqueItems: true });

const HolderName = Type.String({ minLength: 1, maxLength: MAX_LENGTH.school });

/** The acts of a person of a school; the guardian signs, and the registry sees that a record has come. */
export const PromiseDeed = Type.Union([
  /** The family signed the printed letter in the office. */
  Type.Object({ kind: Type.Literal('sign'), name: PersonName }, closed),
  Type.Object({ kind: Type.Literal('arrive'), text: EventText }, closed),
  Type.Object({ kind: Type.Literal('refuse'), text: EventText }, closed),
  Type.Object({ kind: Type.Literal('withdraw'), text: EventText }, closed),
]);
export type PromiseDeed = Static<typeof PromiseDeed>;
export type PromiseDeedKind = PromiseDeed['kind'];

const DEEDS = PromiseDeed.anyOf.map(({ properties }) => properties.kind);

/** A request or commitment as the two schools see it. */
export const PromiseEntry = Type.Object(
  {
    id: PromiseId,
    transfer: DossierId,
    /** The official number of the transfer. */
    dossier: nullable(OfficialNumber),
    /** `holding`: the own school is asked for a record. */
    side: Type.Union([Type.Literal('receiving'), Type.Literal('holding')]),
    kind: PromiseKind,
    stage: PromiseStage,
    pupil: DossierPupil,
    to: School,
    holder: Type.Object({ school: nullable(SchoolCode), name: HolderName }, closed),
    grades: Grades,
    until: nullable(LocalDate),
    due: nullable(Instant),
    madeAt: Instant,
    signed: nullable(
      Type.Object(
        {
          name: PersonName,
          /** Null for a signature on paper. */
          relation: nullable(Relation),
          how: Type.Union([Type.Literal('one-time-code'), Type.Literal('paper')]),
          at: Instant,
        },
        closed,
      ),
    ),
    /** The answer that ended it, or that the holder gave; null where the registry ended it by the records. */
    answer: nullable(EventText),
    closedAt: nullable(Instant),
    /** The acts that the caller may do now. */
    acts: Type.Array(Type.Unsafe<PromiseDeedKind>(Type.Union(DEEDS)), { maxItems: 4 }),
  },
  closed,
);
export type PromiseEntry = Static<typeof PromiseEntry>;

/** A record that a pupil's new school does not have, and the school that should hold it. */
export const MissingRecord = Type.Object({ grade: Grade, holder: nullable(School) }, closed);
export type MissingRecord = Static<typeof MissingRecord>;

/** The wish for a paper: `until` stands in a commitment and in nothing else. */
export const NewPromise = Type.Object(
  {
    kind: PromiseKind,
    grades: Grades,
    holder: Type.Union([
      Type.Object({ school: SchoolCode }, closed),
      Type.Object({ name: HolderName }, closed),
    ]),
    until: nullable(LocalDate),
  },
  closed,
);
export type NewPromise = Static<typeof NewPromise>;
