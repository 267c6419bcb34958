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

/** The one body parser of the server: strict JSON and nothing else. Every other media type is 415. */
export const addStrictBody = (app: FastifyInstance, pace: Pace): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      checkJsonType(request);
      // Without an account a body has 64 KiB at most.
      const account = request.caller?.account;
      return account === undefined ? parseStrictJson(body) : pace(account, () => parseStrictJson(body));
    },
  );
};
