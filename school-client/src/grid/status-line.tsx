import { useTranslation } from 'react-i18next';
import { type GridCell, type GridColumn, type GridPreview, type GridRow, nameOfRow } from './grid-props.ts';
import type { News as NewsOf } from './reducer/reduce.ts';
import styles from './status-line.module.css';
import type { Told } from './use-grid.ts';

/** The most that the line names one by one; the rest is three dots. */
const MOST_NAMED = 5;

const listed = (parts: readonly string[], separator: string): string => {
  const all = [...new Set(parts)];
  const named = all.slice(0, MOST_NAMED).join(separator);
  return all.length > MOST_NAMED ? `${named}${separator}…` : named;
};

/** The event in words: a present fault stands apart, because a person must come back to it. */
const News = ({ news, rows }: { readonly news: NewsOf; readonly rows: readonly GridRow[] }) => {
  const { t } = useTranslation('grid');
  const { what, cells, refused, kept, wrong, readAs } = news;
  const orders = rows.filter(({ id }) => wrong.includes(id)).map(({ order }) => String(order));
  const pairs = readAs.map(({ text, becomes }) => `${text} → ${becomes}`);
  return (
    <>
      {what === 'kept' ? null : <strong>{t(what, { count: cells })} </strong>}
      {what === 'cleared' && <strong className={styles.keyboard}>{t('clearedUndo')} </strong>}
      {wrong.length > 0 && (
        <strong className={styles.wrong}>
          {t('wrongCells', { count: wrong.length, orders: listed(orders, ', ') })}{' '}
        </strong>
      )}
      {pairs.length > 0 && <strong>{t('readAs', { pairs: listed(pairs, '; ') })} </strong>}
      {kept > 0 && <strong>{t('kept', { count: kept })} </strong>}
      {refused > 0 && what !== 'readOnly' && <strong>{t('refused', { count: refused })} </strong>}
    </>
  );
};

interface StatusProps {
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  readonly row: GridRow;
  readonly column: GridColumn;
  readonly cell: GridCell;
  readonly told: Told;
  /** The value that the text being typed would become. */
  readonly typed: GridPreview | null;
  /** The text being typed, as it stands in the field. */
  readonly text: string;
}

/** The present fault: with the text being typed, else with what was just entered, else with the selected cell. */
const wrongOf = (
  { rows, columns, cell, told, typed }: StatusProps,
  lost: (text: string) => string,
): string | undefined => {
  if (typed !== null) return 'error' in typed ? typed.error : undefined;
  if (told !== null && 'lost' in told) return lost(told.lost);
  if (told === null || !('error' in told)) return cell.error;
  const of = rows[told.place.row];
  return `${of && nameOfRow(of)}, ${columns[told.place.column]?.title}: ${told.error}`;
};

/** The one line that tells which cell is selected, what is wrong with it and what just happened. */
export const StatusLine = (props: StatusProps) => {
  const { row, column, cell, told, typed } = props;
  const { t } = useTranslation('grid');
  const about = [cell.mark && t(`mark.${cell.mark}`), cell.hint].filter((part) => part !== undefined);
  const wrong = wrongOf(props, (text) => t('lost', { text }));
  // A mark of two digits becomes one with a comma: it is said before Enter, not found out afterwards.
  const becomes = typed !== null && 'text' in typed && typed.text !== props.text ? typed.text : undefined;
  return (
    <div className={styles.status}>
      <p role="status" aria-live="polite" aria-atomic="true">
        {typed === null && told !== null && 'news' in told ? (
          <News news={told.news} rows={props.rows} />
        ) : null}
        {typed === null && told !== null && 'hasNames' in told ? (
          <strong className={styles.wrong}>{t('pasteNames')} </strong>
        ) : null}
        {wrong === undefined ? null : (
          <strong className={styles.wrong}>
            {t('wrong')}: {wrong}{' '}
          </strong>
        )}
        {becomes === undefined ? null : <strong>{t('becomes', { text: props.text, becomes })} </strong>}
        <span>
          {nameOfRow(row)} · {column.label} · {cell.text === '' ? t('blank') : cell.text}
          {about.length === 0 ? '' : ` (${about.join('; ')})`}
        </span>
      </p>
      <p className={styles.keys}>{t(cell.readOnly ? 'keysReading' : 'keys')}</p>
    </div>
  );
};
