import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import { noteOnceADay } from '../../../people/watch-reads.ts';
import type { Db } from '../../../storage/engine/db.ts';

/** Answers to an account that asked for what is not its own; honest screens do not ask. */
const REFUSALS: readonly ProblemCode[] = ['FORBIDDEN', 'OUT_OF_SCOPE', 'GRANT_UNKNOWN'];

/** Keeps in the audit that an account was refused something: by route pattern and code, once a day each. */
export const addRefusalAudit = (
  app: FastifyInstance,
  { db, clock }: { db: Db; clock: () => Instant },
): void => {
  const note = noteOnceADay(db);
  app.addHook('onError', async (request, _reply, error) => {
    const { caller, routeOptions } = request;
    if (caller === null || !(error instanceof RegistryError) || !REFUSALS.includes(error.code)) return;
    const detail = { route: routeOptions.url ?? '', code: error.code };
    // The answer is the refusal, whether it could be noted or not.
    await note(caller, clock(), { action: 'request.refused', detail }).catch((failed) => {
      request.log.error({ event: 'request.failed', code: 'INTERNAL', err: failed });
    });
  });
};
