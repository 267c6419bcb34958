import { type Static, Type } from 'typebox';
import { AccountName, Instant } from '../school/identifiers.ts';
import { PersonName } from '../school/names.ts';
import type { Endpoint } from './endpoint.ts';

const closed = { additionalProperties: false };

/** Something about an account of the school that its head should know. */
export const SchoolAlarm = Type.Object(
  {
    id: Type.Integer({ minimum: 1 }),
    at: Instant,
    account: AccountName,
    displayName: PersonName,
    /**
     * More pupils looked up, or more first copies taken, than a day has use for; a locked account; a copied session; a
     * pupil sought whom no school has.
     */
    alarm: Type.Union([
      Type.Literal('reads.limited'),
      Type.Literal('pulls.many'),
      Type.Literal('sign-in.locked'),
      Type.Literal('session.reused'),
      Type.Literal('canary.touched'),
    ]),
  },
  closed,
);
export type SchoolAlarm = Static<typeof SchoolAlarm>;

export const listAlarms = {
  method: 'GET',
  path: '/alarms',
  summary: 'Alarms of the last thirty days about accounts of the own school, newest first',
  access: ['head'],
  response: Type.Object({ alarms: Type.Array(SchoolAlarm, { maxItems: 50 }) }, closed),
} as const satisfies Endpoint;
