import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findSyncDb } from '../../../storage/queries/replication/sync.ts';
import {
  countSyncDocs,
  createSyncDb,
  deleteSyncDb,
} from '../../../storage/queries/replication/sync-databases.ts';
import { type CouchRefusal, noDatabase, refuse } from '../../couch-refusal.ts';
import type { ReplicationOptions } from '../../hooks.ts';
import { databaseOf } from '../../routes/request-body.ts';
import { readEdit } from '../incoming-edit.ts';
import { jsonBody } from '../query.ts';
import { deleteRevsLimit } from '../revs-limit.ts';
import { writeOne } from './write-one.ts';

const exists = (): CouchRefusal =>
  refuse(412, 'file_exists', 'The database could not be created, the file already exists.');

/** Databases are looked at, made and removed; a document without a name is put into one. */
export const addDatabases = <Context>(app: FastifyInstance, options: ReplicationOptions<Context>): void => {
  const { db, hooks, clock, routeConfig: config } = options;

  const show = async (request: FastifyRequest) => {
    const name = databaseOf(request);
    await hooks.authorize(request, name);
    const seq = (await findSyncDb(db, name))?.seq;
    if (seq === undefined) throw noDatabase();
    const { live, deleted } = await countSyncDocs(db, name);
    return {
      db_name: name,
      doc_count: live,
      doc_del_count: deleted,
      update_seq: seq,
      committed_update_seq: seq,
      purge_seq: 0,
      compact_running: false,
      instance_start_time: '0',
    };
  };

  const create = async (request: FastifyRequest): Promise<void> => {
    const name = databaseOf(request);
    await hooks.authorize(request, name);
    if (name.startsWith('_') || name.includes('\0')) {
      throw refuse(400, 'illegal_database_name', 'Name starts with an underscore.');
    }
    try {
      await db.commit([createSyncDb(name, clock())]);
    } catch (error) {
      throw error instanceof RegistryError && error.code === 'DUPLICATE' ? exists() : error;
    }
  };

  const remove = async (request: FastifyRequest): Promise<void> => {
    const name = databaseOf(request);
    await hooks.authorize(request, name);
    if ((await findSyncDb(db, name)) === undefined) throw noDatabase();
    await db.commit([...deleteSyncDb(name), deleteRevsLimit(name)]);
  };

  for (const url of ['/:db', '/:db/']) {
    app.get(url, { config }, show);
    app.put(url, { config }, async (request, reply) => {
      await create(request);
      return reply.code(201).send({ ok: true });
    });
    app.delete(url, { config }, async (request) => {
      await remove(request);
      return { ok: true };
    });
    app.post(url, { config }, async (request, reply) =>
      reply.code(201).send(await writeOne(options, request, readEdit(jsonBody(request), true))),
    );
  }
};
