import type { SheetDocument, VerdictDocument } from '@hocba/shared/documents/downward';
import type { CellValue } from '@hocba/shared/marks/cell';
import { bringerOf } from '@hocba/shared/record/bringer';
import type { Entry } from '@hocba/shared/record/entry';
import { applyEntry, emptySheet } from '@hocba/shared/record/fold';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { AccountName, ColumnCode, Instant, SheetId, UpwardId } from '@hocba/shared/school/identifiers';
import { begunAt, type Draft } from '../../sync/up/drafts/draft.ts';
import { isAcked, type Ledger } from '../../sync/up/ledger.ts';
import type { Stored } from '../../sync/up/outbox.ts';
import type { YearState } from '../../sync/year.ts';

/** Where a cell's value stands on its way. */
export type CellPlace = 'registry' | 'sent' | 'unsent' | 'contested' | 'refused';

/** One cell as the screen shows it. */
export interface ShownCell {
  readonly value: CellValue | null;
  readonly state: CellPlace;
  /** The entry whose value stands here; what the next change names as `prev`. */
  readonly prev: UpwardId | null;
  readonly by: AccountName | null;
  readonly at: Instant | null;
  /** The account that brought the value in its author's name. */
  readonly broughtBy?: AccountName;
  /** The typed text that is no value of the column. */
  readonly typed?: string;
}

/** A sheet as this device sees it: the registry's fold, then what is on its way, then what is being typed. */
export interface FoldedSheet {
  readonly sheet: SheetId;
  /** Without the draft. */
  readonly state: SheetState;
  /** With the draft: what the person sees, for averages and for what is still missing. */
  readonly shown: SheetState;
  /** Closed here, not yet answered by the registry. */
  readonly closing: boolean;
  /** Cells whose value here the registry has not acknowledged; a text that is no value is not among them. */
  readonly unsent: number;
  cellAt(student: string, column: string): ShownCell;
}

const EMPTY: ShownCell = { value: null, state: 'registry', prev: null, by: null, at: null };
const keyOf = (student: string, column: string): string => `${student} ${column}`;

/**
 * The cells of an entry that the registry's fold does not show yet. An acknowledged entry whose `prev` is no longer
 * the head was folded and overtaken: applying it again would show a contest that is none.
 */
const cellsToApply = (state: SheetState, entry: Entry, acked: boolean): Entry['cells'] =>
  entry.cells.filter(([student, column, , prev]) => {
    const head = state.cells[student]?.[column]?.[1] ?? null;
    if (head === entry._id) return false;
    if (state.contested.some((c) => c.entry === entry._id && c.student === student && c.column === column)) {
      return false;
    }
    return !acked || head === prev;
  });

const isRefusedCell = (verdict: VerdictDocument | undefined, student: string, column: string): boolean =>
  verdict?.findings.some((f) => f.student === student && f.column === column) ?? false;

/** Applies the outbox in the order of its numbers; returns the state and where each touched cell stands. */
export const applyOutbox = (
  registry: SheetState,
  entries: readonly (Entry & { readonly _rev: string })[],
  ledger: Ledger,
  verdictOf: (id: string) => VerdictDocument | undefined,
): { state: SheetState; places: Map<string, CellPlace> } => {
  let state = registry;
  const places = new Map<string, CellPlace>();
  for (const entry of entries) {
    if (ledger.denied.has(entry._id)) continue;
    const acked = isAcked(ledger, entry);
    const verdict = verdictOf(entry._id);
    const cells = cellsToApply(state, entry, acked).filter(([s, c]) => !isRefusedCell(verdict, s, c));
    // Thousands of acknowledged entries may lie here, and the registry's fold shows nearly all of them already.
    if (cells.length === 0) continue;
    const next = applyEntry(state, { ...entry, cells });
    state = next.state;
    for (const { student, column, outcome } of next.outcomes) {
      if (outcome === 'applied') places.set(keyOf(student, column), acked ? 'sent' : 'unsent');
      if (outcome === 'late') places.set(keyOf(student, column), 'refused');
    }
  }
  return { state, places };
};

/** The contested values beside a cell: a person who changes the cell now decides over it. */
export const listBeside = (
  { state }: Pick<FoldedSheet, 'state'>,
  student: string,
  column: string,
): UpwardId[] =>
  state.contested.filter((c) => c.student === student && c.column === column).map(({ entry }) => entry);

const registryState = (doc: SheetDocument | undefined, sheet: SheetId): SheetState =>
  doc === undefined
    ? emptySheet(sheet)
    : {
        sheet,
        state: doc.state,
        cells: doc.cells,
        contested: doc.contested,
        closed: doc.closed,
        ...(doc.asked === undefined ? {} : { asked: doc.asked }),
      };

/** Lays the draft of a person over a state; what is no value counts as empty. */
const withDraft = (state: SheetState, draft: Draft | undefined, by: AccountName): SheetState => {
  if (draft === undefined) return state;
  const at = begunAt(draft);
  const cells = { ...state.cells };
  for (const { student, column, value } of draft.cells) {
    cells[student] = { ...cells[student], [column]: [value, draft.entry, by, at] };
  }
  return { ...state, cells };
};

const isEntry = (document: Stored, sheet: SheetId): document is Entry & { readonly _rev: string } =>
  document.kind === 'entry' && document.sheet === sheet;

/** Folds one sheet from everything on this device. */
export const foldSheet = (year: YearState, sheet: SheetId): FoldedSheet => {
  const verdictOf = (id: string) => year.docs.get(`verdict:${id}`) as VerdictDocument | undefined;
  const registry = registryState(year.docs.get(`sheet:${sheet}`) as SheetDocument | undefined, sheet);
  const entries = year.outbox.filter((document) => isEntry(document, sheet));
  const { state, places } = applyOutbox(registry, entries, year.ledger, verdictOf);
  const closing = year.outbox.some(
    (d) =>
      d.kind === 'close' &&
      d.sheet === sheet &&
      !year.ledger.denied.has(d._id) &&
      verdictOf(d._id) === undefined,
  );
  const draft = new Map(year.drafts.get(sheet)?.cells.map((c) => [keyOf(c.student, c.column), c]));
  const contested = new Set(state.contested.map((c) => keyOf(c.student, c.column)));

  const cellAt = (student: string, column: string): ShownCell => {
    const key = keyOf(student, column);
    const head = state.cells[student]?.[column as ColumnCode];
    const typed = draft.get(key);
    if (typed !== undefined) {
      const { value, prev } = typed;
      const own = typed.typed === undefined ? {} : { typed: typed.typed };
      return { value, prev, state: 'unsent', by: null, at: null, ...own };
    }
    if (head === undefined) return EMPTY;
    const place = contested.has(key) ? 'contested' : (places.get(key) ?? 'registry');
    const broughtBy = bringerOf(head);
    const bringer = broughtBy === undefined ? {} : { broughtBy };
    return { value: head[0], state: place, prev: head[1], by: head[2], at: head[3], ...bringer };
  };

  return {
    sheet,
    state,
    shown: withDraft(state, year.drafts.get(sheet), year.by),
    closing: closing && state.state === 'open',
    unsent: new Set([
      ...[...draft].flatMap(([key, { typed }]) => (typed === undefined ? key : [])),
      ...[...places].flatMap(([key, at]) => (at === 'unsent' ? key : [])),
    ]).size,
    cellAt,
  };
};
