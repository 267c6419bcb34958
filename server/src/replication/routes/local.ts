import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';
import { findSyncLocal, putSyncLocal } from '../../storage/sync.ts';
import type { ReplicationOptions } from '../hooks.ts';
import { isDocId } from '../incoming.ts';
import { bodyObject, databaseOf, restOf } from './request-body.ts';

/** A checkpoint with its five sessions is under 2 KB; nobody keeps anything else here. */
const MAX_BYTES = 16 * 1024;

/** One checkpoint in 64 has an underscore in front: its name is a hash in an alphabet that holds one. */
const idOf = (text: string): string => {
  if (text === '' || !isDocId(`-${text}`)) throw new RegistryError('NOT_FOUND');
  return text;
};

/** The version a writer has read; 0 for a new checkpoint. */
const readVersion = (rev: unknown): number => {
  if (rev === undefined) return 0;
  const digits = typeof rev === 'string' ? /^0-([0-9]{1,15})$/.exec(rev)?.[1] : undefined;
  if (digits === undefined) throw new RegistryError('INVALID_INPUT', 'the revision of a checkpoint is 0-N');
  return Number(digits);
};

/** Checkpoints of devices: never replicated, no history, one version after the other. */
export const addLocal = <Context>(
  app: FastifyInstance,
  { db, hooks, clock, routeConfig: config }: ReplicationOptions<Context>,
): void => {
  app.get('/:db/_local/*', { config }, async (request) => {
    const name = databaseOf(request);
    await hooks.authorize(request, name);
    const row = await findSyncLocal(db, name, idOf(restOf(request)));
    if (row === undefined) throw new RegistryError('NOT_FOUND');
    return { _id: `_local/${row.id}`, _rev: `0-${row.n}`, ...(JSON.parse(row.body) as object) };
  });

  app.put('/:db/_local/*', { config, bodyLimit: MAX_BYTES }, async (request, reply) => {
    const name = databaseOf(request);
    await hooks.authorize(request, name);
    const id = idOf(restOf(request));
    const { _id, _rev, ...body } = bodyObject(request);
    const n = readVersion(_rev) + 1;
    try {
      const row = { db: name, id, n, body: JSON.stringify(body), written_at: clock() };
      await db.commit([putSyncLocal(row)]);
    } catch (error) {
      // A client reads a conflict as "somebody was faster": it reads again and goes on.
      const taken = error instanceof RegistryError && error.code === 'DUPLICATE';
      throw taken ? new RegistryError('WRITE_CONFLICT') : error;
    }
    return reply.code(201).send({ ok: true, id: `_local/${id}`, rev: `0-${n}` });
  });
};
