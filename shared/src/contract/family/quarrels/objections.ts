import { type Static, Type } from 'typebox';
import { EventText } from '../../../lifecycle/dossier/event.ts';
import { Relation } from '../../../school/guardians.ts';
import { Instant, SchoolYear, StudentCode, StudentId } from '../../../school/identifiers.ts';
import { closed, nullable } from '../../../school/members.ts';
import { PersonName } from '../../../school/names.ts';
import { RestrictionKind } from '../../../school/restrictions.ts';
import { DossierId } from '../../dossiers/dossier.ts';
import type { Endpoint } from '../../endpoint.ts';
import { ShareId } from '../shares.ts';

/*
 * Guardians who do not agree with each other: a person hears both and decides. The department settles an objection to a
 * transfer, since neither of the two schools is neutral; the office of the pupil's school settles one to a share.
 */

/** The thing that one guardian wants and another objects to. */
const Matter = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('transfer'),
      id: DossierId,
      from: nullable(Type.String({ maxLength: 200 })),
      to: Type.String({ maxLength: 200 }),
      class: Type.String({ maxLength: 7 }),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('share'),
      id: ShareId,
      purpose: Type.String({ maxLength: 100 }),
      years: Type.Array(SchoolYear, { maxItems: 20 }),
      endsAt: Instant,
    },
    closed,
  ),
]);

/** An objection that waits for a person. */
export const Objection = Type.Object(
  {
    matter: Matter,
    student: StudentId,
    pupil: Type.Object({ code: StudentCode, name: PersonName }, closed),
    askedAt: Instant,
    objectedAt: Instant,
    /** Until when both guardians are to be called; null while the calendar of the year is not known. */
    due: nullable(Instant),
    isLate: Type.Boolean(),
  },
  closed,
);
export type Objection = Static<typeof Objection>;

/** A guardian of the pupil as the person who settles needs to know, with whole numbers to call. */
export const Party = Type.Object(
  {
    name: PersonName,
    relation: Relation,
    /** `asks` where somebody can know who asked; `objects`; null for the others. */
    side: nullable(Type.Union([Type.Literal('asks'), Type.Literal('objects')])),
    decides: Type.Boolean(),
    contacts: Type.Array(Type.String({ maxLength: 254 }), { maxItems: 20 }),
    /** The order that limits this guardian now, with its paper: it comes before what anybody says. */
    order: nullable(
      Type.Object({ kind: RestrictionKind, document: nullable(Type.String({ maxLength: 300 })) }, closed),
    ),
  },
  closed,
);
export type Party = Static<typeof Party>;

/** One objection with the words of the guardian who objects, and everybody who has a say. */
export const OneObjection = Type.Object(
  { objection: Objection, text: EventText, parties: Type.Array(Party, { maxItems: 50 }) },
  closed,
);
export type OneObjection = Static<typeof OneObjection>;

const SETTLERS = ['clerk', 'head', 'department'] as const;
const ofObjection = Type.Object({ objection: Type.Union([DossierId, ShareId]) }, closed);

export const listObjections = {
  method: 'GET',
  path: '/objections',
  summary:
    'Objections that wait for the caller: to transfers at the department, to shares at the pupil’s school',
  access: SETTLERS,
  response: Type.Object({ objections: Type.Array(Objection, { maxItems: 1000 }) }, closed),
} as const satisfies Endpoint;

export const getObjection = {
  method: 'GET',
  path: '/objections/:objection',
  summary: 'One objection, with the words of who objects and the numbers of both guardians',
  access: SETTLERS,
  params: ofObjection,
  response: OneObjection,
} as const satisfies Endpoint;

export const settleObjection = {
  method: 'POST',
  path: '/objections/:objection/settle',
  summary: 'Settle an objection with a reason that both guardians read: it goes on, or it stops',
  access: SETTLERS,
  params: ofObjection,
  body: Type.Object({ isAllowed: Type.Boolean(), text: EventText }, closed),
  response: Type.Object({ objections: Type.Array(Objection, { maxItems: 1000 }) }, closed),
} as const satisfies Endpoint;
