import { useTranslation } from 'react-i18next';
import styles from './grid.module.css';
import { type GridCell, type GridColumn, type GridPreview, type GridRow, nameOfRow } from './grid-props.ts';
import type { News } from './reduce.ts';
import type { Told } from './use-grid.ts';

const useNews = () => {
  const { t } = useTranslation('grid');
  return ({ what, cells, refused, kept }: News): string => {
    if (what === 'read-only') return t('readOnly');
    const parts: string[] = what === 'kept' ? [] : [t(what, { count: cells })];
    if (kept > 0) parts.push(t('kept', { count: kept }));
    if (refused > 0) parts.push(t('refused', { count: refused }));
    return parts.join(' ');
  };
};

interface StatusProps {
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  readonly row: GridRow;
  readonly column: GridColumn;
  readonly cell: GridCell;
  readonly told: Told;
  /** What the text being typed would become. */
  readonly typed: GridPreview | null;
  /** The text being typed, as it stands in the field. */
  readonly text: string;
}

/** What is wrong: with the text being typed, else with what was just entered, else with the selected cell. */
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
  const newsText = useNews();
  const about = [cell.mark && t(`mark.${cell.mark}`), cell.hint].filter((part) => part !== undefined);
  const wrong = wrongOf(props, (text) => t('lost', { text }));
  // A mark of two digits becomes one with a comma: it is said before Enter, not found out afterwards.
  const becomes = typed !== null && 'text' in typed && typed.text !== props.text ? typed.text : undefined;
  return (
    <div className={styles.status}>
      <p role="status" aria-live="polite" aria-atomic="true">
        {typed === null && told !== null && 'news' in told ? <strong>{newsText(told.news)} </strong> : null}
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
      <p className={styles.keys}>{t('keys')}</p>
    </div>
  );
};
