import { cellsOfText } from './parse-intake.ts';

/** The largest list that is opened, in bytes; one of a whole intake has a few ten thousand. */
const MOST_BYTES = 2_000_000;

const textOf = (cell: unknown): string => {
  if (cell === null || cell === undefined) return '';
  // A day has no time zone: the reader hands it out as midnight of UTC.
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  const text = String(cell);
  // A code in a cell of numbers has lost the zero that it began with.
  return typeof cell === 'number' && (text.length === 9 || text.length === 11) ? `0${text}` : text;
};

/** The cells of a list: the first sheet of an .xlsx, or the text of any other file; undefined for what is too large or cannot be read. */
export const cellsOfFile = async (file: File): Promise<string[][] | undefined> => {
  if (file.size > MOST_BYTES) return undefined;
  if (!file.name.toLowerCase().endsWith('.xlsx')) return cellsOfText(await file.text());
  try {
    const { default: readXlsx } = await import('read-excel-file/browser');
    const [sheet] = await readXlsx(file);
    return sheet?.data.map((row) => row.map(textOf));
  } catch {
    return undefined;
  }
};
