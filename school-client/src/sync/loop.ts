import type { Locks } from '../device/lock.ts';
import { CallError } from '../registry/call.ts';
import { createPatience } from '../registry/retry.ts';
import { lookAtYear, type RunParts, runAll } from './run-years.ts';
import type { SyncFacts } from './status.ts';
import { listUnsent } from './up/push.ts';
import type { OpenYear } from './year.ts';

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
/** An act of a person at the screen. */
const ACTIONS = ['pointerdown', 'keydown'] as const;

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

type RunOutcome = Pick<SyncFacts, 'reached' | 'failed' | 'full'>;

const isOutcome = (data: unknown): data is RunOutcome =>
  typeof data === 'object' && data !== null && 'reached' in data && 'failed' in data && 'full' in data;

/** The tools of the loop. */
export interface LoopParts extends RunParts {
  readonly locks: Locks;
}

/** Events of a page beside its work that are a reason to run or not to run. */
interface PageEvents {
  readonly online: () => void;
  readonly offline: () => void;
  readonly visibility: () => void;
  /** A person does something at the screen. */
  readonly act: () => void;
}

/** Follows what happens to the page; the function it returns ends that. */
const followPage = ({ online, offline, visibility, act }: PageEvents): (() => void) => {
  addEventListener('offline', offline);
  addEventListener('online', online);
  document.addEventListener('visibilitychange', visibility);
  for (const action of ACTIONS) document.addEventListener(action, act, { passive: true });
  return () => {
    removeEventListener('offline', offline);
    removeEventListener('online', online);
    document.removeEventListener('visibilitychange', visibility);
    for (const action of ACTIONS) document.removeEventListener(action, act);
  };
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

  /** Tells the other tabs; a run that ends after the loop was stopped has nobody to tell, and its channel is closed. */
  const post = (message: unknown): void => {
    if (!stopped) channel.postMessage(message);
  };
  const later = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(wake, ms);
  };
  const heard = () => {
    clearTimeout(frozen);
    frozen = undefined;
  };
  const work = (): Promise<boolean> => {
    heard();
    missed = false;
    const alive = setInterval(() => post(ALIVE), EVERY_ALIVE_MS);
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
      .ifFree(LOCK, () => lookAtYear(parts.session, year))
      .then(() => post('changed'))
      // The next run meets what is in the way, and says so.
      .catch(() => undefined);
  };
  // Only one tab asks the registry; the others would go on saying what was true before.
  const tellOutcome = () => {
    const { reached, failed, full } = facts.get();
    post({ reached, failed, full });
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isOutcome(data) || data === ALIVE) heard();
    if (data === ALIVE) return;
    const read = Promise.allSettled(years().map((year) => year.refresh()));
    if (!isOutcome(data)) return;
    facts.update({ reached: data.reached, failed: data.failed, full: data.full, asked: true });
    // An entry that was sealed while the other tab was past sending would lie here until the next minute.
    void read.then(() => {
      if (missed && years().some(hasUnsent)) wake();
    });
  };
  const offline = () => facts.update({ reached: false });
  if (!navigator.onLine) offline();
  const unfollow = followPage({
    online: wake,
    offline,
    visibility: () => document.hidden || wake(),
    // A person is at work: the registry may be back, and need not stay unseen until the next try.
    act: () => patience.mayAct() && wake(),
  });
  wake();
  return {
    wake,
    look,
    tell: () => post('changed'),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      heard();
      unfollow();
      channel.close();
    },
  };
};
