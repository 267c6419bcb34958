import { matchesSearch } from '@hocba/shared/text/names/search-key';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './find-bar.module.css';
import type { GridRow } from './grid-props.ts';

/** Rows whose name fits, or whose number in the list was typed. */
const listMatches = (rows: readonly GridRow[], typed: string): number[] =>
  typed.trim() === ''
    ? []
    : rows.flatMap((row, r) =>
        matchesSearch(row.name, typed) || String(row.order) === typed.trim() ? [r] : [],
      );

interface FindProps {
  readonly rows: readonly GridRow[];
  readonly placeholder: string;
  readonly onFound: (row: number) => void;
  readonly onClose: () => void;
}

/** Finds a pupil by name while the grid shows where; Enter goes to the next one, Escape back to the cell. */
export const FindBar = ({ rows, placeholder, onFound, onClose }: FindProps) => {
  const { t } = useTranslation('grid');
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const matches = listMatches(rows, text);

  const show = (typed: string, index: number) => {
    const found = listMatches(rows, typed);
    const next = found.length === 0 ? 0 : (index + found.length) % found.length;
    setText(typed);
    setAt(next);
    const row = found[next];
    if (row !== undefined) onFound(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') show(text, at + (event.shiftKey ? -1 : 1));
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };

  return (
    <search className={styles.find}>
      <input
        ref={field}
        type="text"
        value={text}
        placeholder={placeholder}
        aria-label={placeholder}
        onChange={(event) => show(event.target.value, 0)}
        onKeyDown={onKeyDown}
      />
      <output>
        {text.trim() === ''
          ? ''
          : matches.length === 0
            ? t('findNone')
            : t('findCount', { at: at + 1, count: matches.length })}
      </output>
      <button type="button" onClick={onClose}>
        {t('findClose')}
      </button>
    </search>
  );
};
