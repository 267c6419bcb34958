import type { Static, TSchema } from 'typebox';
import type { Capacity } from '../school/roles.ts';

/** The callers that are let in: anybody, any account, guardians, or accounts that hold one of the capacities. */
export type Access = 'public' | 'signed-in' | 'guardian' | readonly Capacity[];

/** One HTTP endpoint: the server mounts it, the client calls it, the OpenAPI document shows it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST';
  /** Fastify's form, `/lookups/:grant/bundle`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly headers?: TSchema;
  readonly body?: TSchema;
  /** Largest body in bytes where the server's usual limit is too little. */
  readonly maxBytes?: number;
  readonly response: TSchema;
  /** Statuses beside 2xx that answer with the same body. */
  readonly statuses?: readonly number[];
  /** Media type of the answer when it is not `application/json`. */
  readonly produces?: string;
}

/** The type of an endpoint's member, `undefined` when the endpoint has none. */
type Of<E extends Endpoint, Member extends keyof Endpoint> = E[Member] extends TSchema
  ? Static<E[Member]>
  : undefined;

export type BodyOf<E extends Endpoint> = Of<E, 'body'>;
export type QueryOf<E extends Endpoint> = Of<E, 'query'>;
export type ParamsOf<E extends Endpoint> = Of<E, 'params'>;
export type ResponseOf<E extends Endpoint> = Of<E, 'response'>;
