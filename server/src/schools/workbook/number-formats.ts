import { walkXml } from './walk-xml.ts';

/** The meaning of a number in a cell by its format: itself, a day with its time, or a hundredth part. */
export type NumberMeaning = 'number' | 'date' | 'percent';

/** Formats that every spreadsheet program knows by number; the others are written in the file. */
const BUILT_IN_PERCENT = [9, 10];
const BUILT_IN_DATES = [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47];
/** Dates of East Asian programs, as 14 to 22 are elsewhere. */
const isEastAsianDate = (id: number): boolean => (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Quoted and escaped letters, colours, places and conditions are not part of the form of the number itself. */
const ASIDE = /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;

/** The meaning of a format code, by its part for positive numbers: `dd/mm/yyyy`, `0%`, `#,##0.0`. */
export const meaningOfFormat = (code: string): NumberMeaning => {
  const positive = code.replace(ASIDE, '').split(';')[0] ?? '';
  if (positive.includes('%')) return 'percent';
  if (/general|@/i.test(positive)) return 'number';
  return /[dmyhs]/i.test(positive) ? 'date' : 'number';
};

const meaningOfId = (id: number, written: ReadonlyMap<number, string>): NumberMeaning => {
  const code = written.get(id);
  if (code !== undefined) return meaningOfFormat(code);
  if (BUILT_IN_PERCENT.includes(id)) return 'percent';
  return BUILT_IN_DATES.includes(id) || isEastAsianDate(id) ? 'date' : 'number';
};

/** The meaning of each cell style of a workbook, in the order in which cells name them. Throws FILE_UNREADABLE. */
export const readNumberFormats = (styles: Uint8Array | undefined): NumberMeaning[] => {
  const written = new Map<number, string>();
  const ids: number[] = [];
  let inStyles = false;
  if (styles === undefined) return [];
  walkXml(styles, {
    open: (name, attribute) => {
      if (name === 'numFmt') written.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (name === 'cellXfs') inStyles = true;
      if (name === 'xf' && inStyles) ids.push(Number(attribute('numFmtId') ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inStyles = false;
    },
    text: () => undefined,
  });
  return ids.map((id) => meaningOfId(id, written));
};
