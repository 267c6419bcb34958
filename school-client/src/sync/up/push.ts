import type { AccountName } from '@hocba/shared/school/identifiers';
import { isBrokenOff } from '../../device/database/broken-off.ts';
import { type Fetch, withRemote } from '../../device/database/pouch.ts';
import { DeviceFull, writingFault } from '../../device/database/room.ts';
import { CallError } from '../../registry/call.ts';
import { sendJson } from '../../registry/send-json.ts';
import { MOST_TOGETHER } from '../pace.ts';
import { isAcked, type Ledger } from './ledger.ts';
import type { Outbox, Stored } from './outbox.ts';
import { askAbout, fetchAcks } from './receipts.ts';
import { listFollowing, listProbes, listRefusedForNow } from './refusals.ts';
import type { PushRun } from './run.ts';

/** How much smaller the next batch is when one was too much. */
const STEP = 4;

/** Documents of an author that the registry has neither acknowledged nor refused for good. */
export const listUnsent = (outbox: Outbox, ledger: Ledger, by: AccountName): Stored[] =>
  outbox.list().filter((d) => d.by === by && !isAcked(ledger, d) && !ledger.denied.has(d._id));

/**
 * The fetch of a replication of several batches: what has arrived is acknowledged and counted after each of
 * them, because a term's work may be on its way for an hour on a slow line.
 */
const tellingProgress =
  (run: PushRun, size: number): Fetch =>
  async (url, init) => {
    const response = await run.registry.fetch(url, init);
    if (!/\/_bulk_docs$/.test(url) || !response.ok) return response;
    run.pace.up = size;
    const { docs } = JSON.parse(String(init.body)) as { docs: { _id: string }[] };
    const ids = new Set(docs.map(({ _id }) => _id));
    const sent = run.outbox.list().filter(({ _id }) => ids.has(_id));
    await askAbout(run, sent, new Set(sent.map(({ dev }) => dev))).catch(() => undefined);
    return response;
  };

/**
 * Replicates with 500 documents a request, fewer each time a request was too large, too slow or cut off. One document
 * that is too large alone ends it; `sendAgain` tells which.
 */
const replicate = async (run: PushRun, waiting: number, batchSize: number): Promise<void> => {
  const denied: Promise<void>[] = [];
  const size = Math.min(batchSize, waiting);
  const fetch = waiting > size ? tellingProgress(run, size) : run.registry.fetch;
  try {
    await withRemote(run.url, fetch, (remote) =>
      run.outbox.db.push(remote, {
        batchSize: size,
        by: run.by,
        onDenied: (id, code) => denied.push(run.ledger.saveDenied({ id, code, at: run.now() })),
      }),
    );
  } catch (error) {
    // This device could not note how far it sent. Unsent documents go directly.
    if (isBrokenOff(error) || (await writingFault(error)) instanceof DeviceFull) return;
    const trouble = run.registry.trouble() ?? new CallError('OVERLOADED');
    if (run.registry.wasTooMuch() && size > 1) return replicate(run, waiting, Math.ceil(size / STEP));
    if (trouble.code !== 'BODY_TOO_LARGE') throw trouble;
  } finally {
    await Promise.all(denied);
  }
};

interface BulkError {
  readonly id: string;
  readonly error: string;
  readonly code?: string;
}

/** Sends documents in one request; halves of them when it was too much, so that one cannot keep back the others. */
const sendTogether = async (run: PushRun, documents: readonly Stored[]): Promise<void> => {
  const docs = documents.map((document) => ({
    ...document,
    _revisions: { start: 1, ids: [document._rev.slice(2)] },
  }));
  const deny = (id: string, code: string) => run.ledger.saveDenied({ id, code, at: run.now() });
  let errors: readonly BulkError[];
  try {
    errors = await sendJson(run, '_bulk_docs', { docs, new_edits: false });
  } catch (error) {
    if (!run.registry.wasTooMuch()) throw error;
    const [first] = documents;
    if (documents.length > 1) {
      const half = Math.ceil(documents.length / 2);
      await sendTogether(run, documents.slice(0, half));
      return sendTogether(run, documents.slice(half));
    }
    if (first === undefined || (error as CallError).code !== 'BODY_TOO_LARGE') throw error;
    return deny(first._id, 'BODY_TOO_LARGE');
  }
  if (!Array.isArray(errors)) throw new CallError('OFFLINE');
  for (const { id, error, code = 'FORBIDDEN' } of errors) if (error === 'forbidden') await deny(id, code);
};

/** Sends documents once more whatever any checkpoint says; by their ids this never doubles one. */
const sendAgain = async (run: PushRun, documents: readonly Stored[]): Promise<void> => {
  for (let from = 0; from < documents.length; from += MOST_TOGETHER) {
    await sendTogether(run, documents.slice(from, from + MOST_TOGETHER));
  }
};

/** Forgets refusals of documents that the registry holds now. */
const dropTaken = async (run: PushRun, ledger: Ledger): Promise<Ledger> => {
  const taken = run.outbox.list().filter((d) => ledger.denied.has(d._id) && isAcked(ledger, d));
  if (taken.length === 0) return ledger;
  for (const { _id } of taken) await run.ledger.dropDenied(_id);
  return run.ledger.load();
};

/**
 * Sends what is unsent and reads the receipts; what they do not cover is sent again directly, because the
 * checkpoints of a replication do not know of a registry restored from its backup. Throws CallError.
 */
export const push = async (run: PushRun): Promise<Ledger> => {
  await run.outbox.refresh();
  const before = await run.ledger.load();
  const waiting = listUnsent(run.outbox, before, run.by).length;
  if (waiting > 0) {
    await replicate(run, waiting, run.pace.up);
    // The line is well again: larger ones are tried, and made smaller if it is not.
    run.pace.up = Math.min(MOST_TOGETHER, run.pace.up * STEP);
  }
  const after = await fetchAcks(run);
  const refused = listRefusedForNow(run.outbox, after, run.by);
  const again = new Set([...listUnsent(run.outbox, after, run.by), ...listProbes(refused, after)]);
  if (again.size === 0) return dropTaken(run, after);
  await sendAgain(
    run,
    run.outbox.list().filter((document) => again.has(document)),
  );
  const heard = await fetchAcks(run);
  const following = listFollowing(refused, after, (document) => isAcked(heard, document));
  if (following.length === 0) return dropTaken(run, heard);
  await sendAgain(run, following);
  return dropTaken(run, await fetchAcks(run));
};
