import { PROBLEMS } from '@hocba/shared/problems';
import { DeviceFull, writingFault } from '../device/database/room.ts';
import { CallError } from '../registry/call.ts';
import { createRegistryFetch, type RegistryFetch } from '../registry/registry-fetch.ts';
import type { SessionKeeper } from '../registry/session/session.ts';
import type { Store } from '../store.ts';
import { pull } from './down/pull.ts';
import type { SyncFacts } from './status.ts';
import type { Ledger } from './up/ledger.ts';
import { listUnsent, push } from './up/push.ts';
import { rotateOutbox } from './up/rotation.ts';
import type { PushRun } from './up/run.ts';
import { settleTraces } from './up/settle-traces.ts';
import { withdraw } from './withdraw.ts';
import { deviceNow, type OpenYear } from './year.ts';

/** The registry's words for a school year that is not this account's any more. */
const NOT_THIS_YEAR: readonly string[] = ['OUT_OF_SCOPE', 'SCHOOL_YEAR_UNKNOWN', 'FORBIDDEN', 'NOT_FOUND'];

const urlOf = (year: OpenYear): string => `${location.origin}/sync/${year.database}/`;

const countAcked = ({ acks }: Ledger): number =>
  [...acks.values()].reduce((sum, { upTo, missing }) => sum + upTo - missing.length, 0);

const fetchNews = (year: OpenYear, url: string, registry: RegistryFetch): Promise<void> =>
  pull({
    inbox: year.inbox,
    pace: year.pace,
    url,
    registry,
    now: deviceNow(),
    onBehind: year.ledger.dropAsked,
  });

/** Fetches what the registry wrote in one school year and sends nothing: two requests. Throws CallError. */
export const lookAtYear = async (
  { tokensOf }: Pick<SessionKeeper, 'tokensOf'>,
  year: OpenYear,
  url = urlOf(year),
): Promise<void> => {
  await fetchNews(year, url, createRegistryFetch(tokensOf(year.by)));
  year.show();
};

/** Sends and fetches one school year; true when the registry acknowledged something new. Throws CallError. */
export const syncYear = async (
  { tokensOf }: Pick<SessionKeeper, 'tokensOf'>,
  year: OpenYear,
  url = urlOf(year),
): Promise<boolean> => {
  const registry = createRegistryFetch(tokensOf(year.by));
  const run: PushRun = {
    url,
    database: year.database,
    outbox: year.outbox,
    ledger: year.ledger,
    by: year.by,
    pace: year.pace,
    registry,
    now: deviceNow,
    onLedger: (ledger) => year.show({ ledger }),
    onSetBack: year.inbox.distrust,
  };
  const before = countAcked(year.state.get().ledger);
  const sent = await push(run);
  await settleTraces(run, sent);
  await fetchNews(year, url, registry);
  if (listUnsent(year.outbox, sent, year.by).length === 0) {
    await year.ledger.saveSynced(year.by, deviceNow());
  }
  year.show({ withdrawn: false, ledger: await year.ledger.load() });
  // Tidiness is no reason for a run to fail.
  await rotateOutbox(year, deviceNow()).catch(() => undefined);
  return countAcked(sent) !== before;
};

interface RunEnd {
  readonly acknowledged: boolean;
  readonly full: boolean;
}

/** The tools of runs. */
export interface RunParts {
  readonly session: SessionKeeper;
  /** Told how a run went. */
  readonly facts: Store<SyncFacts>;
  /** The school years that are open now. */
  readonly years: () => readonly OpenYear[];
}

/**
 * A year that is closed to this account must not stop the others. A disk without room for its copy must not stop them
 * either.
 */
const syncOrSkip = async ({ session }: RunParts, year: OpenYear): Promise<RunEnd> => {
  try {
    return { acknowledged: await syncYear(session, year), full: false };
  } catch (thrown) {
    const error = thrown instanceof CallError ? thrown : await writingFault(thrown);
    if (error instanceof DeviceFull) return { acknowledged: false, full: true };
    if (error instanceof CallError && NOT_THIS_YEAR.includes(error.code)) {
      await withdraw(year);
      return { acknowledged: false, full: false };
    }
    throw error;
  }
};

/** Whether a fault says that no school year can be synced now: the line, the registry or the session. */
const isAboutAll = (error: unknown): boolean =>
  error instanceof CallError &&
  (error.code === 'OFFLINE' || [401, 429, 503].includes(PROBLEMS[error.code].status));

/** Syncs one year after the other; the number of those that failed for themselves. Throws what is about all. */
const syncEach = async (
  parts: RunParts,
  years: readonly OpenYear[],
): Promise<{ ends: RunEnd[]; failed: number }> => {
  const ends: RunEnd[] = [];
  for (const year of years) {
    try {
      ends.push(await syncOrSkip(parts, year));
    } catch (error) {
      if (isAboutAll(error)) throw error;
    }
  }
  return { ends, failed: years.length - ends.length };
};

/** One run over all school years that are open; true when the registry acknowledged something new. Throws CallError. */
export const runAll = async (parts: RunParts): Promise<boolean> => {
  const { session, facts, years: openYears } = parts;
  const years = openYears();
  facts.update({ running: true });
  try {
    await session.freshToken();
    const { ends, failed } = await syncEach(parts, years);
    const full = ends.some((end) => end.full);
    facts.update({ reached: true, failed: full || failed > 0, full });
    return ends.some(({ acknowledged }) => acknowledged);
  } catch (error) {
    const code = error instanceof CallError ? error.code : 'INTERNAL';
    facts.update({ reached: code !== 'OFFLINE' && code !== 'OVERLOADED', failed: true });
    throw error;
  } finally {
    // A year that was opened meanwhile has not been asked for.
    const asked = years.length > 0 && openYears().every((year) => years.includes(year));
    facts.update({ running: false, asked });
  }
};
