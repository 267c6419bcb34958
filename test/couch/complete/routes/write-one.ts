import type { Source } from '../couch.ts';
import type { Edit } from '../edits/incoming-edit.ts';
import { isLocal, writeLocal } from '../edits/local-documents.ts';
import { writeEdits } from '../edits/write.ts';

/** Stores one edit and answers what it became; throws its refusal. */
export const writeOne = async (
  source: Source,
  edit: Edit,
): Promise<{ ok: true; id: string; rev: string }> => {
  const [outcome] = isLocal(edit) ? [writeLocal(source, edit)] : await writeEdits(source, [edit]);
  if (outcome === undefined || 'refusal' in outcome) throw outcome?.refusal;
  return { ok: true, ...outcome };
};
