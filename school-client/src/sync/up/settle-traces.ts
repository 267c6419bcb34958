import { addLost, clearWaiting, listWaiting, type Trace } from '../../device/traces.ts';
import { isAcked, type Ledger } from './ledger.ts';
import { listHeld } from './receipts.ts';
import type { PushRun } from './run.ts';

/**
 * Compares the traces of an account with its outbox: what is neither there nor at the registry is lost. Only the
 * registry's word counts, because an answer may have been lost together with the database. Throws CallError.
 */
export const settleTraces = async (run: PushRun, ledger: Ledger): Promise<void> => {
  const { database, by, outbox } = run;
  // Read before the outbox: a trace is left only after its document was stored.
  const own = listWaiting(database, by);
  if (own.length === 0) return;
  await outbox.refresh();
  const here = new Map(outbox.list().map((document) => [document._id, document]));
  const gone = own.filter(({ id }) => !here.has(id));
  const held = gone.length === 0 ? new Set<string>() : await listHeld(run, gone);
  addLost(
    database,
    gone.filter(({ id }) => !held.has(id)),
  );
  const isDone = ({ id }: Trace): boolean => {
    const document = here.get(id);
    return document !== undefined && isAcked(ledger, document);
  };
  const done = own.filter((trace) => isDone(trace) || gone.includes(trace));
  clearWaiting(database, new Set(done.map(({ id }) => id)));
};
