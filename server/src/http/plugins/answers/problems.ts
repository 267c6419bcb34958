import { PROBLEM_TITLES } from '@hocba/shared/problem-titles';
import { PROBLEMS, RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isCutOff } from '../../../replication/answers/cut-off.ts';
import { asOverload } from '../../../storage/engine/away.ts';
import { PROBLEM_TYPE, problemDocument } from '../../problem-document.ts';
import { methodsOf } from '../route-list.ts';

/** Answers with the problem document of an error, and logs what the registry itself is to blame for. */
export const sendProblem = (thrown: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  const error = isCutOff(request) ? new RegistryError('INVALID_INPUT') : asOverload(thrown);
  const problem = problemDocument(error);
  if (problem.status >= 500) {
    request.log.error({ event: 'request.failed', code: problem.code, err: thrown });
  } else if (error instanceof RegistryError && error.detail !== undefined) {
    request.log.info({ event: 'request.refused', code: problem.code, detail: error.detail });
  }
  if (error instanceof RegistryError && error.retryAfterSeconds !== undefined) {
    reply.header('retry-after', String(error.retryAfterSeconds));
  }
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  // As text, so that no response schema of the route can reshape it.
  void reply.code(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
};

/** Whether a person's browser asks for a page: a program that calls the registry asks for no HTML. */
export const isVisit = ({ method, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && /\btext\/html\b/.test(headers.accept ?? '');

/** The client is built: its page says in the reader's language that the address leads nowhere. */
const hasClient = (app: FastifyInstance): boolean => app.hasReplyDecorator('sendFile');

/**
 * Problem documents for every error, for unknown addresses and for wrong methods. A browser that visits an unknown
 * address gets the app's page instead.
 */
export const addProblems = (app: FastifyInstance): void => {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(app, request.url.split('?', 1)[0] ?? '');
    if (methods.length > 0) reply.header('allow', methods.join(', '));
    if (isVisit(request) && hasClient(app)) {
      return reply
        .code(methods.length > 0 ? 405 : 404)
        .header('cache-control', 'no-store')
        .sendFile('index.html');
    }
    return sendProblem(
      new RegistryError(methods.length > 0 ? 'METHOD_NOT_ALLOWED' : 'NOT_FOUND'),
      request,
      reply,
    );
  });
};

/** The whole answer, as bytes on the wire, to what is not even HTTP. */
export const malformedRequestAnswer = (headers: Readonly<Record<string, string>>): string => {
  const { status } = PROBLEMS.INVALID_INPUT;
  const title = PROBLEM_TITLES.INVALID_INPUT;
  const body = JSON.stringify({
    type: 'urn:hocba:problem:INVALID_INPUT',
    title,
    status,
    code: 'INVALID_INPUT',
  });
  const lines = Object.entries({
    ...headers,
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 400 Bad Request\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
};
