import type { FastifyRequest } from 'fastify';

/** Whether the client hung up before its request was whole; then nobody hears the answer, and nothing went wrong. */
export const isCutOff = ({ raw }: FastifyRequest): boolean => raw.destroyed && !raw.complete;
