import type { Intent } from './reduce.ts';
import type { GridState } from './state.ts';

/** The part of a keyboard event that decides. */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const ARROWS: Record<string, { readonly rows: number; readonly columns: number }> = {
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
};

const withControl = (key: Key, editing: GridState['editing']): Intent | 'find' | null => {
  const extend = key.shiftKey;
  const letter = key.key.toLowerCase();
  if (letter === 'f') return 'find';
  // A person who presses "save" means the text in the cell, never the browser's "save page as"; the page may listen too.
  if (letter === 's') return { do: 'commit' };
  if (key.key === 'Enter') return editing === null ? null : { do: 'fill' };
  // While a text is being typed these belong to the text, as everywhere else.
  if (editing !== null) return null;
  const arrow = ARROWS[key.key];
  if (arrow !== undefined) return { do: 'jump', ...arrow, extend };
  if (key.key === 'Home') return { do: 'edge', which: 'first', extend };
  if (key.key === 'End') return { do: 'edge', which: 'last', extend };
  if (letter === 'a') return { do: 'all' };
  if (letter === 'd') return { do: 'fill-down' };
  if (letter === 'z') return { do: extend ? 'redo' : 'undo' };
  return letter === 'y' ? { do: 'redo' } : null;
};

const whileNavigating = (key: Key, page: number): Intent | null => {
  const extend = key.shiftKey;
  switch (key.key) {
    case 'Home':
      return { do: 'edge', which: 'row-start', extend };
    case 'End':
      return { do: 'edge', which: 'row-end', extend };
    case 'PageUp':
      return { do: 'move', rows: -page, columns: 0, extend };
    case 'PageDown':
      return { do: 'move', rows: page, columns: 0, extend };
    case 'Delete':
      return { do: 'clear' };
    case 'Backspace':
      return { do: 'type', text: '' };
    case 'F2':
      return { do: 'edit' };
    default:
      return null;
  }
};

/** The meaning of a key in the grid; null leaves it to the text field or the page. `page` is the rows in view. */
export const intentOf = (key: Key, editing: GridState['editing'], page: number): Intent | 'find' | null => {
  if (key.altKey) return null;
  if (key.ctrlKey || key.metaKey) return withControl(key, editing);
  if (key.key === 'Enter') return { do: 'enter', back: key.shiftKey };
  if (key.key === 'Escape') return { do: 'cancel' };
  if (key.key === 'Tab') return editing === null ? null : { do: 'tab', back: key.shiftKey };
  const arrow = ARROWS[key.key];
  if (arrow !== undefined) {
    if (editing?.manner === 'keep') return null;
    return { do: 'move', ...arrow, extend: key.shiftKey && editing === null };
  }
  if (editing === null) return whileNavigating(key, page);
  return key.key === 'F2' ? { do: 'edit' } : null;
};
