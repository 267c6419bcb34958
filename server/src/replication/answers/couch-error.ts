import { PROBLEM_TITLES } from '@hocba/shared/problem-titles';
import { PROBLEMS, type ProblemCode, RegistryError } from '@hocba/shared/problems';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { asOverload } from '../../storage/engine/away.ts';
import { isCutOff } from './cut-off.ts';

/** CouchDB's words, by HTTP status. */
const WORDS: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'too_large',
  415: 'bad_content_type',
  429: 'too_many_requests',
  503: 'service_unavailable',
  507: 'insufficient_storage',
};

/** An error in the form replicating clients read, with our code beside it. */
export const couchError = (code: ProblemCode) => ({
  error: WORDS[PROBLEMS[code].status] ?? 'internal_server_error',
  reason: PROBLEM_TITLES[code],
  code,
});

/** Requests that the web framework refuses by itself, in the words of the catalogue. */
const codeOf = (error: FastifyError): ProblemCode => {
  if (error.statusCode === 413) return 'BODY_TOO_LARGE';
  if (error.statusCode === 415) return 'UNSUPPORTED_MEDIA_TYPE';
  return error.statusCode !== undefined && error.statusCode < 500 ? 'INVALID_INPUT' : 'INTERNAL';
};

/**
 * Answers an error; what nobody foresaw is logged and answered as INTERNAL and nothing else, and a database that is away
 * as OVERLOADED, with the driver's code in the log.
 */
export const answerError = (
  thrown: FastifyError | RegistryError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  // An error of the socket of a caller who has gone is no fault of the database.
  const cutOff = isCutOff(request);
  const error = cutOff ? new RegistryError('INVALID_INPUT') : asOverload(thrown);
  const known = error instanceof RegistryError ? error : undefined;
  const code = known?.code ?? codeOf(error as FastifyError);
  if (!cutOff && (code === 'INTERNAL' || error !== thrown)) {
    request.log.error({ code, err: thrown }, 'replication.failed');
  }
  if (known?.retryAfterSeconds !== undefined) reply.header('retry-after', String(known.retryAfterSeconds));
  return reply.code(PROBLEMS[code].status).send(couchError(code));
};
