import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellChange } from '../../cell-change.ts';
import { copy, countToClear } from './change.ts';
import { type Intent, reduce } from './reduce.ts';
import { type GridSheet, type GridState, INITIAL, type Place, settle } from './state.ts';
import { parseTsv, writeTsv } from './tsv.ts';

const READ_ONLY = new Set(['r2:c1', 'r0:c3', 'r1:c3', 'r2:c3', 'r3:c3', 'r4:c3']);

/**
 * The owner of a small sheet: column c3 is computed, one cell is locked, `85` becomes `8,5`, `-` says nothing, and
 * lower-case letters are no value.
 */
const makeOwner = (texts: readonly string[] = []) => {
  const rows = ['r0', 'r1', 'r2', 'r3', 'r4'];
  const columns = ['c0', 'c1', 'c2', 'c3', 'c4'];
  const cells = new Map<string, string>();
  rows.forEach((row, r) => {
    columns.forEach((column, c) => {
      cells.set(`${row}:${column}`, texts[r * columns.length + c] ?? '');
    });
  });
  const key = (place: Place) => `${rows[place.row]}:${columns[place.column]}`;
  const becomes = (_: Place, text: string) => {
    if (text === '-' || (text !== '' && text.trim() === '')) return null;
    return /^[1-9][1-9]$/.test(text) ? `${text[0]},${text[1]}` : text;
  };
  const sheet: GridSheet = {
    rows,
    columns,
    textAt: (place) => cells.get(key(place)) ?? '',
    isEditable: (place) => !READ_ONLY.has(key(place)),
    becomes,
    isWrong: (_, text) => /^[a-z]+$/.test(text),
  };
  const apply = (changes: readonly CellChange[]) => {
    for (const change of changes) {
      cells.set(
        `${change.row}:${change.column}`,
        becomes({ row: 0, column: 0 }, change.text) ?? change.before,
      );
    }
  };
  return { sheet, apply, snapshot: () => Object.fromEntries(cells) };
};

const run = (owner: ReturnType<typeof makeOwner>, intents: readonly Intent[], from = INITIAL): GridState => {
  let state = from;
  for (const intent of intents) {
    const reduced = reduce(state, intent, owner.sheet);
    owner.apply(reduced.changes);
    state = reduced.state;
  }
  return state;
};

const typed = fc.constantFrom('85', '8,5', '11,5', '', '-', 'Đ', 'a\tb', '"x"', 'Tiến bộ\nrõ', '  7 ');
const place = fc.record({ row: fc.integer({ min: 0, max: 4 }), column: fc.integer({ min: 0, max: 4 }) });
const step = fc.integer({ min: -2, max: 2 });
const intent: fc.Arbitrary<Intent> = fc.oneof(
  fc.record({ do: fc.constant('select' as const), place, extend: fc.boolean() }),
  fc.record({ do: fc.constant('move' as const), rows: step, columns: step, extend: fc.boolean() }),
  fc.record({
    do: fc.constant('jump' as const),
    rows: fc.constant(1),
    columns: fc.constant(0),
    extend: fc.boolean(),
  }),
  fc.record({ do: fc.constant('type' as const), text: typed }),
  fc.record({ do: fc.constantFrom('enter' as const, 'tab' as const), back: fc.boolean() }),
  fc.record({
    do: fc.constant('paste' as const),
    text: fc.array(fc.array(typed, { minLength: 1 })).map(writeTsv),
  }),
  fc.record({
    do: fc.constantFrom('undo', 'redo', 'fill', 'fill-down', 'clear', 'all', 'edit', 'cancel', 'commit'),
  }),
);
const filledTexts = fc.array(fc.constantFrom('', '8,5', '10', 'Đ', 'a"b', '"x"'), {
  minLength: 25,
  maxLength: 25,
});

describe('grid reducer, properties', () => {
  it('the undo after any intents restores every cell, and redo brings them back', () => {
    fc.assert(
      fc.property(filledTexts, fc.array(intent, { maxLength: 40 }), (texts, intents) => {
        const owner = makeOwner(texts);
        const before = owner.snapshot();
        const state = run(owner, [...intents, { do: 'cancel' }]);
        const after = owner.snapshot();
        const steps = state.done.length;
        const undone = run(owner, Array<Intent>(steps).fill({ do: 'undo' }), state);
        expect(owner.snapshot()).toEqual(before);
        run(owner, Array<Intent>(steps).fill({ do: 'redo' }), undone);
        expect(owner.snapshot()).toEqual(after);
      }),
      { numRuns: 300 },
    );
  });

  it('read-only cells never change', () => {
    fc.assert(
      fc.property(filledTexts, fc.array(intent, { maxLength: 40 }), (texts, intents) => {
        const owner = makeOwner(texts);
        const locked = () => Object.entries(owner.snapshot()).filter(([cell]) => READ_ONLY.has(cell));
        const before = locked();
        run(owner, intents);
        expect(locked()).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it('a paste of what was copied onto its own range changes nothing', () => {
    fc.assert(
      fc.property(filledTexts, place, place, (texts, active, reach) => {
        const owner = makeOwner(texts);
        const state = { ...INITIAL, active, reach };
        expect(reduce(state, { do: 'paste', text: copy(state, owner.sheet) }, owner.sheet).changes).toEqual(
          [],
        );
      }),
    );
  });

  it('the clipboard text is read back as it was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Đ', '8', ',', '"', '\t', '\n', '\r', ' ') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (rows) => {
        expect(parseTsv(writeTsv(rows))).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });
});

describe('only Delete and Backspace clear', () => {
  const enterOver = (text: string) => {
    const owner = makeOwner(['7,0']);
    const typed = reduce(INITIAL, { do: 'type', text }, owner.sheet).state;
    const entered = reduce(typed, { do: 'enter', back: false }, owner.sheet);
    owner.apply(entered.changes);
    return { ...entered, mark: owner.snapshot()['r0:c0'] };
  };

  it.each(['-', ' ', '   '])(
    'field 2: the input %j and Enter leaves the mark as it was, and that is told',
    (text) => {
      const { mark, changes, news, state } = enterOver(text);
      expect(mark).toBe('7,0');
      expect(changes).toEqual([]);
      expect(news).toMatchObject({ what: 'kept', cells: 0, refused: 0, kept: 1 });
      // The next mark of the list on paper belongs to the next pupil.
      expect(state.active).toEqual({ row: 1, column: 0 });
    },
  );

  it('field 2: a mark that Backspace and Enter cleared is told, and comes back by one undo', () => {
    const { mark, news, state } = enterOver('');
    expect(mark).toBe('');
    expect(news?.what).toBe('cleared');
    const { sheet } = makeOwner();
    expect(reduce(state, { do: 'undo' }, sheet).changes.map(({ text }) => text)).toEqual(['7,0']);
  });

  it('field 2: a dash that is pasted or filled in clears nothing, and the kept cells are counted', () => {
    const owner = makeOwner(['7,0', '8,0']);
    const pasted = reduce(INITIAL, { do: 'paste', text: '-\t9\r\n' }, owner.sheet);
    expect(pasted.changes.map(({ column, text }) => [column, text])).toEqual([['c1', '9']]);
    expect(pasted.news).toMatchObject({ what: 'pasted', cells: 1, refused: 0, kept: 1 });
    const range = {
      ...INITIAL,
      reach: { row: 0, column: 1 },
      editing: { text: '-', manner: 'replace' as const },
    };
    const filled = reduce(range, { do: 'fill' }, owner.sheet);
    expect(filled.changes).toEqual([]);
    expect(filled.news?.kept).toBe(2);
  });

  it('blanks of a paste are counted with the dashes as cells left as they were, but not beyond what takes input', () => {
    const { sheet } = makeOwner(['7,0']);
    const news = (text: string, active: Place) =>
      reduce({ ...INITIAL, active, reach: active }, { do: 'paste', text }, sheet).news;
    expect(news('\t9\r\n-\t\r\n', { row: 0, column: 0 })).toMatchObject({ cells: 1, kept: 3, refused: 0 });
    // The computed column and the edge of the sheet have nothing to keep.
    expect(news('5\t\t\t\r\n', { row: 0, column: 2 })).toMatchObject({ cells: 1, kept: 1, refused: 0 });
    expect(news(' \r\n', { row: 0, column: 0 })).toMatchObject({ what: 'kept', cells: 0, kept: 1 });
  });

  it('field 2: a fill from an empty cell wipes no mark below it', () => {
    const { sheet } = makeOwner(['', '9', '', '', '', '7,0', '6,0']);
    const range = { ...INITIAL, reach: { row: 1, column: 1 } };
    const filled = reduce(range, { do: 'fill-down' }, sheet);
    expect(filled.changes.map(({ column, text }) => [column, text])).toEqual([['c1', '9']]);
  });
});

describe('the selection stays with its pupil', () => {
  const { sheet } = makeOwner();
  const over = (rows: readonly string[]): GridSheet => ({ ...sheet, rows });
  const state: GridState = {
    ...INITIAL,
    active: { row: 2, column: 1 },
    reach: { row: 3, column: 1 },
    editing: { text: '8', manner: 'replace' },
  };

  it('field 1: a pupil who joins above takes no mark that was meant for the one below', () => {
    const now = settle(state, sheet, over(['r0', 'new', 'r1', 'r2', 'r3', 'r4']));
    expect(now).toEqual({ ...state, active: { row: 3, column: 1 }, reach: { row: 4, column: 1 } });
    const later = over(['r0', 'new', 'r1', 'r2', 'r3', 'r4']);
    const entered = reduce(now, { do: 'enter', back: false }, { ...later, isEditable: () => true });
    expect(entered.changes.map(({ row }) => row)).toEqual(['r2']);
  });

  it('field 1: a text that is being typed is dropped when its row is gone, never given to another', () => {
    const now = settle(state, sheet, over(['r0', 'r1', 'r3', 'r4']));
    expect(now.editing).toBeNull();
    expect(reduce(now, { do: 'commit' }, over(['r0', 'r1', 'r3', 'r4'])).changes).toEqual([]);
  });

  it('field 1: cells that change leave the selection alone', () => {
    expect(settle(state, sheet, { ...sheet, textAt: () => '9' })).toBe(state);
  });
});

describe('grid reducer', () => {
  it('a score costs two digits and Enter', () => {
    const owner = makeOwner();
    const state = run(owner, [
      { do: 'type', text: '8' },
      { do: 'type', text: '85' },
      { do: 'enter', back: false },
    ]);
    expect(owner.snapshot()['r0:c0']).toBe('8,5');
    expect(state.active).toEqual({ row: 1, column: 0 });
  });

  it('field 1: a mark too many is taken by nobody: the column ends at its last row, and that is told', () => {
    const owner = makeOwner();
    const last = run(owner, [
      { do: 'select', place: { row: 4, column: 0 }, extend: false },
      { do: 'type', text: '85' },
      { do: 'enter', back: false },
    ]);
    expect(last.active).toEqual({ row: 4, column: 0 });
    const before = owner.snapshot();
    const over = reduce(last, { do: 'type', text: '9' }, owner.sheet);
    expect(over).toMatchObject({ changes: [], news: { what: 'atEnd' }, state: { editing: null } });
    // Saving chooses no cell either.
    const saved = reduce(last, { do: 'commit' }, owner.sheet);
    expect(reduce(saved.state, { do: 'type', text: '9' }, owner.sheet).state.editing).toBeNull();
    expect(owner.snapshot()).toEqual(before);
  });

  it('a second Enter at the last row goes to the top of the next column that takes input', () => {
    const owner = makeOwner();
    const state = run(owner, [
      { do: 'select', place: { row: 4, column: 2 }, extend: false },
      { do: 'enter', back: false },
      { do: 'enter', back: false },
      { do: 'type', text: '7' },
    ]);
    expect(state).toMatchObject({ active: { row: 0, column: 4 }, editing: { text: '7' } });
  });

  it('a cell that is chosen after the end of the column takes what is typed', () => {
    const owner = makeOwner();
    const state = run(owner, [
      { do: 'select', place: { row: 4, column: 0 }, extend: false },
      { do: 'enter', back: false },
      { do: 'select', place: { row: 4, column: 0 }, extend: false },
      { do: 'type', text: '7' },
    ]);
    expect(state).toMatchObject({ active: { row: 4, column: 0 }, editing: { text: '7' } });
  });

  it('the key Tab moves only while editing', () => {
    const owner = makeOwner();
    expect(run(owner, [{ do: 'tab', back: false }]).active.column).toBe(0);
    const state = run(owner, [
      { do: 'type', text: '7' },
      { do: 'tab', back: false },
    ]);
    expect(state.active).toEqual({ row: 0, column: 1 });
  });

  it('an erroneous text is handed over as typed, never dropped', () => {
    const owner = makeOwner();
    run(owner, [
      { do: 'type', text: '11,5' },
      { do: 'enter', back: false },
    ]);
    expect(owner.snapshot()['r0:c0']).toBe('11,5');
  });

  it('blanks of a paste change nothing, and one undo takes the whole paste back', () => {
    const owner = makeOwner(['9']);
    const pasted = reduce(INITIAL, { do: 'paste', text: '\t7\r\n8,5\t\r\n' }, owner.sheet);
    expect(pasted.changes.map(({ row, column, text }) => [row, column, text])).toEqual([
      ['r0', 'c1', '7'],
      ['r1', 'c0', '8,5'],
    ]);
    owner.apply(pasted.changes);
    run(owner, [{ do: 'undo' }], pasted.state);
    expect(Object.values(owner.snapshot()).filter((text) => text !== '')).toEqual(['9']);
  });

  it('a paste tells how many cells it could not fill', () => {
    const { sheet } = makeOwner();
    const state = { ...INITIAL, active: { row: 2, column: 1 }, reach: { row: 2, column: 1 } };
    expect(reduce(state, { do: 'paste', text: '1\t2\r\n' }, sheet).news).toMatchObject({
      what: 'pasted',
      cells: 1,
      refused: 1,
      kept: 0,
    });
  });

  it('a paste tells which rows are wrong now and which numbers were read as others', () => {
    const { sheet } = makeOwner();
    const text = '8\tabc\r\n11\t8,5\r\nabc\tabc\r\n';
    const { news } = reduce(INITIAL, { do: 'paste', text }, sheet);
    // The cell r2:c1 takes no input.
    expect(news).toEqual({
      what: 'pasted',
      cells: 5,
      refused: 1,
      kept: 0,
      wrong: ['r0', 'r2'],
      readAs: [{ text: '11', becomes: '1,1' }],
    });
  });

  it('one value that is filled into a range is told to be wrong as often', () => {
    const { sheet } = makeOwner();
    const range = { ...INITIAL, reach: { row: 1, column: 0 } };
    const filled = reduce({ ...range, editing: { text: 'abc', manner: 'replace' } }, { do: 'fill' }, sheet);
    expect(filled.news).toMatchObject({ what: 'filled', cells: 2, wrong: ['r0', 'r1'], readAs: [] });
  });

  it('the keys Ctrl+arrow stop at the end of a filled block, then at the next filled cell', () => {
    const owner = makeOwner(['1', '', '', '', '', '1', '', '', '', '', '', '', '', '', '', '1']);
    const down: Intent = { do: 'jump', rows: 1, columns: 0, extend: false };
    expect(run(owner, [down]).active.row).toBe(1);
    expect(run(owner, [down, down]).active.row).toBe(3);
    expect(run(owner, [down, down, down]).active.row).toBe(4);
  });

  it('an input into a locked cell is told, not swallowed', () => {
    const { sheet } = makeOwner();
    const state = { ...INITIAL, active: { row: 2, column: 1 }, reach: { row: 2, column: 1 } };
    expect(reduce(state, { do: 'type', text: '8' }, sheet).news?.what).toBe('readOnly');
  });
});

it('the count before clearing takes filled cells that may change', () => {
  const { sheet } = makeOwner(['8,5', '', '7,0', '9,0', '5,0', '6,0', '6,0', '6,0']);
  // In the first two rows c3 is computed; c1 is blank in the first.
  expect(countToClear({ top: 0, bottom: 1, left: 0, right: 4 }, sheet)).toBe(6);
  expect(countToClear({ top: 3, bottom: 4, left: 0, right: 4 }, sheet)).toBe(0);
});
