import { rawParts, rawWorkbook, rowOf, textCell, zipOf } from './raw-workbook.ts';

const MEGABYTE = 1024 * 1024;
const LETTERS = 'x'.repeat(5 * MEGABYTE);

const text = (letters: string) => rowOf(textCell(letters));
const cell = (place: string) => `<row><c r="${place}"><v>8</v></c></row>`;
const filled = (piece: string, bytes: number) => piece.repeat(Math.ceil(bytes / piece.length));

/** Half a million cells of one short text: rows and columns fit, their number does not. */
const tooManyCells = (): string => {
  const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(250)}</row>`;
  return filled(row, 2000 * row.length);
};

/** Files of a few kilobytes that would take gigabytes once they are read as they ask for; each is FILE_TOO_LARGE. */
export const HOSTILE: Readonly<Record<string, () => Buffer>> = {
  'a cell in the last corner': () => rawWorkbook({ data: cell('XFD1048576') }),
  'a cell in the last column': () => rawWorkbook({ data: cell('XFD1') }),
  'a cell below every sheet': () => rawWorkbook({ data: cell('A999999999') }),
  'a cell in a column that no sheet has': () => rawWorkbook({ data: cell('ZZZZZZZ1') }),
  'a row below every sheet': () => rawWorkbook({ data: '<row r="999999999999"><c><v>8</v></c></row>' }),
  'a text of five megabytes': () => rawWorkbook({ data: text(LETTERS) }),
  'a text of five megabytes in pieces': () =>
    rawWorkbook({ data: text(filled(`${'x'.repeat(1000)}<!---->`, 5 * MEGABYTE)) }),
  'a shared text of five megabytes': () =>
    zipOf(
      rawParts([{ data: '<row><c t="s"><v>0</v></c></row>' }], { texts: [`<si><t>${LETTERS}</t></si>`] }),
    ),
  'a formula of five megabytes': () => rawWorkbook({ data: `<row><c><f>${LETTERS}</f></c></row>` }),
  'a number of five megabytes': () =>
    rawWorkbook({ data: `<row><c><v>${filled('8', 5 * MEGABYTE)}</v></c></row>` }),
  'five thousand sheets': () => rawWorkbook(...Array.from({ length: 5000 }, () => ({ data: cell('A1') }))),
  'more cells than an import takes': () =>
    zipOf(rawParts([{ data: tooManyCells() }], { texts: ['<si><t>x</t></si>'] })),
  'long texts shared by many cells': () => {
    const texts = [`<si><t>${'x'.repeat(32_000)}</t></si>`];
    return zipOf(rawParts([{ data: tooManyCells() }], { texts }));
  },
  'forty megabytes of spaces': () => rawWorkbook({ data: filled(' ', 40 * MEGABYTE) }),
  'sheets that are large only together': () =>
    rawWorkbook(...Array.from({ length: 20 }, () => ({ data: filled('<row/>', 2 * MEGABYTE) }))),
  'fifteen megabytes of empty cells': () =>
    rawWorkbook({ data: `<row>${filled('<c/>', 15 * MEGABYTE)}</row>` }),
  'fifteen megabytes of empty rows': () => rawWorkbook({ data: filled('<row/>', 15 * MEGABYTE) }),
  'elements inside each other': () =>
    rawWorkbook({ data: filled('<a>', 6 * MEGABYTE) + filled('</a>', 8 * MEGABYTE) }),
};

/** A file that fits the limits and holds as much as they allow of what costs and is nothing; it is read. */
export const heavyWorkbook = (): Buffer =>
  rawWorkbook({ data: cell('A1'), after: filled('<mergeCell ref="A1:XFD1048576"/>', 15 * MEGABYTE) });
