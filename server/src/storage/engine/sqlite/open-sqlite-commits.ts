import type { Database } from 'better-sqlite3';
import type { Db, Write } from '../db.ts';

interface Waiting {
  readonly writes: readonly Write[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Statements that share one transaction: enough to spare flushes, few enough that nobody waits long meanwhile. */
const GROUP_STATEMENTS = 200;

/** How many of the waiting lists go together: at least one, however long. */
const groupSize = (waiting: readonly Waiting[]): number => {
  let statements = 0;
  const beyond = waiting.findIndex(({ writes }) => {
    statements += writes.length;
    return statements > GROUP_STATEMENTS;
  });
  return beyond === -1 ? waiting.length : Math.max(1, beyond);
};

type WriteOutcome = { readonly error: unknown } | undefined;

/** Runs commit lists that wait together in one transaction, each in a savepoint of its own. */
const performer = (
  sqlite: Database,
  perform: (writes: readonly Write[]) => void,
  translate: (error: unknown) => unknown,
): ((members: readonly Waiting[]) => readonly WriteOutcome[]) => {
  // A transaction inside a transaction is a savepoint.
  const list = sqlite.transaction(perform);
  const attempt = ({ writes }: Waiting): WriteOutcome => {
    try {
      list(writes);
      return undefined;
    } catch (error) {
      // A full disk ends the transaction of the whole group: nobody in it may be told that the list is kept.
      if (!sqlite.inTransaction) throw error;
      return { error: translate(error) };
    }
  };
  const group = sqlite.transaction((members: readonly Waiting[]) => members.map(attempt));
  return (members) => {
    const [first, second] = members;
    if (first === undefined || second !== undefined) return group.immediate(members);
    // Alone it needs no savepoint, for which every page would be copied before its first change.
    list.immediate(first.writes);
    return [undefined];
  };
};

/** The commits of one connection, in the order they came in. */
export const commitQueue = (
  sqlite: Database,
  perform: (writes: readonly Write[]) => void,
  translate: (error: unknown) => unknown,
): Pick<Db, 'commit' | 'onCommit'> & {
  /** How many transactions were begun so far. */
  commits(): number;
} => {
  const performAll = performer(sqlite, perform, translate);
  const listeners = new Set<() => void>();
  const waiting: Waiting[] = [];
  let commits = 0;

  const flush = (): void => {
    const members = waiting.splice(0, groupSize(waiting));
    commits += 1;
    // A list that does not fit waits for the next turn of the loop, so that readers are answered in between.
    if (waiting.length > 0) setImmediate(flush);
    try {
      const outcomes = performAll(members);
      for (const [i, member] of members.entries()) {
        const outcome = outcomes[i];
        if (outcome === undefined) member.resolve();
        else member.reject(outcome.error);
      }
      if (outcomes.includes(undefined)) for (const listener of listeners) listener();
    } catch (error) {
      for (const member of members) member.reject(translate(error));
    }
  };

  return {
    commits: () => commits,
    commit: (writes) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ writes, resolve, reject });
      }),
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
