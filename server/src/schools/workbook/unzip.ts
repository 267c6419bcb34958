import { inflateRawSync } from 'node:zlib';
import { RegistryError } from '@hocba/shared/problems';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

/** A file of a zip as the directory describes it. */
interface ZipEntry {
  readonly name: string;
  readonly isLocked: boolean;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

const damaged = (): never => {
  throw new RegistryError('FILE_UNREADABLE', 'damaged zip file');
};

const listEntries = (bytes: Buffer): ZipEntry[] => {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0) damaged();
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let i = bytes.readUInt16LE(end + 10); i > 0; i--) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) damaged();
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      isLocked: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
};

/** Unpacks one entry and never more than it declares, so that a file cannot lie its way past the size limit. */
const unpack = (bytes: Buffer, { method, packed, unpacked, offset }: ZipEntry): Buffer => {
  if (bytes.readUInt32LE(offset) !== LOCAL_ENTRY) damaged();
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const content = bytes.subarray(start, start + packed);
  if (method !== 0 && method !== 8) damaged();
  const plain = method === 0 ? content : inflateRawSync(content, { maxOutputLength: Math.max(unpacked, 1) });
  return plain.length === unpacked ? plain : damaged();
};

const openEntries = (bytes: Buffer): Map<string, ZipEntry> => {
  const entries = listEntries(bytes);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  // Two files of one name are read differently by different programs.
  if (byName.size !== entries.length) damaged();
  if (entries.some(({ isLocked }) => isLocked)) throw new RegistryError('FILE_PROTECTED');
  return byName;
};

/** Hands out the files of a zip; `sizesOf` says what they declare before any of them is unpacked. */
export interface Unzipped {
  sizesOf(names: readonly string[]): number[];
  /** The file, unpacked to exactly its declared size; undefined where there is none of that name. */
  read(name: string): Buffer | undefined;
}

// Offsets that point outside the file and broken streams are RangeErrors and zlib errors of Node.
const orDamaged = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof RegistryError) throw error;
    return damaged();
  }
};

/** Opens a zip without unpacking anything. Throws FILE_UNREADABLE for a damaged file, FILE_PROTECTED. */
export const unzip = (file: Uint8Array): Unzipped => {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const entries = orDamaged(() => openEntries(bytes));
  return {
    sizesOf: (names) => names.map((name) => entries.get(name)?.unpacked ?? 0),
    read: (name) => {
      const entry = entries.get(name);
      return entry === undefined ? undefined : orDamaged(() => unpack(bytes, entry));
    },
  };
};
