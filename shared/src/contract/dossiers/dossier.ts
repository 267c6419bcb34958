import { type Static, Type } from 'typebox';
import { Instant, StudentCode } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { PersonName } from '../../school/names.ts';
import { BirthDate } from '../../school/pupil/birth-date.ts';

/* Members of a dossier that every procedure shows. */

/** Our own key of a dossier: a ULID, which says nothing about the pupil. */
export const DossierId = Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{26}$', maxLength: 26 });

/** The number of an event of a dossier, as it stands in an address. */
export const EventNumber = Type.String({ pattern: '^[1-9][0-9]{0,3}$', maxLength: 4 });

/** The official number of a dossier. */
export const OfficialNumber = Type.String({ maxLength: 40 });

/** How much working time is left, in milliseconds, and how that is to be coloured. */
export const DossierClock = Type.Object(
  {
    due: nullable(Instant),
    leftMs: nullable(Type.Integer()),
    stage: Type.Union([
      Type.Literal('running'),
      Type.Literal('half'),
      Type.Literal('last-day'),
      Type.Literal('overdue'),
      Type.Literal('paused'),
      Type.Literal('unknown'),
    ]),
    /** Share of the step's working time that is used up, in percent. */
    used: Type.Integer({ minimum: 0, maximum: 100 }),
  },
  closed,
);
export type DossierClock = Static<typeof DossierClock>;

/** The pupil of a dossier, as schools see it. */
export const DossierPupil = Type.Object(
  { code: StudentCode, name: PersonName, birthDate: BirthDate },
  closed,
);
