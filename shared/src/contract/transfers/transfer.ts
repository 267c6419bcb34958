import { type Static, Type } from 'typebox';
import { EventText } from '../../lifecycle/dossier/event.ts';
import { DossierState } from '../../lifecycle/dossier/states.ts';
import { PromiseKind } from '../../lifecycle/promise/promise.ts';
import { RefusalReason } from '../../lifecycle/transfer/events.ts';
import { ClassCode, Instant, LocalDate, SchoolYear, SubjectCode } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { PersonName, School } from '../../school/names.ts';
import { DossierClock, DossierId, DossierPupil, OfficialNumber } from '../dossiers/dossier.ts';

/** Where the receiving school means to put the pupil, and from which day. */
export const Place = Type.Object({ year: SchoolYear, class: ClassCode, from: LocalDate }, closed);
export type Place = Static<typeof Place>;

/** The acts that a person of a school does on a transfer; timers and the registry do the others. */
export const TransferAct = Type.Union([
  Type.Object({ kind: Type.Literal('withdraw'), text: EventText }, closed),
  Type.Object({ kind: Type.Literal('ask'), text: EventText }, closed),
  Type.Object({ kind: Type.Literal('answer'), text: EventText }, closed),
  Type.Object({ kind: Type.Literal('accept') }, closed),
  Type.Object({ kind: Type.Literal('refuse'), reason: RefusalReason, text: EventText }, closed),
  Type.Object({ kind: Type.Literal('release') }, closed),
  Type.Object({ kind: Type.Literal('undo-release'), text: EventText }, closed),
  Type.Object({ kind: Type.Literal('place'), place: Place }, closed),
  Type.Object({ kind: Type.Literal('hand-over') }, closed),
]);
export type TransferAct = Static<typeof TransferAct>;
export type TransferActKind = TransferAct['kind'];

const KINDS = TransferAct.anyOf.map(({ properties }) => properties.kind);
/** The names of the acts. */
const ActKind = Type.Unsafe<TransferActKind>(Type.Union(KINDS));

/** One transfer of the own school. */
export const TransferEntry = Type.Object(
  {
    id: DossierId,
    code: nullable(OfficialNumber),
    side: Type.Union([Type.Literal('receiving'), Type.Literal('sending')]),
    pupil: DossierPupil,
    from: nullable(School),
    fromClass: nullable(ClassCode),
    to: School,
    place: Place,
    state: DossierState,
    step: Type.Union([Type.Literal('decision'), Type.Literal('release'), Type.Literal('placement')]),
    outcome: nullable(Type.Union([Type.Literal('accepted'), Type.Literal('refused')])),
    /** The number of the last event: an act names the one that its person saw. */
    seq: Type.Integer({ minimum: 1 }),
    filedAt: Instant,
    /** The clock of the running step; null once nothing is due any more. */
    clock: nullable(DossierClock),
    /** The acts that the caller may do now. */
    acts: Type.Array(ActKind, { maxItems: 9 }),
  },
  closed,
);
export type TransferEntry = Static<typeof TransferEntry>;

/** An event of a transfer, as both schools read it. */
export const TransferStepLine = Type.Object(
  {
    seq: Type.Integer({ minimum: 1 }),
    kind: Type.String({ maxLength: 20 }),
    at: Instant,
    /** The person; null for the registry and its timers. */
    by: nullable(PersonName),
    text: nullable(EventText),
    reason: nullable(RefusalReason),
  },
  closed,
);

/** A signed text that came out of the transfer. */
export const TransferResult = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('summary'),
      Type.Literal('decision'),
      Type.Literal('receipt'),
      ...PromiseKind.anyOf,
    ]),
    issuedAt: Instant,
    jws: Type.String({ maxLength: 65_536 }),
  },
  closed,
);

export type TransferResult = Static<typeof TransferResult>;

/** How a subject of the old class fits the new one. */
export const SubjectMatch = Type.Object(
  {
    subject: SubjectCode,
    name: Type.String({ maxLength: 100 }),
    /** `kept`: not taught here, its marks stay with the old school; `new`: begins here, without marks of the first months. */
    match: Type.Union([
      Type.Literal('same'),
      Type.Literal('kept'),
      Type.Literal('new'),
      Type.Literal('other-language'),
    ]),
    /** Marks that the pupil has in the running year. */
    marks: Type.Integer({ minimum: 0 }),
    /** Marks of the terms so far that the new class will ask for and the pupil does not have. */
    missing: Type.Integer({ minimum: 0 }),
  },
  closed,
);
export type SubjectMatch = Static<typeof SubjectMatch>;
