import { type Static, Type } from 'typebox';
import { DossierState } from '../../lifecycle/dossier/states.ts';
import {
  ClassCode,
  Instant,
  LocalDate,
  SchoolYear,
  StudentCode,
  StudentId,
} from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { PersonName, School } from '../../school/names.ts';
import { BirthDate } from '../../school/pupil/birth-date.ts';
import { DossierClock, DossierId, OfficialNumber } from '../dossiers/dossier.ts';
import type { Endpoint } from '../endpoint.ts';

/*
 * Transfers and pupils without a school, for the authority above schools. The department sees the whole province; a school's
 * office sees the pupils who left it. Communes have no accounts: the department hands each commune its part of the list.
 */

/** An open transfer without its pupil: who is late can be told without a name. */
export const OverseenTransfer = Type.Object(
  {
    id: DossierId,
    code: nullable(OfficialNumber),
    from: nullable(School),
    to: School,
    state: DossierState,
    step: Type.Union([Type.Literal('decision'), Type.Literal('release'), Type.Literal('placement')]),
    filedAt: Instant,
    clock: nullable(DossierClock),
  },
  closed,
);
export type OverseenTransfer = Static<typeof OverseenTransfer>;

export const listOverseenTransfers = {
  method: 'GET',
  path: '/transfers/overseen',
  summary: 'Every open transfer of the province without its pupil, late ones first, then least working time',
  access: ['department'],
  response: Type.Object(
    {
      transfers: Type.Array(OverseenTransfer, { maxItems: 1000 }),
      inAll: Type.Integer({ minimum: 0 }),
      late: Type.Integer({ minimum: 0 }),
    },
    closed,
  ),
} as const satisfies Endpoint;

/** A pupil who has left a school, or was refused by one, and studies in none that the registry knows. */
export const PoolPupil = Type.Object(
  {
    student: StudentId,
    code: StudentCode,
    name: PersonName,
    birthDate: BirthDate,
    /** The last school with the class and the school year there; null of a pupil who was in none. */
    last: nullable(Type.Object({ school: School, class: ClassCode, year: SchoolYear }, closed)),
    /** Since when the pupil is without a school; null where no list said the day. */
    since: nullable(LocalDate),
    /** The last request of the pupil that led to no school. */
    attempt: nullable(
      Type.Object(
        {
          to: School,
          end: Type.Union([Type.Literal('refused'), Type.Literal('withdrawn'), Type.Literal('stopped')]),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type PoolPupil = Static<typeof PoolPupil>;

export const listPupilsWithoutSchool = {
  method: 'GET',
  path: '/pupils/without-school',
  summary:
    'Pupils without a destination, the longest wait first: of the province, or those who left the own school',
  access: ['department', 'clerk', 'head'],
  response: Type.Object(
    { pupils: Type.Array(PoolPupil, { maxItems: 1000 }), inAll: Type.Integer({ minimum: 0 }) },
    closed,
  ),
} as const satisfies Endpoint;

/** Where a pupil was found: at a school that is not on the system, in vocational training, abroad, out of school, dead. */
export const Whereabouts = Type.Union([
  Type.Literal('other-school'),
  Type.Literal('vocational'),
  Type.Literal('abroad'),
  Type.Literal('out-of-school'),
  Type.Literal('died'),
]);
export type Whereabouts = Static<typeof Whereabouts>;

export const noteWhereabouts = {
  method: 'POST',
  path: '/pupils/:student/whereabouts',
  summary: 'Note where a pupil without a school was found; the pupil leaves the list',
  access: ['department', 'clerk', 'head'],
  params: Type.Object({ student: StudentId }, closed),
  body: Type.Object({ kind: Whereabouts, note: Type.String({ minLength: 1, maxLength: 300 }) }, closed),
  response: Type.Object({ student: StudentId }, closed),
} as const satisfies Endpoint;
