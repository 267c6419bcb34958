import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Columns by the short names that people say; the heads have those of the Ministry's forms. */
const OFFICIAL: Readonly<Record<string, string>> = { GK: 'ĐĐGgk', CK: 'ĐĐGck', ĐTB: 'ĐTBmhk' };
const officialOf = (title: string): string => OFFICIAL[title] ?? title.replace(/^TX(?=\d$)/, 'ĐĐGtx');

/** One sheet on the screen. */
export const gradebook = (page: Page) => {
  const grid = page.getByRole('grid');
  /** Place of a column by its title, or by its group and title where titles repeat: `Cuối năm học/Điểm`. */
  const column = async (path: string): Promise<number> => {
    const heads = await grid.locator('thead th').evaluateAll((all) =>
      (all as HTMLTableCellElement[]).map((head) => ({
        text: head.textContent.trim(),
        at: Number(head.ariaColIndex) - 1,
        columns: head.colSpan,
      })),
    );
    const [title = '', group] = path.split('/').reverse();
    const above = heads.find(({ text }) => text === group);
    const isUnder = (at: number) =>
      above === undefined ? group === undefined : at >= above.at && at < above.at + above.columns;
    const found = heads.find(({ text, at }) => text === officialOf(title) && isUnder(at));
    if (found === undefined) throw new Error(`no ${path} among ${heads.map(({ text }) => text).join(', ')}`);
    return found.at;
  };
  const rows = (): Locator => grid.locator('tbody tr');
  const startAt = async (row: number, title: string): Promise<void> => {
    const at = await column(title);
    await rows().nth(row).locator('th, td').nth(at).click();
  };
  return {
    open: async (url: string, year: string, sheet: string): Promise<void> => {
      await page.goto(`${url}/sheet/${year}/${sheet}`);
      await grid.waitFor();
    },
    rows,
    /** The texts of a column, row by row. */
    read: async (title: string): Promise<string[]> => {
      const at = await column(title);
      return rows().evaluateAll(
        (all, index) =>
          all.map((row) => {
            const cells = row.querySelectorAll('th, td');
            return (cells[index]?.textContent ?? '').trim();
          }),
        at,
      );
    },
    /** Puts the cursor on the first row of a column with one click, the only use of the mouse. */
    start: (title: string): Promise<void> => startAt(0, title),
    startAt,
    /** Types values down a column, Enter after each, as a clerk does. */
    type: async (values: readonly string[]): Promise<void> => {
      for (const value of values) {
        await page.keyboard.type(value);
        await page.keyboard.press('Enter');
      }
    },
    expectRows: async (count: number): Promise<void> => {
      await expect.poll(() => rows().count(), { timeout: 20_000 }).toBe(count);
    },
  };
};
