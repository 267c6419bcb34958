import { type Static, Type } from 'typebox';
import type { Endpoint } from './endpoint.ts';

/** Where people who found a weakness learn whom to tell (RFC 9116). */
export const securityTxt = {
  method: 'GET',
  path: '/.well-known/security.txt',
  summary: 'Whom to tell of a weakness',
  access: 'public',
  response: Type.String({ maxLength: 2000 }),
  produces: 'text/plain; charset=utf-8',
} as const satisfies Endpoint;

/** A browser's report in either form: `report-uri` sends one object, the Reporting API an array. */
export const PolicyReports = Type.Union([
  Type.Object({ 'csp-report': Type.Object({}, { additionalProperties: true }) }),
  Type.Array(Type.Object({ body: Type.Optional(Type.Unknown()) }), { maxItems: 20 }),
]);
export type PolicyReports = Static<typeof PolicyReports>;

export const reportPolicy = {
  method: 'POST',
  path: '/csp-reports',
  summary: 'A browser says what the content policy stopped',
  access: 'public',
  body: PolicyReports,
  maxBytes: 16_384,
  response: Type.Object({ reported: Type.Integer({ minimum: 0 }) }, { additionalProperties: false }),
} as const satisfies Endpoint;
