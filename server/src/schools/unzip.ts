import { inflateRawSync } from 'node:zlib';
import { RegistryError } from '@hocba/shared/problems';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

interface ZipEntry {
  readonly name: string;
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

/**
 * The files in a zip by name, each unpacked to exactly its declared size. Throws FILE_UNREADABLE for a damaged
 * file; the declared sizes themselves are the caller's to limit.
 */
export const unzip = (bytes: Uint8Array): Map<string, Buffer> => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return new Map(listEntries(buffer).map((entry) => [entry.name, unpack(buffer, entry)]));
  } catch (error) {
    // Offsets that point outside the file and broken streams are RangeErrors and zlib errors of Node.
    if (error instanceof RegistryError) throw error;
    return damaged();
  }
};
