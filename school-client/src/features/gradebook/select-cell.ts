/** Shows a cell of the grid on the page and selects it, as a press on it would. */
export const selectCell = (row: number, column: number): void => {
  const cell = document.querySelector<HTMLElement>(`[data-place="${row}:${column}"]`);
  cell?.scrollIntoView({ block: 'center', inline: 'center' });
  cell?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true, button: 0 }));
};
