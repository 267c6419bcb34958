import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react';
import styles from './grid.module.css';
import type { GridColumn, GridPreview } from './grid-props.ts';
import { copy } from './reducer/change.ts';
import { intentOf } from './reducer/keys.ts';
import { useLayOver } from './reducer/lay-over.ts';
import type { Intent } from './reducer/reduce.ts';
import type { GridSheet, GridState } from './reducer/state.ts';

interface EditorProps {
  readonly state: GridState;
  readonly sheet: GridSheet;
  readonly column: GridColumn;
  readonly label: string;
  readonly preview: GridPreview | null;
  readonly invalid: boolean;
  readonly table: RefObject<HTMLTableElement | null>;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly dispatch: (intent: Intent) => void;
  readonly onFind: () => void;
}

/** The actions of keys and the clipboard; a text being typed keeps the browser's own copy, paste and undo. */
const eventsOf = ({ state, sheet, table, dispatch, onFind }: EditorProps) => {
  const { active, editing } = state;
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
    if (intent === 'find') onFind();
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

  return { onKeyDown, onPaste, onCopy, onCut: onCopy };
};

/**
 * The one text field, always there and always focused, laid over the active cell. Input methods send backspaces
 * and whole words: a field that appeared on the first key would lose or double letters.
 */
export const CellEditor = (props: EditorProps) => {
  const { state, sheet, column, preview, table, field, dispatch } = props;
  const { active, reach, editing } = state;
  const isEditing = editing !== null;
  useLayOver({ table, field, active, reach, isEditing, isWide: isEditing && column.kind === 'text' });
  const events = eventsOf(props);
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
        {...events}
        onBlur={() => dispatch({ do: 'commit' })}
      />
      {ghost === null ? null : (
        <span className={styles.ghost} aria-hidden="true">
          {ghost}
        </span>
      )}
      {wrong === null ? null : <span className={styles.bubble}>{wrong}</span>}
    </div>
  );
};
