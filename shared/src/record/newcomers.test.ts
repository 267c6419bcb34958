import { expect, it } from 'vitest';
import type {
  AccountName,
  ColumnCode,
  DeviceId,
  Instant,
  SheetId,
  StudentId,
  UpwardId,
} from '../school/identifiers.ts';
import type { Entry } from './entry.ts';
import { applyEntry, type CellOutcome, emptySheet } from './fold.ts';
import { MAX_NEWCOMERS } from './newcomers.ts';
import type { SheetState } from './sheet-state.ts';

const sheet = '8A1:toan:hk1' as SheetId;
const pupil = (n: number) => `s${String(n).padStart(12, '0')}` as StudentId;
const id = (n: number) => `entry:8A1:toan:hk1:${String(n).padStart(26, '0')}` as UpwardId;
let n = 1;
const entry = (cells: Entry['cells'], by = 'toan.8a1', settles?: UpwardId[]): Entry => ({
  _id: id(++n),
  v: 1,
  kind: 'entry',
  sheet,
  dev: 'daaaaaaaaaaaa' as DeviceId,
  n,
  by: by as AccountName,
  at: '2026-11-24T05:00:00.000Z' as Instant,
  cells,
  ...(settles === undefined ? {} : { settles }),
});

const counted = (outcomes: readonly CellOutcome[]) => {
  const count = (outcome: string) => outcomes.filter((one) => one.outcome === outcome).length;
  return [count('contested'), count('confirmed'), count('crowded')];
};
const all = (cell: (i: number) => Entry['cells'][number], count: number) =>
  Array.from({ length: count }, (_, i) => cell(i));
/** A sheet on which each of these pupils has 7,0 in tx1. */
const filled = (pupils: number): SheetState =>
  applyEntry(
    emptySheet(sheet),
    entry(
      all((i) => [pupil(i), 'tx1', 70, null], pupils),
      'first',
    ),
  ).state;
const flood = (state: SheetState, by: string, cells: Entry['cells']) => applyEntry(state, entry(cells, by));

it('field 34: one account has room for twenty values beside a cell, and the others for theirs', () => {
  const first = flood(
    filled(1),
    'flooder',
    all((i) => [pupil(0), 'tx1', i, null], 60),
  );
  expect(counted(first.outcomes)).toEqual([20, 0, 40]);
  expect(first.state.contested.map(({ value }) => value)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  const other = flood(first.state, 'other', [[pupil(0), 'tx1', 75, null]]);
  expect(other.outcomes.map(({ outcome }) => outcome)).toEqual(['contested']);
  const third = flood(
    other.state,
    'third',
    all((i) => [pupil(0), 'tx1', i, null], 60),
  );
  const fourth = flood(
    third.state,
    'fourth',
    all((i) => [pupil(0), 'tx1', i, null], 60),
  );
  expect([counted(third.outcomes), counted(fourth.outcomes)]).toEqual([
    [20, 0, 40],
    [19, 0, 41],
  ]);
  expect(fourth.state.cells[pupil(0)]?.tx1?.[0]).toBe(70);
});

it('field 34: one account takes at most half of the room of a sheet, and a sheet keeps no more than it can hold', () => {
  const start = filled(200);
  const columns: ColumnCode[] = ['tx1', 'tx1', 'tx1', 'tx1'];
  const flooding = columns.flatMap((column, k) =>
    all((i): Entry['cells'][number] => [pupil(i), column, k, id(1)], 200),
  );
  const one = flood(start, 'flooder', flooding);
  expect([one.state.contested.length, counted(one.outcomes)]).toEqual([500, [500, 0, 300]]);
  const two = flood(one.state, 'other', flooding);
  const three = flood(two.state, 'third', flooding);
  expect([two.state.contested.length, three.state.contested.length]).toEqual([MAX_NEWCOMERS, MAX_NEWCOMERS]);
  expect(counted(three.outcomes)).toEqual([0, 0, 800]);
  expect(three.state.cells).toEqual(start.cells);
});

it('field 34: echoes of entries that never come have no more room than others, and push out nothing that came before', () => {
  const start = filled(1);
  const honest = flood(start, 'honest', [[pupil(0), 'tx1', 70, id(900_001)]]).state;
  const { state, outcomes } = flood(
    honest,
    'flooder',
    all((i) => [pupil(0), 'tx1', 70, id(800_000 + i)], 500),
  );
  expect([state.echoes?.length, counted(outcomes)]).toEqual([21, [0, 20, 480]]);
  expect(state.echoes?.[0]).toMatchObject({ by: 'honest' });
});

it('field 34: a decided contest has room again, and an entry that was crowded out can be entered', () => {
  const { state } = flood(
    filled(1),
    'flooder',
    all((i) => [pupil(0), 'tx1', i, null], 30),
  );
  const head = state.cells[pupil(0)]?.tx1?.[1] ?? null;
  const seen = [...new Set(state.contested.map((one) => one.entry))];
  const settled = applyEntry(state, entry([[pupil(0), 'tx1', 70, head]], 'first', seen)).state;
  expect(settled.contested).toEqual([]);
  const again = flood(settled, 'flooder', [[pupil(0), 'tx1', 25, null]]);
  expect(again.outcomes.map(({ outcome }) => outcome)).toEqual(['contested']);
});

it('field 34: the work for an entry does not depend on what was crowded out before', () => {
  const full = flood(
    filled(40),
    'flooder',
    all((i) => [pupil(i % 40), 'tx1', i % 101, null], 1000),
  ).state;
  let state = full;
  for (let i = 0; i < 50; i++) {
    state = flood(
      state,
      'flooder',
      all((k) => [pupil(k % 40), 'tx1', (i + k) % 101, null], 1000),
    ).state;
  }
  // Nothing of fifty thousand cells stays that a later entry would have to look at.
  expect(JSON.stringify(state)).toBe(JSON.stringify(full));
});
