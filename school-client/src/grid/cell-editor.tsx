import { type ClipboardEvent, type KeyboardEvent, type RefObject, useLayoutEffect } from 'react';
import { copy } from './change.ts';
import styles from './grid.module.css';
import type { GridColumn, GridPreview } from './grid-props.ts';
import { intentOf } from './keys.ts';
import type { Intent } from './reduce.ts';
import type { GridState, Sheet } from './state.ts';

interface EditorProps {
  readonly state: GridState;
  readonly sheet: Sheet;
  readonly column: GridColumn;
  readonly label: string;
  readonly preview: GridPreview | null;
  readonly invalid: boolean;
  readonly table: RefObject<HTMLTableElement | null>;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly dispatch: (intent: Intent) => void;
  readonly onFind: () => void;
}

/** Wide enough to see a sentence of a remark while writing it. */
const TEXT_FIELD = 280;

const cellOf = (table: HTMLTableElement | null, place: { row: number; column: number }) =>
  table?.querySelector<HTMLElement>(`[data-place="${place.row}:${place.column}"]`) ?? null;

/** Lays the field over the cell; what hangs on it opens to the side where there is room. */
const layOver = (box: HTMLElement, cell: HTMLElement, table: HTMLElement, wide: boolean): void => {
  const room = table.offsetWidth - cell.offsetLeft;
  const width = wide ? Math.min(room, Math.max(TEXT_FIELD, cell.offsetWidth)) : cell.offsetWidth;
  box.style.transform = `translate(${cell.offsetLeft}px, ${cell.offsetTop}px)`;
  box.style.width = `${width}px`;
  box.style.height = `${cell.offsetHeight}px`;
  const view = table.parentElement;
  const middle = (view?.scrollLeft ?? 0) + (view?.clientWidth ?? 0) / 2;
  box.dataset.side = cell.offsetLeft > middle ? 'left' : 'right';
  box.toggleAttribute('data-above', table.offsetHeight - cell.offsetTop < 3 * cell.offsetHeight);
};

/**
 * The one text field, always there and always focused, laid over the active cell. Input methods send backspaces
 * and whole words: a field that appeared on the first key would lose or double letters.
 */
export const CellEditor = (props: EditorProps) => {
  const { state, sheet, column, preview, table, field, dispatch } = props;
  const { active, reach, editing } = state;
  const wide = editing !== null && column.kind === 'text';

  useLayoutEffect(() => {
    const box = field.current?.parentElement;
    const cell = cellOf(table.current, active);
    if (box && cell && table.current) layOver(box, cell, table.current, wide);
  });
  useLayoutEffect(() => {
    cellOf(table.current, reach)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [reach, table]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // 229 is what older browsers report for a key that an input method has taken.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const page = Math.max(1, Math.floor((table.current?.parentElement?.clientHeight ?? 0) / 32) - 2);
    const intent = intentOf(event, editing, page);
    if (intent === null) {
      const printable = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (printable && !sheet.isEditable(active)) dispatch({ do: 'type', text: event.key });
      return;
    }
    event.preventDefault();
    if (intent === 'find') props.onFind();
    else dispatch(intent);
  };
  const onCopy = (event: ClipboardEvent) => {
    if (editing !== null) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', copy(state, sheet));
    if (event.type === 'cut') dispatch({ do: 'clear' });
  };
  const onPaste = (event: ClipboardEvent) => {
    if (editing !== null) return;
    event.preventDefault();
    dispatch({ do: 'paste', text: event.clipboardData.getData('text/plain') });
  };

  const ghost = preview !== null && 'text' in preview && preview.text !== editing?.text ? preview.text : null;
  const wrong = preview !== null && 'error' in preview ? preview.error : null;
  return (
    <div
      className={styles.editor}
      data-editing={editing === null ? undefined : true}
      data-wrong={wrong !== null || undefined}
    >
      <input
        ref={field}
        aria-label={props.label}
        aria-invalid={props.invalid || wrong !== null}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="next"
        inputMode={column.inputMode ?? 'text'}
        readOnly={!sheet.isEditable(active)}
        value={editing?.text ?? ''}
        onChange={(event) => dispatch({ do: 'type', text: event.target.value })}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        onCut={onCopy}
        onPaste={onPaste}
        onBlur={() => dispatch({ do: 'commit' })}
      />
      {ghost === null ? null : (
        <span className={styles.ghost} aria-hidden="true">
          {ghost === '' ? '∅' : ghost}
        </span>
      )}
      {wrong === null ? null : <span className={styles.bubble}>{wrong}</span>}
    </div>
  );
};
