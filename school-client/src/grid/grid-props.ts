import type { RefObject } from 'react';
import type { CellChange } from '../cell-change.ts';

/** A column: `computed` never takes input; `text` is long free text and is edited in a wider field. */
export interface GridColumn {
  readonly id: string;
  /** Short, in the header. */
  readonly title: string;
  /** In full, for the status line and screen readers. */
  readonly label: string;
  /** The values that may be typed, told with the label where there is time to read it. */
  readonly hint?: string;
  /** CSS pixels. */
  readonly width: number;
  readonly kind: 'input' | 'computed' | 'text';
  /** One heading over all columns beside each other that name one thing; titles below it may take several lines. */
  readonly group?: string;
  readonly align?: 'start' | 'center' | 'end';
  /** Which keyboard a phone shows. */
  readonly inputMode?: 'text' | 'decimal' | 'numeric';
}

/** A row: one pupil. */
export interface GridRow {
  readonly id: string;
  readonly order: number;
  readonly name: string;
  /** Tells the row from another of the same name; part of its name for screen readers and in messages. */
  readonly beside?: string;
  readonly note?: string;
}

/** The name of a row and what tells it from another of the same name. */
export const nameOfRow = ({ name, beside }: Pick<GridRow, 'name' | 'beside'>): string =>
  beside === undefined ? name : `${name}, ${beside}`;

/** The face of a cell. `error` keeps the text as typed; `hint` is told when the cell is selected. */
export interface GridCell {
  readonly text: string;
  readonly readOnly?: boolean;
  readonly error?: string;
  readonly mark?: 'unsent' | 'contested' | 'warning';
  readonly hint?: string;
}

/**
 * What a typed text would become, or why it will not do. A text that is wrong is kept in its cell as typed; one that
 * says nothing (`isNothing`) is not taken, and the cell stays as it was.
 */
export type GridPreview =
  | { readonly text: string }
  | { readonly error: string; readonly isNothing?: boolean };

/** The functions of a grid that its page may call. */
export interface GridHandle {
  /** Selects a cell, brings it into view and takes the focus; an unknown one changes nothing. */
  goTo(row: string, column: string): void;
}

/**
 * Text in, text out. `onChange` is called at once for every committed change, erroneous texts included; the owner
 * stores them first and answers with the new text in the same render. Use `key` to open another sheet.
 */
export interface GridProps {
  readonly label: string;
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  readonly cellAt: (row: string, column: string) => GridCell;
  readonly preview: (row: string, column: string, text: string) => GridPreview;
  readonly onChange: (changes: readonly CellChange[]) => void;
  readonly onSelect?: (row: string, column: string) => void;
  /** Told when a text begins to be typed into a cell, and when that has ended. */
  readonly onEditing?: (isEditing: boolean) => void;
  readonly handle?: RefObject<GridHandle | null>;
  readonly findPlaceholder: string;
  /** The reason for an empty grid, if the class has pupils. */
  readonly noRows?: string | undefined;
}
