import { constants, createGzip, type Gzip, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Smaller answers fit one packet anyway. */
const WORTH_IT = 1400;

/** Up to here compressing takes a tenth of a millisecond, and handing it to another thread would take longer. */
const AT_ONCE = 32 * 1024;

/** Large answers leave in pieces of this many bytes, so that the caller unpacks the first while the last is packed. */
const PIECE = 64 * 1024;

const LEVEL = constants.Z_BEST_SPEED;

/** Packs an answer on its way. */
export const gzipStream = (): Gzip => createGzip({ level: LEVEL, chunkSize: PIECE });

/** Whether the caller takes gzip. */
export const takesGzip = (request: FastifyRequest): boolean =>
  /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));

/**
 * Compresses a whole answer for clients that take gzip; streams pass, because a heartbeat must not wait in a buffer.
 */
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
  return payload.length <= AT_ONCE ? gzipSync(payload, { level: LEVEL }) : gzipStream().end(payload);
};
