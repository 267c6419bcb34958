import type { VerdictDocument } from '@hocba/shared/documents/downward';
import type { CellValue } from '@hocba/shared/marks/cell';
import type { Finding } from '@hocba/shared/marks/finding';
import { type SheetPlace, sheetPlaceOf } from '@hocba/shared/marks/sheet-place';
import { checkSheetComplete } from '@hocba/shared/record/check-sheet';
import type { EntryCell } from '@hocba/shared/record/entry';
import type { Contested } from '@hocba/shared/record/sheet-state';
import { parseSheetInput, sheetColumnsOf } from '@hocba/shared/regulations/sheet-rules';
import type { ClassList } from '@hocba/shared/school/class-list';
import type { UpwardId } from '@hocba/shared/school/identifiers';
import {
  type ColumnCode,
  parseIdentifier,
  type SchoolYear,
  type SheetId,
  StudentId,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { useEffect, useMemo } from 'react';
import type { CellChange } from '../../cell-change.ts';
import type { Draft, DraftCell } from '../../sync/up/drafts/draft.ts';
import type { Denied } from '../../sync/up/ledger.ts';
import type { OpenYear, YearState } from '../../sync/year.ts';
import { useHasAsked } from '../../work/sync-status.ts';
import { useWorkspace, useYear } from '../../work/use-workspace.ts';
import type { Workspace } from '../../work/workspace.ts';
import { isRefusal } from '../../work/years/facts.ts';
import { appendClose } from './append.ts';
import { type FoldedSheet, foldSheet, listBeside } from './fold-sheet.ts';

/** An answer that says no, with what had been entered; a closing has no cells. */
export interface Refusal {
  readonly verdict: VerdictDocument;
  readonly cells: readonly EntryCell[];
}

/** One sheet on the screen. */
export interface Sheet {
  readonly classList: ClassList;
  /** The facts that decide its columns and their values. */
  readonly place: SheetPlace;
  readonly columns: readonly ColumnCode[];
  readonly folded: FoldedSheet;
  /** The cells that are still missing before the sheet can be closed. */
  readonly missing: readonly Finding[];
  /** Typed texts that are no value of their column. */
  readonly faults: readonly Finding[];
  /** Entries and closings of this device that the registry refused, unread ones only. */
  readonly refused: readonly Refusal[];
  readonly denied: readonly Denied[];
  setCells(changes: readonly CellChange[]): Promise<void>;
  /** Writes a new value over a contested cell, which settles it. */
  settle(contested: Contested, value: CellValue | null): Promise<void>;
  /** Seals what is typed and sends it. */
  save(): Promise<void>;
  close(): Promise<void>;
  markRead(document: string): Promise<void>;
}

const headOf = (
  folded: FoldedSheet,
  student: string,
  column: ColumnCode,
): [CellValue | null, UpwardId | null] => {
  const head = folded.state.cells[student]?.[column];
  return [head?.[0] ?? null, head?.[1] ?? null];
};

/** The draft that a typed text becomes, and whether the cell has that value anyway. */
const draftCellOf = (
  place: SheetPlace,
  folded: FoldedSheet,
  { row, column: named, text }: CellChange,
): { cell: DraftCell; isSame: boolean } => {
  const student = parseIdentifier(StudentId, row);
  const column = sheetColumnsOf(place).find((one) => one === named);
  if (student === undefined || column === undefined) throw new TypeError(`no cell ${row} ${named}`);
  const [value, prev] = headOf(folded, student, column);
  const seen = { student, column, prev, settles: listBeside(folded, student, column) };
  const input = parseSheetInput(place, column, text);
  if ('finding' in input) return { cell: { ...seen, value: null, typed: text }, isSame: false };
  return { cell: { ...seen, value: input.value }, isSame: input.value === value };
};

const faultsOf = (place: SheetPlace, draft: Draft | undefined): Finding[] =>
  (draft?.cells ?? []).flatMap(({ student, column, typed }) => {
    if (typed === undefined) return [];
    const input = parseSheetInput(place, column, typed);
    return 'finding' in input ? [{ ...input.finding, student }] : [];
  });

const refusedOf = (state: YearState, year: OpenYear, sheet: SheetId): Refusal[] =>
  state.outbox.flatMap((document) => {
    if (!('sheet' in document) || document.sheet !== sheet || document.by !== year.by) return [];
    const verdict = state.docs.get(`verdict:${document._id}`);
    const isOpen = verdict?.kind === 'verdict' && isRefusal(verdict);
    if (!isOpen || state.ledger.read.has(document._id)) return [];
    return [{ verdict, cells: document.kind === 'entry' ? document.cells : [] }];
  });

const actionsOf = (work: Workspace, year: OpenYear, place: SheetPlace, folded: FoldedSheet) => {
  const { sheet } = folded;
  const { sealing, wake } = work;
  const write = (cells: readonly DraftCell[], restore?: readonly DraftCell[]) =>
    sealing.writeCells(year, sheet, cells, restore);
  const save = async () => {
    await sealing.sealSheet(year, sheet);
    wake();
  };
  return {
    save,
    setCells: (changes: readonly CellChange[]) => {
      const cells = changes.map((change) => draftCellOf(place, folded, change));
      return write(
        cells.flatMap(({ cell, isSame }) => (isSame ? [] : [cell])),
        cells.flatMap(({ cell, isSame }) => (isSame ? [cell] : [])),
      );
    },
    settle: async ({ student, column }: Contested, value: CellValue | null) => {
      const settles = listBeside(folded, student, column);
      await write([{ student, column, value, prev: headOf(folded, student, column)[1], settles }]);
      await save();
    },
    close: () => appendClose(work, year, sheet),
    markRead: async (document: string) => {
      await year.ledger.saveRead(document);
      await year.refresh();
    },
  };
};

/** A sheet in a form that came after this page would look empty, and be filled a second time. */
const needsNewerPage = ({ newer }: YearState, sheet: SheetId): boolean =>
  newer.has(`sheet:${sheet}`) || newer.has(`class:${sheetParts(sheet).class}`);

const sheetOf = (work: Workspace, year: OpenYear, state: YearState, sheet: SheetId): Sheet | undefined => {
  if (needsNewerPage(state, sheet)) return undefined;
  const parts = sheetParts(sheet);
  const classList = state.docs.get(`class:${parts.class}`);
  if (classList?.kind !== 'class') return undefined;
  const folded = foldSheet(state, sheet);
  const place = sheetPlaceOf(classList, sheet);
  return {
    classList,
    place,
    columns: sheetColumnsOf(place),
    folded,
    missing: checkSheetComplete(classList, folded.shown),
    faults: faultsOf(place, state.drafts.get(sheet)),
    refused: refusedOf(state, year, sheet),
    denied: [...state.ledger.denied.values()].filter(
      ({ id }) => id.includes(`:${sheet}:`) && !state.ledger.read.has(id),
    ),
    ...actionsOf(work, year, place, folded),
  };
};

/** While a contest is on the screen another person may be settling it; the answer should not take a minute. */
const CONTESTED_MS = 5_000;

/** One sheet of a school year; sealed on leaving the page. */
export const useSheet = (
  year: SchoolYear,
  sheet: SheetId,
): {
  status: 'loading' | 'waiting' | 'not-here' | 'too-new' | 'ready' | 'failed';
  sheet: Sheet | undefined;
} => {
  const workspace = useWorkspace();
  const { sealing, wake, look } = workspace;
  const { open, state, failed } = useYear(year);
  useEffect(() => {
    if (open === undefined) return undefined;
    return () => {
      sealing
        .sealSheet(open, sheet)
        .then(wake)
        .catch(() => undefined);
    };
  }, [open, sheet, sealing, wake]);
  const found = useMemo(
    () => (open === undefined || state === undefined ? undefined : sheetOf(workspace, open, state, sheet)),
    [workspace, open, state, sheet],
  );
  const isContested = (found?.folded.state.contested.length ?? 0) > 0;
  useEffect(() => {
    if (!isContested) return undefined;
    const timer = setInterval(() => look(year), CONTESTED_MS);
    return () => clearInterval(timer);
  }, [isContested, look, year]);
  const hasAsked = useHasAsked();
  if (failed) return { status: 'failed', sheet: undefined };
  if (state === undefined) return { status: 'loading', sheet: undefined };
  if (found !== undefined) return { status: 'ready', sheet: found };
  if (needsNewerPage(state, sheet)) return { status: 'too-new', sheet: undefined };
  return { status: state.fetched && hasAsked ? 'not-here' : 'waiting', sheet: undefined };
};
