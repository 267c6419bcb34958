import { RegistryError } from '../problems.ts';

/** Largest file an import takes, in bytes, and most rows of one sheet. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
const MAX_ROWS = 5000;
/** A spreadsheet of 5,000 rows stays far below this once unpacked; more is a decompression bomb. */
const MAX_UNPACKED_BYTES = 100 * 1024 * 1024;

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);

/** Sum of the unpacked sizes that a zip's central directory declares; undefined when there is none. */
const unpackedBytes = (bytes: Uint8Array): number | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = bytes.length - 22;
  while (at >= 0 && view.getUint32(at, true) !== 0x06054b50) at--;
  if (at < 0) return undefined;
  const entries = view.getUint16(at + 10, true);
  let entry = view.getUint32(at + 16, true);
  let total = 0;
  for (let i = 0; i < entries; i++) {
    if (entry + 46 > bytes.length || view.getUint32(entry, true) !== 0x02014b50) return undefined;
    total += view.getUint32(entry + 24, true);
    const variable = [28, 30, 32].map((field) => view.getUint16(entry + field, true));
    entry += 46 + variable.reduce((sum, length) => sum + length, 0);
  }
  return total;
};

/**
 * Refuses a file that cannot be an acceptable .xlsx before anything unpacks it.
 * Throws FILE_OLD_EXCEL for the binary .xls, FILE_UNREADABLE for anything else or damaged, FILE_TOO_LARGE.
 */
export const requireXlsx = (bytes: Uint8Array): void => {
  if (bytes.length > MAX_FILE_BYTES) throw new RegistryError('FILE_TOO_LARGE', `${bytes.length} bytes`);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new RegistryError('FILE_OLD_EXCEL');
  if (!startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]))
    throw new RegistryError('FILE_UNREADABLE', 'not a zip file');
  const unpacked = unpackedBytes(bytes);
  if (unpacked === undefined) throw new RegistryError('FILE_UNREADABLE', 'damaged zip file');
  if (unpacked > MAX_UNPACKED_BYTES) throw new RegistryError('FILE_TOO_LARGE', `${unpacked} bytes unpacked`);
};

/** Throws FILE_TOO_LARGE when a sheet has more rows than an import takes. */
export const requireRowLimit = (rows: number): void => {
  if (rows > MAX_ROWS) throw new RegistryError('FILE_TOO_LARGE', `${rows} rows`);
};
