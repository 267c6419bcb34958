import { RegistryError } from '@hocba/shared/problems';
import type { Db } from '../../storage/engine/db.ts';
import { findSyncLocal, putSyncLocal } from '../../storage/queries/replication/sync.ts';
import { deleteSyncLocal } from '../../storage/queries/replication/sync-databases.ts';
import { badRequest, conflict, missing } from '../couch-refusal.ts';
import type { JsonObject } from '../hooks.ts';
import type { Edit } from './incoming-edit.ts';
import type { EditOutcome } from './write.ts';

const PREFIX = '_local/';

/** Whether an edit is of a document that is never replicated. */
export const isLocal = ({ id }: Pick<Edit, 'id'>): boolean => id.startsWith(PREFIX);

/** The version somebody read; 0 when they read none. */
const versionOf = (rev: string | undefined): number => {
  const digits = rev === undefined ? '0' : /^0-([0-9]{1,15})$/.exec(rev)?.[1];
  if (digits === undefined) throw badRequest('Invalid rev format');
  return Number(digits);
};

/** A document that is never replicated; undefined when there is none. */
export const findLocal = async (db: Db, name: string, id: string): Promise<JsonObject | undefined> => {
  const row = await findSyncLocal(db, name, id.slice(PREFIX.length));
  return row && { _id: id, _rev: `0-${row.n}`, ...(JSON.parse(row.body) as JsonObject) };
};

/** Writes or removes a document that is never replicated: one version after the other, no history. */
export const writeLocal = async (
  db: Db,
  name: string,
  { id, parent, deleted, members }: Edit,
  now: string,
): Promise<EditOutcome> => {
  const local = id.slice(PREFIX.length);
  const n = versionOf(parent);
  try {
    if (deleted) {
      if ((await findSyncLocal(db, name, local)) === undefined) return { id, refusal: missing() };
      await db.commit([deleteSyncLocal({ db: name, id: local, n })]);
      return { id, rev: '0-0' };
    }
    const body = JSON.stringify(members);
    await db.commit([putSyncLocal({ db: name, id: local, n: n + 1, body, written_at: now })]);
    return { id, rev: `0-${n + 1}` };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    if (error.code !== 'DUPLICATE' && error.code !== 'WRITE_CONFLICT') throw error;
    return { id, refusal: conflict() };
  }
};
