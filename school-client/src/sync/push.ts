import type { AccountName, DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import { Value } from 'typebox/value';
import { CallError } from './call.ts';
import { Acks, isAcked, type Ledger, type LedgerFile } from './ledger.ts';
import type { Outbox, Stored } from './outbox.ts';
import { type Fetch, openRemote } from './pouch.ts';
import type { RegistryFetch } from './registry-fetch.ts';

/** What one push needs. */
export interface PushRun {
  /** `https://host/sync/<school>-<year>/` */
  readonly url: string;
  readonly database: DatabaseName;
  readonly outbox: Outbox;
  readonly ledger: LedgerFile;
  readonly by: AccountName;
  readonly registry: RegistryFetch;
  readonly now: () => Instant;
  /** Told after every change of the ledger, so that progress shows. */
  readonly onLedger: (ledger: Ledger) => void;
}

const BATCH = 500;

/** Documents of an author that the registry has neither acknowledged nor refused for good. */
export const listUnsent = (outbox: Outbox, ledger: Ledger, by: AccountName): Stored[] =>
  outbox.list().filter((d) => d.by === by && !isAcked(ledger.acks, d.n) && !ledger.denied.has(d._id));

/** Refusals that may come to an end: rights and classes change, and a registry may be older than this page. */
const MAY_END: readonly string[] = ['OUT_OF_SCOPE', 'CLASS_UNKNOWN', 'CLIENT_TOO_NEW'];

/** Refused documents of an author that are offered again, because what was in their way may be gone. */
const listRefusedForNow = (outbox: Outbox, { denied }: Ledger, by: AccountName): Stored[] =>
  outbox.list().filter((d) => d.by === by && MAY_END.includes(denied.get(d._id)?.code ?? ''));

const request = async <T>(run: PushRun, path: string, init: RequestInit): Promise<T> => {
  const response = await run.registry.fetch(run.url + path, {
    ...init,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  });
  if (!response.ok) throw new CallError(response.status >= 500 ? 'OVERLOADED' : 'OFFLINE');
  try {
    return (await response.json()) as T;
  } catch {
    // It ended half-way, or is no JSON whatever its head says.
    throw new CallError('OFFLINE');
  }
};

/** Reads what the registry holds of this device and writes it down; returns the ledger. */
export const fetchAcks = async (run: PushRun): Promise<Ledger> => {
  const answer = await request<unknown>(run, `_acks/${run.outbox.dev}`, { method: 'GET' });
  if (!Value.Check(Acks, answer)) throw new CallError('OFFLINE');
  await run.ledger.saveAcks(answer, run.now());
  const ledger = await run.ledger.load();
  run.onLedger(ledger);
  return ledger;
};

/**
 * The fetch of a replication of several batches: what has arrived is acknowledged and counted after each of them, because
 * a term's work may be on its way for an hour on a slow line.
 */
const tellingProgress =
  (run: PushRun): Fetch =>
  async (url, init) => {
    const response = await run.registry.fetch(url, init);
    if (/\/_bulk_docs$/.test(url)) await fetchAcks(run).catch(() => undefined);
    return response;
  };

/** Replicates with 500 documents a request, half as many each time a request was too large or took too long. */
const replicate = async (run: PushRun, waiting: number, batchSize = BATCH): Promise<void> => {
  const denied: Promise<void>[] = [];
  const many = waiting > batchSize;
  try {
    await run.outbox.db.push(openRemote(run.url, many ? tellingProgress(run) : run.registry.fetch), {
      batchSize,
      by: run.by,
      onDenied: (id, code) => denied.push(run.ledger.saveDenied({ id, code, at: run.now() })),
    });
  } catch {
    const trouble = run.registry.trouble() ?? new CallError('OVERLOADED');
    if (trouble.code !== 'BODY_TOO_LARGE' || batchSize === 1) throw trouble;
    return replicate(run, waiting, Math.ceil(batchSize / 4));
  } finally {
    await Promise.all(denied);
  }
};

interface BulkError {
  readonly id: string;
  readonly error: string;
  readonly code?: string;
}

/** Sends documents once more whatever any checkpoint says; by their ids this never doubles one. */
const sendAgain = async (run: PushRun, documents: readonly Stored[]): Promise<void> => {
  for (let from = 0; from < documents.length; from += BATCH) {
    const docs = documents.slice(from, from + BATCH).map((document) => ({
      ...document,
      _revisions: { start: 1, ids: [document._rev.slice(2)] },
    }));
    const body = JSON.stringify({ docs, new_edits: false });
    const errors = await request<readonly BulkError[]>(run, '_bulk_docs', { method: 'POST', body });
    if (!Array.isArray(errors)) throw new CallError('OFFLINE');
    for (const { id, error, code = 'FORBIDDEN' } of errors) {
      if (error === 'forbidden') await run.ledger.saveDenied({ id, code, at: run.now() });
    }
  }
};

/** Forgets refusals of documents that the registry holds now. */
const dropTaken = async (run: PushRun, ledger: Ledger): Promise<Ledger> => {
  const taken = run.outbox.list().filter((d) => ledger.denied.has(d._id) && isAcked(ledger.acks, d.n));
  if (taken.length === 0) return ledger;
  for (const { _id } of taken) await run.ledger.dropDenied(_id);
  return run.ledger.load();
};

/**
 * Sends what is unsent and reads the acknowledgements; what they do not cover is sent again directly, because the
 * checkpoints of a replication do not know of a registry restored from its backup. Throws CallError.
 */
export const push = async (run: PushRun): Promise<Ledger> => {
  await run.outbox.refresh();
  const before = await run.ledger.load();
  const waiting = listUnsent(run.outbox, before, run.by).length;
  if (waiting > 0) await replicate(run, waiting);
  const after = await fetchAcks(run);
  const again = [
    ...listUnsent(run.outbox, after, run.by),
    ...listRefusedForNow(run.outbox, after, run.by),
  ].sort((a, b) => a.n - b.n);
  if (again.length === 0) return after;
  await sendAgain(run, again);
  return dropTaken(run, await fetchAcks(run));
};
