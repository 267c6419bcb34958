import type { Upward } from '@hocba/shared/documents/upward';
import type { Entry } from '@hocba/shared/record/entry';
import type { SheetId } from '@hocba/shared/school/identifiers';

/** One value that an entry brought for one cell, at its place in the log. */
export interface Put {
  readonly at: number;
  readonly entry: Entry;
  readonly value: string | number | null;
  readonly prev: string | null;
}

/** The content of one cell when the whole log is known. */
export interface SlowCell {
  /** Undefined when nothing that arrived was meant for an empty cell. */
  readonly head: Put | undefined;
  /** The newcomers beside it, in order of arrival. */
  readonly contested: readonly Put[];
}

/** A sheet as it follows from the log alone. */
export interface SlowSheet {
  /** By pupil and column, `student column`. */
  readonly cells: ReadonlyMap<string, SlowCell>;
  /** Entries of which a cell was contested when it arrived, settled since or not. */
  readonly everContested: ReadonlySet<string>;
  /** Entries that came after the closing. */
  readonly late: ReadonlySet<string>;
  readonly closed: boolean;
}

const putsOf = (entries: readonly { at: number; entry: Entry }[]): Map<string, Put[]> => {
  const puts = new Map<string, Put[]>();
  for (const { at, entry } of entries) {
    for (const [student, column, value, prev] of entry.cells) {
      const key = `${student} ${column}`;
      puts.set(key, [...(puts.get(key) ?? []), { at, entry, value, prev }]);
    }
  }
  return puts;
};

/** A value that has been the head of its cell, and at which place of the log it became so. */
interface Head {
  readonly put: Put;
  readonly since: number;
}

/** The history of one cell, asked for any place of the log. */
const historyOf = (puts: readonly Put[]) => {
  const heads: Head[] = [];
  /** The state that an arriving entry finds. */
  const headBefore = (at: number): Put | undefined => heads.findLast(({ since }) => since < at)?.put;
  const isApplied = (put: Put): boolean =>
    heads.some(({ put: head, since }) => head === put && since === put.at);
  const isConfirmed = (put: Put): boolean =>
    (headBefore(put.at)?.entry._id ?? null) !== put.prev && (headBefore(put.at)?.value ?? null) === put.value;
  const isSettled = (put: Put, before: number): boolean =>
    puts.some(
      (by) =>
        by.at > put.at &&
        by.at < before &&
        by.entry.settles?.includes(put.entry._id) &&
        (isApplied(by) || isConfirmed(by)),
    );
  const wasHead = (put: Put): boolean => heads.some(({ put: head }) => head === put);
  /** Whether it had said what stood there, before the entry that it follows came. */
  const isEcho = (put: Put, before: number): boolean =>
    put.at < before && put.prev !== null && !wasHead(put) && isConfirmed(put);
  /** Whether it was an echo and another one, of another value, was put in its place when the entry came. */
  const isRival = (put: Put, before: number): boolean =>
    isEcho(put, before) &&
    heads.some(({ put: head, since }, i) => {
      const next = heads[i + 1];
      const isFollowed = head.entry._id === put.prev && put.at < since && since < before;
      return isFollowed && next !== undefined && next.since === since && next.put.value !== put.value;
    });
  /** Whether it stands beside the head just before a place of the log. */
  const isBeside = (put: Put, before: number): boolean =>
    put.at < before &&
    !wasHead(put) &&
    (!isConfirmed(put) || isRival(put, before)) &&
    !isSettled(put, before);

  for (;;) {
    const last = heads.at(-1);
    const follows = ({ prev }: Put): boolean => prev === (last?.put.entry._id ?? null);
    const since = last?.since ?? -1;
    // The entries that had come before the entry that this one follows, unless that entry itself or an earlier one
    // settled it.
    const waiting =
      puts.find((put) => follows(put) && isBeside(put, since + 1)) ??
      puts.find((put) => follows(put) && isEcho(put, since + 1));
    const next = waiting ?? puts.find((put) => follows(put) && put.at > since);
    if (next === undefined) break;
    heads.push({ put: next, since: waiting === undefined ? next.at : since });
  }
  return { heads, isApplied, isConfirmed, isBeside };
};

/**
 * The sheet by definition, not by folding: no state is carried from one entry to the next, so that a mistake in how
 * the product carries it shows. `closedAt` is the place of the closing that was accepted.
 */
export const slowFold = (log: readonly Upward[], sheet: SheetId, closedAt: number | undefined): SlowSheet => {
  const entries = log.flatMap((entry, at) =>
    entry.kind === 'entry' && entry.sheet === sheet ? [{ at, entry }] : [],
  );
  const isLate = ({ at }: { at: number }): boolean => closedAt !== undefined && at > closedAt;
  const cells = new Map<string, SlowCell>();
  const everContested = new Set<string>();
  for (const [key, puts] of putsOf(entries.filter((one) => !isLate(one)))) {
    const { heads, isApplied, isConfirmed, isBeside } = historyOf(puts);
    for (const put of puts) if (!isApplied(put) && !isConfirmed(put)) everContested.add(put.entry._id);
    const contested = puts.filter((put) => isBeside(put, Number.POSITIVE_INFINITY));
    cells.set(key, { head: heads.at(-1)?.put, contested });
  }
  const late = new Set(entries.filter(isLate).map(({ entry }) => entry._id));
  return { cells, everContested, late, closed: closedAt !== undefined };
};
