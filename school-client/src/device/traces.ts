import type { AccountName, DatabaseName, DeviceId, UpwardId } from '@hocba/shared/school/identifiers';

/*
 * A browser that needs room may throw databases away and keep the small storage beside them. A document that was
 * appended to the outbox leaves a trace there until the registry holds it, so that a loss can be told to the person
 * concerned.
 */

/** Of a document that was appended here: enough to ask for it, and to say what it was about. */
export interface Trace {
  readonly database: DatabaseName;
  readonly id: UpwardId;
  readonly by: AccountName;
  readonly dev: DeviceId;
}

const WAITING = 'hocba.waiting.';
const LOST = 'hocba.lost.';

const isTrace = (one: unknown): one is Trace =>
  typeof one === 'object' && one !== null && 'id' in one && 'by' in one && 'dev' in one && 'database' in one;

const read = (key: string): readonly Trace[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isTrace) : [];
  } catch {
    return [];
  }
};

/** A trace is worth no entry: where there is no room for it, there is none. */
const change = (key: string, next: (traces: readonly Trace[]) => readonly Trace[]): void => {
  const before = read(key);
  const traces = next(before);
  if (traces === before) return;
  try {
    if (traces.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(traces));
  } catch {
    return;
  }
};

/** More than a term of one teacher; of a heap that is larger still, these are enough to raise the alarm. */
const MOST = 500;

/** Notes a document that was just stored in the outbox. */
export const leaveTrace = (trace: Trace): void =>
  change(WAITING + trace.database, (traces) => (traces.length < MOST ? [...traces, trace] : traces));

const lostKeys = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith(LOST));

/** Work of an account that this browser threw away before the registry had it, until the person knows. */
export const listLost = (by: AccountName): readonly Trace[] =>
  lostKeys()
    .flatMap(read)
    .filter((trace) => trace.by === by);

/** The numbers of an account that were appended here in a school year and were not known to be held by the registry. */
export const listWaiting = (database: DatabaseName, by: AccountName): readonly Trace[] =>
  read(WAITING + database).filter((trace) => trace.by === by);

/** Documents were found to be lost: the person is told until the person knows. */
export const addLost = (database: DatabaseName, lost: readonly Trace[]): void =>
  change(LOST + database, (traces) => (lost.length === 0 ? traces : [...traces, ...lost]));

/** Nothing is waited for any more of these documents. */
export const clearWaiting = (database: DatabaseName, ids: ReadonlySet<string>): void =>
  change(WAITING + database, (traces) => traces.filter(({ id }) => !ids.has(id)));

/** The person knows. */
export const forgetLost = (by: AccountName): void => {
  for (const key of lostKeys()) change(key, (traces) => traces.filter((trace) => trace.by !== by));
};
