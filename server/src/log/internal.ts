import type { Internal } from '@hocba/shared/documents/internal';
import type { DatabaseName } from '@hocba/shared/school/identifiers';
import type { Db, Write } from '../storage/engine/db.ts';
import { openSyncDb, raiseSeq } from '../storage/queries/replication/sync.ts';
import { insertSubmissions, REGISTRY } from '../storage/queries/submissions.ts';

/**
 * The writes that put documents of the registry itself at the end of a school year's log, in this order; DUPLICATE when
 * one of them is there already.
 */
export const appendInternal = (
  db: Pick<Db, 'mac'>,
  name: DatabaseName,
  documents: readonly Internal[],
): Write[] => {
  const [first] = documents;
  if (first === undefined) return [];
  const rows = documents.map((document) => ({
    db: name,
    doc: document._id,
    kind: document.kind,
    dev: REGISTRY,
    n: 0,
    account: REGISTRY,
    received_at: document.at,
    body: JSON.stringify(document),
    rev: null,
    name: null,
  }));
  return [openSyncDb(name, first.at), raiseSeq(name, rows.length), ...insertSubmissions(db, rows)];
};
