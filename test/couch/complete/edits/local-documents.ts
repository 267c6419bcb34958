import type { JsonObject } from '@hocba/server/replication/document';
import type { Source } from '../couch.ts';
import { badRequest, conflict, missing } from '../refusal.ts';
import type { Edit } from './incoming-edit.ts';
import type { EditOutcome } from './write.ts';

/** Whether an edit is of a document that is never replicated. */
export const isLocal = ({ id }: Pick<Edit, 'id'>): boolean => id.startsWith('_local/');

/** The version somebody read; 0 when they read none. */
const versionOf = (rev: string | undefined): number => {
  const digits = rev === undefined ? '0' : /^0-([0-9]{1,15})$/.exec(rev)?.[1];
  if (digits === undefined) throw badRequest('Invalid rev format');
  return Number(digits);
};

/** A document that is never replicated; undefined when there is none. */
export const findLocal = ({ memory, name }: Source, id: string): JsonObject | undefined => {
  const found = memory.of(name).locals.get(id);
  return found && { _id: id, _rev: `0-${found.n}`, ...found.members };
};

/** Writes or removes a document that is never replicated: one version after the other, no history. */
export const writeLocal = ({ memory, name }: Source, { id, parent, deleted, members }: Edit): EditOutcome => {
  const { locals } = memory.of(name);
  const n = versionOf(parent);
  const found = locals.get(id);
  if (deleted && found === undefined) return { id, refusal: missing() };
  if ((found?.n ?? 0) !== n) return { id, refusal: conflict() };
  if (deleted) {
    locals.delete(id);
    return { id, rev: '0-0' };
  }
  locals.set(id, { n: n + 1, members });
  return { id, rev: `0-${n + 1}` };
};
