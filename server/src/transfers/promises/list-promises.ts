import type { PromiseEntry } from '@hocba/shared/contract/promises/promise';
import type { PromiseStage } from '@hocba/shared/lifecycle/promise/promise';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { listPromisesAskedOf, listPromisesFor } from '../../storage/queries/dossiers/promises.ts';
import { readEntries, requireOwnPromise } from './promise-entry.ts';

const MOST = 1000;
/** The stages of the list in the order of work: what is late, what needs another way, what runs, what waits for a family. */
const ORDER: readonly PromiseStage[] = ['overdue', 'refused', 'open', 'unsigned'];

const byWork = (a: PromiseEntry, b: PromiseEntry): number => {
  const stages = ORDER.indexOf(a.stage) - ORDER.indexOf(b.stage);
  if (stages !== 0) return stages;
  return (a.due ?? a.madeAt) < (b.due ?? b.madeAt) ? -1 : 1;
};

/** The promises that the caller's school waits for, and those for which it is asked for a record, overdue ones first. */
export const listPromises = async (db: Db, caller: Caller, now: Instant): Promise<PromiseEntry[]> => {
  const school = caller.school ?? '';
  const rows = [
    ...(await listPromisesFor(db, school, ['unsigned', 'open', 'refused'])),
    ...(await listPromisesAskedOf(db, school, 'open')),
  ];
  const entries = await readEntries(db, rows, caller, now);
  return entries
    .filter(({ stage }) => ORDER.includes(stage))
    .toSorted(byWork)
    .slice(0, MOST);
};

/** One promise. Throws PROMISE_UNKNOWN to all but the school that waits and the holder that is asked. */
export const getPromise = async (db: Db, caller: Caller, id: string, now: Instant): Promise<PromiseEntry> => {
  const { row } = await requireOwnPromise(db, caller, id);
  const [entry] = await readEntries(db, [row], caller, now);
  if (entry === undefined) throw new RegistryError('PROMISE_UNKNOWN');
  return entry;
};
