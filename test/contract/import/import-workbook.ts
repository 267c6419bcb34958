import { readFile } from 'node:fs/promises';
import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';

/** A cell as a test writes it: a plain value, or what only the writer's own cell form can say. */
export type Cell =
  | string
  | number
  | boolean
  | Date
  | null
  | { formula: string }
  | { text: string; span: number };

const asWritten = (cell: Cell) => {
  if (cell === null) return null;
  if (cell instanceof Date) return { value: cell, type: Date, format: 'dd/mm/yyyy' };
  if (typeof cell !== 'object') return { value: cell };
  return 'formula' in cell
    ? { value: cell.formula, type: 'Formula' as const }
    : { value: cell.text, columnSpan: cell.span };
};

/** An .xlsx file of one or more sheets, as bytes. */
export const workbook = async (...sheets: Cell[][][]): Promise<Buffer> => {
  const written = sheets.map((rows, i) => ({
    data: rows.map((row) => row.map(asWritten)),
    sheet: `Sheet ${i + 1}`,
  }));
  return writeXlsxFile(written as never).toBuffer();
};

const fixture = (name: string) => new URL(`../../fixtures/import/${name}`, import.meta.url);

/** The bytes of a sample file. */
export const sampleBytes = (name: string): Promise<Buffer> => readFile(fixture(name));

/** The rows of a sample file's only sheet. */
export const sampleRows = async (name: string): Promise<Cell[][]> =>
  ((await readXlsxFile(await sampleBytes(name)))[0]?.data ?? []) as unknown as Cell[][];
