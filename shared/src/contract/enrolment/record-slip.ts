import { type Static, Type } from 'typebox';
import { Instant, SchoolYear, StudentId } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { PersonName } from '../../school/names.ts';
import type { Endpoint } from '../endpoint.ts';

/*
 * The paper of a family without any phone: a code that the screen of any school's office, or of the department, opens to three
 * facts about the child's record: whether it is valid, by whom, and which years.
 */

/** Eight letters, without I, L and O: a code that is spelled over a counter. */
export const RECORD_SLIP_CODE = '^[ABCDEFGHJKMNPQRSTUVWXYZ]{8}$';
export const RecordSlipCode = Type.String({ pattern: RECORD_SLIP_CODE, maxLength: 8 });

/** How long a slip can be opened, in days; the next one is printed at the next step. */
export const RECORD_SLIP_DAYS = 30;

/** A slip as it is printed, once: the registry keeps no code. */
export const RecordSlip = Type.Object({ code: RecordSlipCode, name: PersonName, expiresAt: Instant }, closed);
export type RecordSlip = Static<typeof RecordSlip>;

/** One school year of the record: its verdict now, its school and its head; null where its text does not verify. */
const FactOfYear = Type.Object(
  {
    year: SchoolYear,
    verdict: Type.String({ maxLength: 20 }),
    school: nullable(Type.String({ maxLength: 200 })),
    signedBy: nullable(PersonName),
    signedAt: nullable(Instant),
  },
  closed,
);

export const RecordFacts = Type.Object(
  {
    /** Initials and given name, to be compared with the paper. */
    name: PersonName,
    birthYear: Type.String({ pattern: '^[0-9]{4}$', maxLength: 4 }),
    printedAt: Instant,
    expiresAt: Instant,
    years: Type.Array(FactOfYear, { maxItems: 100 }),
  },
  closed,
);
export type RecordFacts = Static<typeof RecordFacts>;

export const printRecordSlip = {
  method: 'POST',
  path: '/pupils/:student/record-slip',
  summary: 'Make a slip for a family without a phone, told once; an earlier one ends',
  access: ['clerk', 'head'],
  params: Type.Object({ student: StudentId }, closed),
  body: Type.Object({}, closed),
  response: RecordSlip,
} as const satisfies Endpoint;

export const openRecordSlip = {
  method: 'POST',
  path: '/record-slips/open',
  summary: 'Open a slip by its code: whether the record is valid, by whom, and which years',
  access: ['clerk', 'head', 'department'],
  body: Type.Object({ code: RecordSlipCode }, closed),
  response: RecordFacts,
} as const satisfies Endpoint;
