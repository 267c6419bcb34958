import { RegistryError } from '@hocba/shared/problems';
import { parseStrictJson } from '@hocba/shared/text/strict-json';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pace } from '../../../turns/pace.ts';

/** Largest body of an ordinary route. */
export const BODY_LIMIT_BYTES = 65_536;

/** JSON is UTF-8; a label that says otherwise is a mistake or a trick. */
const JSON_TYPE = /^application\/json(; ?charset=("utf-8"|utf-8))?$/i;

/** Throws UNSUPPORTED_MEDIA_TYPE unless the body is plain, uncompressed JSON. */
const checkJsonType = (request: FastifyRequest): void => {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' || !JSON_TYPE.test(request.headers['content-type'] ?? '')) {
    throw new RegistryError('UNSUPPORTED_MEDIA_TYPE');
  }
};

/**
 * Reads the body of a request at the pace of the account or guardian that sent it. Without either a body has 64 KiB at
 * most, and is read at once.
 */
export const readPaced = async <T>(
  pace: Pace,
  { caller, guardian }: Pick<FastifyRequest, 'caller' | 'guardian'>,
  read: () => T | Promise<T>,
): Promise<T> => {
  if (caller !== null) return pace(caller.account, read);
  return guardian === null ? read() : pace(`guardian:${guardian.id}`, read);
};

/** The body parser of all routes but the forms of families: strict JSON and nothing else. Every other media type is 415. */
export const addStrictBody = (app: FastifyInstance, pace: Pace): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      checkJsonType(request);
      return readPaced(pace, request, () => parseStrictJson(body));
    },
  );
};
