import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
import { applyEntry, emptySheet, sheetContent } from './fold.ts';

const sheet = '8A1:toan:hk1' as SheetId;
const an = 'saaaaaaaaaaaa' as StudentId;
const binh = 'sbbbbbbbbbbbb' as StudentId;
const id = (n: number) => `entry:8A1:toan:hk1:${String(n).padStart(26, '0')}` as UpwardId;
const entry = (n: number, cells: Entry['cells'], by = 'toan.8a1', settles?: UpwardId[]): Entry => ({
  _id: id(n),
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
const fold = (entries: Entry[]) =>
  entries.reduce((state, e) => applyEntry(state, e).state, emptySheet(sheet));

describe('applyEntry', () => {
  it('the fold applies a cell whose prev is the head', () => {
    const state = fold([entry(1, [[an, 'gk', 75, null]]), entry(2, [[an, 'gk', 80, id(1)]])]);
    expect(state.cells[an]?.gk?.[0]).toBe(80);
    expect(state.contested).toEqual([]);
  });

  it('fault 20: the fold confirms a value that is entered twice', () => {
    const first = fold([entry(1, [[an, 'gk', 75, null]])]);
    const { state, outcomes } = applyEntry(first, entry(2, [[an, 'gk', 75, null]], 'other'));
    expect(outcomes[0]?.outcome).toBe('confirmed');
    expect(state.cells).toEqual(first.cells);
  });

  it('the fold keeps the head and the newcomer when two people saw one past', () => {
    const state = fold([entry(1, [[an, 'gk', 75, null]]), entry(2, [[an, 'gk', 80, null]], 'other')]);
    expect(state.cells[an]?.gk?.[0]).toBe(75);
    expect(state.contested.map((c) => c.value)).toEqual([80]);
  });

  it('the fold settles a contest by an entry that names the head and the newcomer', () => {
    const contest = [entry(1, [[an, 'gk', 75, null]]), entry(2, [[an, 'gk', 80, null]])];
    const state = fold([...contest, entry(3, [[an, 'gk', 80, id(1)]], 'other', [id(2)])]);
    expect(state.cells[an]?.gk?.[0]).toBe(80);
    expect(state.contested).toEqual([]);
    const same = fold([...contest, entry(3, [[an, 'gk', 75, null]], 'other', [id(2)])]);
    expect([same.cells[an]?.gk?.[1], same.contested]).toEqual([id(1), []]);
  });

  it('the fold keeps a newcomer that the author of a later change had not seen', () => {
    const state = fold([
      entry(1, [[an, 'gk', 75, null]]),
      entry(2, [[an, 'gk', 80, null]], 'other'),
      entry(3, [[an, 'gk', 90, id(1)]]),
    ]);
    expect(state.cells[an]?.gk?.[0]).toBe(90);
    expect(state.contested.map(({ entry: of, value }) => [of, value])).toEqual([[id(2), 80]]);
    const other = fold([
      entry(1, [
        [an, 'gk', 75, null],
        [binh, 'gk', 75, null],
      ]),
      entry(2, [
        [an, 'gk', 80, null],
        [binh, 'gk', 80, null],
      ]),
      entry(3, [[an, 'gk', 80, id(1)]], 'other', [id(2)]),
    ]);
    expect(other.contested.map(({ student }) => student)).toEqual([binh]);
  });

  it('fault 3: the fold comes to one end in whatever order the entries of one chain arrive', () => {
    const chain = [70, 75, 80, 85].map((value, i) =>
      entry(i + 1, [[an, 'gk', value, i === 0 ? null : id(i)]]),
    );
    const ends = fold(chain);
    expect([ends.cells[an]?.gk?.[0], ends.contested]).toEqual([85, []]);
    fc.assert(
      fc.property(fc.shuffledSubarray(chain, { minLength: 4 }), (order) => {
        expect(fold(order)).toEqual(ends);
      }),
    );
  });

  it('fault 3: the fold comes to one end also when a later change goes back to what stood there, or empties the cell', () => {
    const chain = [70, 75, 70, null, 80, null].map((value, i) =>
      entry(i + 1, [[an, 'gk', value, i === 0 ? null : id(i)]]),
    );
    const ends = fold(chain);
    expect([ends.cells[an]?.gk?.slice(0, 2), ends.contested]).toEqual([[null, id(6)], []]);
    fc.assert(
      fc.property(fc.shuffledSubarray(chain, { minLength: 6 }), (order) => {
        expect(fold(order)).toEqual(ends);
      }),
    );
  });

  it('the fold shows both of two that follow one entry, also when one of them agreed with what stood before it', () => {
    const first = entry(1, [[an, 'gk', 70, null]]);
    const between = entry(2, [[an, 'gk', 75, id(1)]]);
    const back = entry(3, [[an, 'gk', 70, id(2)]]);
    const other = entry(4, [[an, 'gk', 80, id(2)]], 'other');
    for (const order of [
      [first, between, back, other],
      [first, back, other, between],
      [first, other, back, between],
      [first, back, between, other],
    ]) {
      const { cells, contested } = fold(order);
      const shown = [cells[an]?.gk?.[0], ...contested.map(({ value }) => value)];
      expect([shown.length, new Set(shown)]).toEqual([2, new Set([70, 80])]);
    }
  });

  it('fault 24: the fold keeps both of two changes beside the head when the first of them is contested', () => {
    const state = fold([
      entry(1, [[an, 'gk', 75, null]], 'other'),
      entry(2, [[an, 'gk', 60, null]]),
      entry(3, [[an, 'gk', 65, id(2)]]),
    ]);
    expect(state.cells[an]?.gk?.[0]).toBe(75);
    expect(state.contested.map(({ value, prev }) => [value, prev])).toEqual([
      [60, null],
      [65, id(2)],
    ]);
  });

  it('the fold judges the cells of one entry one by one', () => {
    const start = fold([entry(1, [[an, 'gk', 75, null]])]);
    const { outcomes } = applyEntry(
      start,
      entry(2, [
        [an, 'gk', 60, null],
        [binh, 'gk', 60, null],
      ]),
    );
    expect(outcomes.map((o) => o.outcome)).toEqual(['contested', 'applied']);
  });

  it('the fold takes nothing on a closed sheet', () => {
    const closed = { ...fold([entry(1, [[an, 'gk', 75, null]])]), state: 'closed' as const };
    const { state, outcomes } = applyEntry(closed, entry(2, [[an, 'gk', 80, id(1)]]));
    expect(outcomes[0]?.outcome).toBe('late');
    expect(state).toBe(closed);
  });

  it('the fold gives equal cells whatever the order of entries on different cells', () => {
    const columns: ColumnCode[] = ['tx1', 'tx2', 'tx3', 'gk', 'ck'];
    fc.assert(
      fc.property(fc.shuffledSubarray(columns, { minLength: 5 }), (order) => {
        const all = columns.map((c, i) => entry(i + 1, [[an, c, 50 + i, null]]));
        const shuffled = order.map((c) => all[columns.indexOf(c)] as Entry);
        expect(sheetContent(sheet, fold(shuffled).cells)).toEqual(sheetContent(sheet, fold(all).cells));
      }),
    );
  });
});

describe('sheetContent', () => {
  it('the content of a sheet leaves out cleared cells, authors and times', () => {
    const state = fold([
      entry(1, [
        [an, 'gk', 75, null],
        [binh, 'gk', 60, null],
      ]),
      entry(2, [[binh, 'gk', null, id(1)]]),
    ]);
    expect(sheetContent(sheet, state.cells)).toEqual({ sheet, cells: [[an, 'gk', 75]] });
  });
});
