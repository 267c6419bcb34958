import type { AccountName, ColumnCode, StudentId } from '../school/identifiers.ts';
import type { Contested, SheetState } from './sheet-state.ts';

/** Most newcomers that one sheet keeps beside its heads; the document of a sheet holds no more. */
export const MAX_NEWCOMERS = 1000;

/** Of these, most that one account may have on the sheet: nobody takes the room of all others. */
const MAX_OF_AUTHOR = 500;

/** Most newcomers beside one cell, and most of one account among them; nobody changes a cell that often unheard. */
const MAX_AT_CELL = 60;
const MAX_OF_AUTHOR_AT_CELL = 20;

/** `contested` asks a person; `echo` said what stood there already, although it follows an entry that has not come. */
export type NewcomerKind = 'contested' | 'echo';

/** The newcomers beside the heads of one sheet while entries are folded in. */
export interface Newcomers {
  /** Those beside one cell, in the order in which they came. */
  at(student: StudentId, column: ColumnCode, kind: NewcomerKind): Contested[];
  /** Keeps one more; false, and nothing is kept, when there is no room for it. */
  add(newcomer: Contested, kind: NewcomerKind): boolean;
  remove(newcomer: Contested): void;
  /** Lets a person decide about an echo. */
  contest(echo: Contested): void;
  list(kind: NewcomerKind): Contested[];
}

/** The account that sent an entry takes the room, not the author whose name the entry carries. */
const senderOf = ({ by, broughtBy }: Contested): AccountName => broughtBy ?? by;

/**
 * Opens what stands beside the heads of a sheet, found by cell and counted by account, so that one more costs no more
 * when there are many.
 */
export const openNewcomers = ({
  contested,
  echoes = [],
}: Pick<SheetState, 'contested' | 'echoes'>): Newcomers => {
  const kept = { contested: new Set<Contested>(), echo: new Set<Contested>() };
  const cells = new Map<string, Set<Contested>>();
  const senders = new Map<AccountName, number>();
  const count = (newcomer: Contested, by: 1 | -1): void => {
    const sender = senderOf(newcomer);
    senders.set(sender, (senders.get(sender) ?? 0) + by);
  };
  const cellOf = (student: StudentId, column: ColumnCode): ReadonlySet<Contested> =>
    cells.get(`${student} ${column}`) ?? new Set();
  const put = (newcomer: Contested, kind: NewcomerKind): void => {
    const key = `${newcomer.student} ${newcomer.column}`;
    kept[kind].add(newcomer);
    cells.set(key, (cells.get(key) ?? new Set<Contested>()).add(newcomer));
    count(newcomer, 1);
  };
  const hasRoom = (newcomer: Contested): boolean => {
    const sender = senderOf(newcomer);
    const here = cellOf(newcomer.student, newcomer.column);
    if (kept.contested.size + kept.echo.size >= MAX_NEWCOMERS || here.size >= MAX_AT_CELL) return false;
    if ((senders.get(sender) ?? 0) >= MAX_OF_AUTHOR) return false;
    return [...here].filter((other) => senderOf(other) === sender).length < MAX_OF_AUTHOR_AT_CELL;
  };
  for (const newcomer of contested) put(newcomer, 'contested');
  for (const newcomer of echoes) put(newcomer, 'echo');

  return {
    at: (student, column, kind) => [...cellOf(student, column)].filter((one) => kept[kind].has(one)),
    add: (newcomer, kind) => {
      if (!hasRoom(newcomer)) return false;
      put(newcomer, kind);
      return true;
    },
    remove: (newcomer) => {
      kept.contested.delete(newcomer);
      kept.echo.delete(newcomer);
      cells.get(`${newcomer.student} ${newcomer.column}`)?.delete(newcomer);
      count(newcomer, -1);
    },
    contest: (echo) => {
      kept.echo.delete(echo);
      kept.contested.add(echo);
    },
    list: (kind) => [...kept[kind]],
  };
};
