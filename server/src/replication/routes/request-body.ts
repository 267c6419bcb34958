import { RegistryError } from '@hocba/shared/problems';
import { parseStrictJson } from '@hocba/shared/text/strict-json';
import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '../document.ts';

/** The bytes of a body; none is an empty text, which no JSON reader takes. */
export const bodyBytes = (request: FastifyRequest): Uint8Array =>
  Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);

/** A body that is one object; its member names may be ids. Throws MALFORMED_JSON or INVALID_INPUT. */
export const bodyObject = (request: FastifyRequest): JsonObject => {
  const value = parseStrictJson(bodyBytes(request), { allowAnyNames: true });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RegistryError('INVALID_INPUT', 'an object is expected');
  }
  return value;
};

/** A parameter of the query, once; INVALID_INPUT when it is there twice. */
export const queryText = (request: FastifyRequest, name: string): string | undefined => {
  const value = (request.query as Record<string, unknown>)[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new RegistryError('INVALID_INPUT', `${name} is given twice`);
};

/** Whether a switch of the query is on. */
export const queryFlag = (request: FastifyRequest, name: string): boolean =>
  queryText(request, name) === 'true';

/** The database a path names. */
export const databaseOf = (request: FastifyRequest): string => (request.params as { db: string }).db;

/** The end of a path, decoded. */
export const restOf = (request: FastifyRequest): string => (request.params as { '*': string })['*'];
