import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const compress = promisify(gzip);

/** Smaller answers fit one packet anyway. */
const WORTH_IT = 1400;

/** Whether the caller takes gzip. */
export const takesGzip = (request: FastifyRequest): boolean =>
  /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));

/** Compresses a whole answer for whoever takes gzip; streams pass, because a heartbeat must not wait in a buffer. */
export const gzipAnswer = async (
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> => {
  if (typeof payload !== 'string' || payload.length < WORTH_IT) return payload;
  if (reply.hasHeader('content-encoding')) return payload;
  reply.header('vary', 'accept-encoding');
  if (!takesGzip(request)) return payload;
  reply.header('content-encoding', 'gzip');
  reply.removeHeader('content-length');
  return compress(payload, { level: constants.Z_BEST_SPEED });
};
