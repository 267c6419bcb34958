import { requireRowLimit, requireXlsx } from '@hocba/shared/exchange/file';
import type { ImportError, SheetRow, SheetValue } from '@hocba/shared/exchange/header';
import { RegistryError } from '@hocba/shared/problems';
import readXlsxFile from 'read-excel-file/node';
import { unzip } from './unzip.ts';

/** One sheet of a workbook: its rows as shown, and formulas that were never computed, by row. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  readonly errors: readonly ImportError[];
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/** The file of each sheet, in the order of the workbook. */
const sheetFiles = (files: ReadonlyMap<string, Buffer>): string[] => {
  const relations = new Map<string | undefined, string>();
  for (const [tag] of String(files.get('xl/_rels/workbook.xml.rels') ?? '').matchAll(
    /<Relationship\s[^>]*>/g,
  )) {
    const target = attribute(tag, 'Target') ?? '';
    relations.set(attribute(tag, 'Id'), target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const sheets = String(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet\s[^>]*>/g);
  return [...sheets].map(([tag]) => relations.get(attribute(tag, 'r:id')) ?? '');
};

/**
 * Formulas without a stored value (files made by programs, never opened in a spreadsheet) would read as empty cells,
 * and a mark would be lost without a word: each is a ROW_INVALID.
 */
const uncomputedFormulas = (xml: string): ImportError[] =>
  [...xml.matchAll(/<c\s([^>]*[^/>])>((?:(?!<\/c>).)*)<\/c>/gs)].flatMap(([, tag = '', content = '']) => {
    if (!/<f[\s>/]/.test(content) || /<v>[^<]/.test(content)) return [];
    const [, column = null, row] = /^([A-Z]+)([0-9]+)$/.exec(attribute(` ${tag}`, 'r') ?? '') ?? [];
    return [{ code: 'ROW_INVALID', row: Number(row), column, value: 'formula without a value' }];
  });

/** Our own message for whatever the reader says of a workbook it cannot make sense of. */
const readSheets = async (bytes: Uint8Array) => {
  try {
    return await readXlsxFile(Buffer.from(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    throw new RegistryError('FILE_UNREADABLE', `not a workbook (${reason})`);
  }
};

/**
 * Reads every sheet of a workbook: formulas as their stored value, empty cells as null. Throws FILE_OLD_EXCEL,
 * FILE_TOO_LARGE, FILE_UNREADABLE.
 */
export const readXlsx = async (bytes: Uint8Array): Promise<WorkbookSheet[]> => {
  requireXlsx(bytes);
  const files = unzip(bytes);
  const paths = sheetFiles(files);
  return (await readSheets(bytes)).map(({ sheet, data }, i) => {
    requireRowLimit(data.length);
    // The library types a date cell as the constructor; what arrives is a Date.
    const rows = data as unknown as readonly (readonly SheetValue[])[];
    return { name: sheet, rows, errors: uncomputedFormulas(String(files.get(paths[i] ?? '') ?? '')) };
  });
};
