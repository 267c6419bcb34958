/** Whether a file begins with these bytes. */
export const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);

const PDF = [0x25, 0x50, 0x44, 0x46];
const PNG = [0x89, 0x50, 0x4e, 0x47];
const JPEG = [0xff, 0xd8, 0xff];
const UTF16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];
const BOM = [0xef, 0xbb, 0xbf];

/** How much of a file is looked at. */
const BEGINNING = 1024;

/** The kind of a file that is no workbook, by its first bytes; the person who chose it reads this text. */
export const kindOfOtherFile = (bytes: Uint8Array): string => {
  if (bytes.length === 0) return 'the file is empty';
  if (startsWith(bytes, PDF)) return 'a PDF document; save the table itself as .xlsx';
  if (startsWith(bytes, PNG) || startsWith(bytes, JPEG)) return 'a picture; save the table itself as .xlsx';
  if (UTF16.some((magic) => startsWith(bytes, magic))) return 'a text as CSV; open it and save it as .xlsx';
  const start = bytes.subarray(startsWith(bytes, BOM) ? BOM.length : 0, BEGINNING);
  // Texts in any of the old code pages hold none of the bytes below 9.
  if (start.some((byte) => byte < 9)) return 'not a workbook of any program; save it as .xlsx';
  const first = start.find((byte) => byte > 0x20);
  return first === 0x3c
    ? 'a web page under the name of a workbook; open it and save it as .xlsx'
    : 'a text as CSV; open it and save it as .xlsx';
};
