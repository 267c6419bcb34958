import { pipeline, Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { gzipStream, takesGzip } from './gzip.ts';

/** Characters that are kept together before the answer leaves as a stream. */
const WHOLE = 256 * 1024;

/**
 * An answer that leaves as it is made. An error is told by cutting the answer short: the framework destroys it together
 * with the line.
 */
export const streamPieces = (
  request: FastifyRequest,
  reply: FastifyReply,
  pieces: AsyncIterable<string>,
): FastifyReply => {
  const lines = Readable.from(pieces, { highWaterMark: 1 });
  reply.header('vary', 'accept-encoding');
  if (!takesGzip(request)) return reply.send(lines);
  reply.header('content-encoding', 'gzip');
  return reply.send(pipeline(lines, gzipStream(), () => undefined));
};

const after = async function* (first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
};

/**
 * Sends a small answer whole and a large one piece by piece, each made when the caller has taken the one before. A
 * caller who asks for much and reads nothing costs no more memory than one piece.
 */
export const sendPieces = async (
  request: FastifyRequest,
  reply: FastifyReply,
  pieces: AsyncGenerator<string>,
): Promise<FastifyReply> => {
  let text = '';
  while (text.length <= WHOLE) {
    const { done, value } = await pieces.next();
    if (done === true) return reply.send(text);
    text += value;
  }
  return streamPieces(request, reply, after(text, pieces));
};
