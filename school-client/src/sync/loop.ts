import { PROBLEMS } from '@hocba/shared/problems';
import { DeviceFull, writingFault } from '../device/database/room.ts';
import type { Locks } from '../device/lock.ts';
import { CallError } from '../registry/call.ts';
import { createRegistryFetch, type RegistryFetch } from '../registry/registry-fetch.ts';
import { createPatience } from '../registry/retry.ts';
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

const LOCK = 'hocba-sync';
const EVERY_VISIBLE_MS = 60_000;
const EVERY_HIDDEN_MS = 300_000;
/** The projector of the registry follows its log within moments; its answer is fetched a little later. */
const FOLLOW_UP_MS = 1_500;
const FOLLOW_UPS = 3;
/** While a tab works it says so; timers of a hidden tab run once a minute. */
const ALIVE = 'alive';
const EVERY_ALIVE_MS = 20_000;
/** A tab that holds the lock and has said nothing for so long is frozen or asleep: another goes on in its place. */
const FROZEN_MS = 150_000;
/** What a person does at the screen. */
const ACTIONS = ['pointerdown', 'keydown'] as const;
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
  url: string,
): Promise<void> => {
  await fetchNews(year, url, createRegistryFetch(tokensOf(year.by)));
  year.show();
};

/** Sends and fetches one school year; true when the registry acknowledged something new. Throws CallError. */
export const syncYear = async (
  { tokensOf }: Pick<SessionKeeper, 'tokensOf'>,
  year: OpenYear,
  url: string,
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

/** The one loop of a tab; one tab of the device works at a time, the others are told to read again. */
export interface Loop {
  /** Starts a run now, or once more after the present one. */
  wake(): void;
  /** Fetches the news of one school year soon and sends nothing; does nothing while a run is under way. */
  look(year: OpenYear): void;
  /** Tells other tabs that something was written here. */
  tell(): void;
  stop(): void;
}

type Outcome = Pick<SyncFacts, 'reached' | 'failed' | 'full'>;

const isOutcome = (data: unknown): data is Outcome =>
  typeof data === 'object' && data !== null && 'reached' in data && 'failed' in data && 'full' in data;

interface RunEnd {
  readonly acknowledged: boolean;
  readonly full: boolean;
}

/** What the loop works with. */
export interface LoopParts {
  readonly session: SessionKeeper;
  readonly locks: Locks;
  /** Told how a run went. */
  readonly facts: Store<SyncFacts>;
  /** The school years that are open now. */
  readonly years: () => readonly OpenYear[];
}

/** A year that is closed to this account must not stop the others, nor a disk that has no room for its copy. */
const syncOrSkip = async ({ session }: LoopParts, year: OpenYear): Promise<RunEnd> => {
  try {
    return { acknowledged: await syncYear(session, year, urlOf(year)), full: false };
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
  parts: LoopParts,
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

const runAll = async (parts: LoopParts): Promise<boolean> => {
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

const hasUnsent = ({ outbox, state, by }: OpenYear): boolean =>
  listUnsent(outbox, state.get().ledger, by).length > 0;

/** Starts the loop over the school years that are open. */
export const startLoop = (parts: LoopParts): Loop => {
  const { locks, facts, years } = parts;
  const channel = new BroadcastChannel(LOCK);
  let running = false;
  let again = false;
  /** Whether this tab wished to work and has not had the lock since. */
  let missed = false;
  let stopped = false;
  let followUps = 0;
  let askedForSeconds = 0;
  const patience = createPatience(() => performance.now());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frozen: ReturnType<typeof setTimeout> | undefined;

  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(wake, ms);
  };
  const heard = () => {
    clearTimeout(frozen);
    frozen = undefined;
  };
  const work = (): Promise<boolean> => {
    heard();
    missed = false;
    const alive = setInterval(() => channel.postMessage(ALIVE), EVERY_ALIVE_MS);
    return runAll(parts).finally(() => clearInterval(alive));
  };
  const wake = (): void => start(locks.ifFree);
  const replace = (): void => {
    heard();
    start(locks.takeOver);
  };
  const start = (under: Locks['ifFree']): void => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = true;
    missed = true;
    under(LOCK, work)
      .then((acknowledged) => {
        if (acknowledged === undefined) frozen ??= setTimeout(replace, FROZEN_MS);
        followUps = acknowledged ? FOLLOW_UPS : Math.max(0, followUps - 1);
      })
      .catch((error: unknown) => {
        followUps = 0;
        if (error instanceof CallError) askedForSeconds = error.retryAfterSeconds ?? 0;
      })
      .finally(() => {
        running = false;
        // Only now is the lock free: a tab that were told earlier might ask too early and wait a minute more.
        if (!missed) tellOutcome();
        patience.ended(missed || facts.get().reached, askedForSeconds);
        const usual = document.hidden ? EVERY_HIDDEN_MS : EVERY_VISIBLE_MS;
        later(patience.pause(usual) ?? (again || followUps > 0 ? FOLLOW_UP_MS : usual));
        again = false;
        askedForSeconds = 0;
      });
  };
  const look = (year: OpenYear): void => {
    if (stopped || running || !facts.get().reached) return;
    locks
      .ifFree(LOCK, () => lookAtYear(parts.session, year, urlOf(year)))
      .then(() => channel.postMessage('changed'))
      // The next run meets what is in the way, and says so.
      .catch(() => undefined);
  };
  const visible = () => document.hidden || wake();
  // A person is at work: the registry may be back, and need not stay unseen until the next try.
  const act = () => patience.mayAct() && wake();
  // Only one tab asks the registry; the others would go on saying what was true before.
  const tellOutcome = () => {
    if (stopped) return;
    const { reached, failed, full } = facts.get();
    channel.postMessage({ reached, failed, full });
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isOutcome(data) || data === ALIVE) heard();
    if (data === ALIVE) return;
    const read = Promise.allSettled(years().map((year) => year.refresh()));
    if (!isOutcome(data)) return;
    facts.update({ reached: data.reached, failed: data.failed, full: data.full, asked: true });
    // What was sealed while the other tab was past sending would lie here until the next minute.
    void read.then(() => {
      if (missed && years().some(hasUnsent)) wake();
    });
  };
  const offline = () => facts.update({ reached: false });
  if (!navigator.onLine) offline();
  addEventListener('offline', offline);
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', visible);
  for (const action of ACTIONS) document.addEventListener(action, act, { passive: true });
  wake();
  return {
    wake,
    look,
    tell: () => channel.postMessage('changed'),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      heard();
      channel.close();
      removeEventListener('offline', offline);
      removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', visible);
      for (const action of ACTIONS) document.removeEventListener(action, act);
    },
  };
};
