import { type Static, Type } from 'typebox';
import { Text, UrnUuid } from '../../regulations/signed-members.ts';
import { ClassCode, Instant, LocalDate } from '../../school/identifiers.ts';
import { closed } from '../../school/members.ts';
import { School } from '../../school/names.ts';
import { BirthDate } from '../../school/pupil/birth-date.ts';
import { MAX_LENGTH } from '../../text/plain-text.ts';
import { IssuerUrl, VC_CONTEXT } from '../payload/payload.ts';

/** Our own terms of confirmations of enrolment, given in place. */
export const ENROLMENT_VOCABULARY = 'urn:hocba:enrolment:v1#';
export const ENROLMENT_TYPE = 'EnrolmentConfirmation';

/** How long a confirmation is believed, in days: what it says may change the day after. */
export const CONFIRMATION_DAYS = 30;

/** Everything that a confirmation says: which pupil is in which class of which school, from when until when. */
export const Enrolment = Type.Object(
  {
    student: Type.Object({ name: Text(MAX_LENGTH.person), birthDate: BirthDate }, closed),
    school: School,
    class: ClassCode,
    from: LocalDate,
    until: LocalDate,
  },
  closed,
);
export type Enrolment = Static<typeof Enrolment>;

/**
 * A confirmation of enrolment as it is signed (Decree 88/2026, Art. 8). It repeats no claim, so that the whole text fits
 * into a QR code that a phone reads from paper.
 */
export const ConfirmationPayload = Type.Object(
  {
    '@context': Type.Tuple([
      Type.Literal(VC_CONTEXT),
      Type.Object({ '@vocab': Type.Literal(ENROLMENT_VOCABULARY) }, closed),
    ]),
    id: UrnUuid,
    type: Type.Tuple([Type.Literal('VerifiableCredential'), Type.Literal(ENROLMENT_TYPE)]),
    issuer: IssuerUrl,
    validFrom: Instant,
    validUntil: Instant,
    credentialSubject: Enrolment,
  },
  closed,
);
export type ConfirmationPayload = Static<typeof ConfirmationPayload>;
