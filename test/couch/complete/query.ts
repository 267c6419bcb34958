import type { JsonObject } from '@hocba/server/replication/document';
import { bodyBytes, queryText } from '@hocba/server/replication/routes/request-body';
import type { FastifyRequest } from 'fastify';
import { badQuery, badRequest } from './refusal.ts';

/** A body as JSON; a foreign client may send what ours never would, so that it is read the ordinary way. */
export const jsonBody = (request: FastifyRequest): unknown => {
  try {
    return JSON.parse(Buffer.from(bodyBytes(request)).toString());
  } catch {
    throw badRequest('invalid UTF-8 JSON');
  }
};

/** Whether a value is an object of JSON. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A body that is an object; no body at all is an empty one. */
export const objectBody = (request: FastifyRequest): JsonObject => {
  const value = bodyBytes(request).length === 0 ? {} : jsonBody(request);
  if (!isJsonObject(value)) throw badRequest('Request body must be a JSON object');
  return value;
};

/** A parameter that is JSON text. */
export const queryJson = (request: FastifyRequest, name: string): unknown => {
  const text = queryText(request, name);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`${name} is no JSON`);
  }
};

/** A parameter that is a whole number. */
export const queryCount = (request: FastifyRequest, name: string): number | undefined => {
  const text = queryText(request, name);
  if (text === undefined) return undefined;
  if (!/^"?[0-9]{1,15}"?$/.test(text)) throw badQuery(`${name} is a whole number`);
  return Number(text.replaceAll('"', ''));
};
