import { findSyncDb } from '@hocba/server/storage/queries/replication/sync';
import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';
import { type Couch, type Instead, sourceOf } from '../couch.ts';
import { readEdit } from '../edits/incoming-edit.ts';
import { jsonBody } from '../query.ts';
import { type CouchRefusal, noDatabase, refuse } from '../refusal.ts';
import { countSyncDocs, createSyncDb, deleteSyncDb } from '../stored/stored-databases.ts';
import { writeOne } from './write-one.ts';

const exists = (): CouchRefusal =>
  refuse(412, 'file_exists', 'The database could not be created, the file already exists.');

/** Makes a database, which the registry refuses. */
export const createDatabase =
  (couch: Couch): Instead =>
  async (request, reply) => {
    const { db, name, clock } = sourceOf(couch, request);
    if (name.startsWith('_') || name.includes('\0')) {
      throw refuse(400, 'illegal_database_name', 'Name starts with an underscore.');
    }
    try {
      await db.commit([createSyncDb(name, clock())]);
    } catch (error) {
      throw error instanceof RegistryError && error.code === 'DUPLICATE' ? exists() : error;
    }
    reply.code(201);
    return { ok: true };
  };

/** Removes a database, which the registry refuses. */
export const removeDatabase =
  (couch: Couch): Instead =>
  async (request) => {
    const { db, name, memory } = sourceOf(couch, request);
    if ((await findSyncDb(db, name)) === undefined) throw noDatabase();
    await db.commit(deleteSyncDb(name));
    memory.forget(name);
    return { ok: true };
  };

/** The members that CouchDB tells of a database beside its number, which the registry says. */
export const tellMore = async ({ db }: Couch, name: string): Promise<object> => {
  const { live, deleted } = await countSyncDocs(db, name);
  return { doc_count: live, doc_del_count: deleted, purge_seq: 0, compact_running: false };
};

/** A document without a name is put into a database. */
export const addDatabases = (app: FastifyInstance, couch: Couch): void => {
  for (const url of ['/:db', '/:db/']) {
    app.post(url, async (request, reply) =>
      reply.code(201).send(await writeOne(sourceOf(couch, request), readEdit(jsonBody(request), true))),
    );
  }
};
