import { type Static, Type } from 'typebox';
import { EventText } from '../../lifecycle/dossier/event.ts';
import { DossierState } from '../../lifecycle/dossier/states.ts';
import { ReviewCell, ReviewEvent, type ReviewEventKind, ReviewPhoto } from '../../lifecycle/review/events.ts';
import { Instant, StudentId } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { PersonName } from '../../school/names.ts';
import { DossierClock, DossierId, DossierPupil } from '../dossiers/dossier.ts';
import { Look } from '../family/child.ts';

/** Where the cell of a request stands: on a sheet that is open, or in a sheet that is closed or a record that is signed. */
export const CellPlace = Type.Union([Type.Literal('sheet'), Type.Literal('record')]);
export type CellPlace = Static<typeof CellPlace>;

/** The cell of a request as it stands now; the value is written as the sheet shows it, null for an empty cell. */
export const CellNow = Type.Object(
  {
    cell: ReviewCell,
    value: nullable(Type.String({ maxLength: 1000 })),
    place: CellPlace,
    /** Whether another value stands there than when the school accepted. */
    isCorrected: Type.Boolean(),
  },
  closed,
);
export type CellNow = Static<typeof CellNow>;

/** The acts that a person of a school or the department does on a request. */
export const ReviewAct = Type.Union([
  Type.Object({ kind: Type.Literal('say'), text: EventText }, closed),
  Type.Object({ kind: Type.Literal('ask'), text: EventText }, closed),
  Type.Object({ kind: Type.Literal('accept'), text: EventText }, closed),
  Type.Object({ kind: Type.Literal('decline'), text: EventText }, closed),
  Type.Object({ kind: Type.Literal('complete') }, closed),
]);
export type ReviewAct = Static<typeof ReviewAct>;
export type ReviewActKind = ReviewAct['kind'];

const KINDS = ReviewAct.anyOf.map(({ properties }) => properties.kind);
const ActKind = Type.Unsafe<ReviewActKind>(Type.Union(KINDS));

export const ReviewOutcome = nullable(Type.Union([Type.Literal('accepted'), Type.Literal('declined')]));

/** One request of a family: about a cell, or about a look. */
export const ReviewEntry = Type.Object(
  {
    id: DossierId,
    student: StudentId,
    pupil: DossierPupil,
    /** The guardian who asks; null where the account is gone. */
    guardian: nullable(PersonName),
    cell: nullable(CellNow),
    look: nullable(Look),
    state: DossierState,
    outcome: ReviewOutcome,
    /** The number of the last event: an act names the one that its person saw. */
    seq: Type.Integer({ minimum: 1 }),
    filedAt: Instant,
    /** The clock of the answer, then of the correction on an open sheet; null once nothing is due. */
    clock: nullable(DossierClock),
    /** The acts that the caller may do now. */
    acts: Type.Array(ActKind, { maxItems: 5 }),
  },
  closed,
);
export type ReviewEntry = Static<typeof ReviewEntry>;

const EVENT_KINDS = ReviewEvent.anyOf.map(({ properties }) => properties.kind);
const EventKind = Type.Unsafe<ReviewEventKind>(Type.Union(EVENT_KINDS));

/** A line of the thread: who said what, and when. */
export const ReviewLine = Type.Object(
  {
    seq: Type.Integer({ minimum: 1 }),
    kind: EventKind,
    at: Instant,
    side: Type.Union([Type.Literal('family'), Type.Literal('school'), Type.Literal('registry')]),
    /** The person; null for the registry's timers. */
    by: nullable(PersonName),
    text: nullable(EventText),
    /** Whether a photo stands beside the words. */
    hasPhoto: Type.Boolean(),
  },
  closed,
);
export type ReviewLine = Static<typeof ReviewLine>;

/** The largest photo that is taken, in bytes. */
export const PHOTO_BYTES = 2_097_152;

/** The largest body of a form with a photo: a photo that is too large still gets its form back, with the reason. */
export const PHOTO_FORM_BYTES = 8_388_608;

/** A photo that a form or a program sends, in base64. */
export const SentPhoto = Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: PHOTO_FORM_BYTES * 2 });

/** A photo as it is handed out; the content is base64. */
export const PhotoContent = Type.Object(
  { type: ReviewPhoto.properties.type, content: Type.String({ maxLength: PHOTO_BYTES * 2 }) },
  closed,
);
export type PhotoContent = Static<typeof PhotoContent>;
