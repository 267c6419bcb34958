/**
 * Excel's clipboard text: cells by tab, every row ends in CR LF. A cell is quoted when it would otherwise be read
 * apart (tab, line break) or taken for a quoted one (leading quote).
 */
export const writeTsv = (rows: readonly (readonly string[])[]): string => {
  const quote = (text: string) =>
    /[\t\r\n]/.test(text) || text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(quote).join('\t')}\r\n`).join('');
};

/** The quoted cell that begins at `from`, and where it ends; undefined when its quote is never closed. */
const readQuoted = (text: string, from: number): { cell: string; end: number } | undefined => {
  let cell = '';
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') {
      cell += '"';
      at++;
    } else return { cell, end: at + 1 };
  }
  return undefined;
};

const readPlain = (text: string, from: number): { cell: string; end: number } => {
  const length = text.slice(from).search(/[\t\r\n]/);
  const end = length < 0 ? text.length : from + length;
  return { cell: text.slice(from, end), end };
};

/** Rows and cells of a clipboard text; takes LF and CR LF, and drops the empty row after the last line break. */
export const parseTsv = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const { cell, end } = (text[at] === '"' ? readQuoted(text, at) : undefined) ?? readPlain(text, at);
    // After a closing quote Excel may still write text; it belongs to the same cell.
    const rest = readPlain(text, end);
    row.push(cell + rest.cell);
    at = rest.end + 1;
    if (text[rest.end] === '\t') continue;
    rows.push(row);
    row = [];
    if (text[rest.end] === '\r' && text[at] === '\n') at++;
    if (at >= text.length) break;
  }
  return rows;
};
