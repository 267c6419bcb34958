import type { FastifyRequest } from 'fastify';
import type { ReplicationOptions } from '../../hooks.ts';
import { databaseOf } from '../../routes/request-body.ts';
import type { Edit } from '../incoming-edit.ts';
import { isLocal, writeLocal } from '../local-documents.ts';
import { writeEdits } from '../write.ts';

/** Stores one edit and answers what it became; throws its refusal. */
export const writeOne = async <Context>(
  { db, hooks, clock }: ReplicationOptions<Context>,
  request: FastifyRequest,
  edit: Edit,
): Promise<{ ok: true; id: string; rev: string }> => {
  const name = databaseOf(request);
  const context = await hooks.authorize(request, name);
  const [outcome] = isLocal(edit)
    ? [await writeLocal(db, name, edit, clock())]
    : await writeEdits({ db, hooks, name, context }, [edit]);
  if (outcome === undefined || 'refusal' in outcome) throw outcome?.refusal;
  return { ok: true, ...outcome };
};
