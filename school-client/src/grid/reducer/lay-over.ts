import { type RefObject, useLayoutEffect } from 'react';
import type { Place } from './state.ts';

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

/** Where the field stands, and which end of the range must be in view. */
interface Over {
  readonly table: RefObject<HTMLTableElement | null>;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly active: Place;
  readonly reach: Place;
  readonly isWide: boolean;
  readonly isEditing: boolean;
}

/** Keeps the text field's box over the active cell, and the end of the range in view. */
export const useLayOver = ({ table, field, active, reach, isWide, isEditing }: Over): void => {
  useLayoutEffect(() => {
    const box = field.current?.parentElement;
    const cell = cellOf(table.current, active);
    if (box && cell && table.current) layOver(box, cell, table.current, isWide);
  });
  // A phone that is turned, a window pulled narrower, a font that arrives late: cells move without a render.
  useLayoutEffect(() => {
    const grid = table.current;
    if (grid === null) return undefined;
    const watcher = new ResizeObserver(() => {
      const box = field.current?.parentElement;
      const cell = cellOf(grid, active);
      if (box && cell) layOver(box, cell, grid, isWide);
    });
    watcher.observe(grid);
    return () => watcher.disconnect();
  }, [table, field, active, isWide]);
  useLayoutEffect(() => {
    cellOf(table.current, reach)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [reach, table]);
  // The wheel may have taken the cell out of sight; the first key brings it back.
  useLayoutEffect(() => {
    if (isEditing) cellOf(table.current, active)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isEditing, active, table]);
};
