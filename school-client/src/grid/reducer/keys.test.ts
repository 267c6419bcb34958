import { describe, expect, it } from 'vitest';
import { intentOf, type Key } from './keys.ts';

const press = (key: string, also: Partial<Key> = {}): Key => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...also,
});
const REPLACE = { text: '8', manner: 'replace' } as const;
const KEEP = { text: '8', manner: 'keep' } as const;

describe('intentOf', () => {
  it('the grid lets Tab leave it while nobody is typing', () => {
    expect(intentOf(press('Tab'), null, 20)).toBeNull();
    expect(intentOf(press('Tab', { shiftKey: true }), REPLACE, 20)).toEqual({ do: 'tab', back: true });
  });

  it('the grid leaves arrows to the caret after F2, and commits with them after typing', () => {
    expect(intentOf(press('ArrowLeft'), KEEP, 20)).toBeNull();
    expect(intentOf(press('ArrowLeft'), REPLACE, 20)).toMatchObject({
      do: 'move',
      columns: -1,
      extend: false,
    });
  });

  it('the grid leaves undo, copy and select-all to the text that is being typed', () => {
    for (const key of ['z', 'y', 'a', 'd', 'Home']) {
      expect(intentOf(press(key, { ctrlKey: true }), REPLACE, 20)).toBeNull();
    }
    expect(intentOf(press('z', { ctrlKey: true }), null, 20)).toEqual({ do: 'undo' });
    expect(intentOf(press('Z', { metaKey: true, shiftKey: true }), null, 20)).toEqual({ do: 'redo' });
  });

  it('the grid fills the range by Ctrl+Enter only with something typed', () => {
    expect(intentOf(press('Enter', { ctrlKey: true }), REPLACE, 20)).toEqual({ do: 'fill' });
    expect(intentOf(press('Enter', { ctrlKey: true }), null, 20)).toBeNull();
  });

  it('the grid moves by the rows in view', () => {
    expect(intentOf(press('PageDown'), null, 17)).toMatchObject({ do: 'move', rows: 17 });
  });

  it('the grid leaves letters and Alt to others', () => {
    expect(intentOf(press('đ'), null, 20)).toBeNull();
    expect(intentOf(press('n', { altKey: true }), null, 20)).toBeNull();
  });
});
