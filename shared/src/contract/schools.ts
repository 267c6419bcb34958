import { type Static, Type } from 'typebox';
import { AccountName } from '../school/identifiers.ts';
import { PersonName, School } from '../school/names.ts';
import type { Endpoint } from './endpoint.ts';

const closed = { additionalProperties: false };

/** The name that stands on the screen wherever an account is meant. */
export const PersonEntry = Type.Object({ account: AccountName, name: PersonName }, closed);
export type PersonEntry = Static<typeof PersonEntry>;

/** Disabled accounts are among them: their marks stay, and with them their names. */
export const people = {
  method: 'GET',
  path: '/schools/own/people',
  summary: 'Names of the accounts of the own school',
  access: ['subject', 'homeroom', 'clerk', 'head'],
  response: Type.Object({ people: Type.Array(PersonEntry, { maxItems: 10_000 }) }, closed),
} as const satisfies Endpoint;

export const schools = {
  method: 'GET',
  path: '/schools',
  summary: 'The schools of this registry, by province and name',
  access: ['clerk', 'head', 'department', 'operator'],
  response: Type.Object({ schools: Type.Array(School, { maxItems: 50_000 }) }, closed),
} as const satisfies Endpoint;
