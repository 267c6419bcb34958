import { type Static, Type } from 'typebox';
import { SchoolCode } from '../school/identifiers.ts';
import type { Endpoint } from './endpoint.ts';

const closed = { additionalProperties: false };

/** A school as another school needs it: communes of one name exist many times, so the province stands beside. */
export const SchoolEntry = Type.Object(
  {
    code: SchoolCode,
    name: Type.String({ maxLength: 200 }),
    commune: Type.String({ maxLength: 100 }),
    province: Type.String({ maxLength: 100 }),
  },
  closed,
);
export type SchoolEntry = Static<typeof SchoolEntry>;

export const schools = {
  method: 'GET',
  path: '/schools',
  summary: 'The schools of this registry, by province and name',
  access: ['clerk', 'head', 'department', 'operator'],
  response: Type.Object({ schools: Type.Array(SchoolEntry, { maxItems: 50_000 }) }, closed),
} as const satisfies Endpoint;
