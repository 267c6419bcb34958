import { deflateRawSync } from 'node:zlib';
import { readXlsx } from '@hocba/server/schools/read-xlsx';
import { describe, expect, it } from 'vitest';
import { sampleBytes, workbook } from './import-workbook.ts';

const SAMPLE = 'danh-sach-8A1.xlsx';

/** A zip of one entry, with the sizes it claims. */
const zipOf = (content: Buffer, claimed: number): Buffer => {
  const packed = deflateRawSync(content);
  const name = Buffer.from('xl/workbook.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(claimed, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
};

describe('readXlsx', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), 'FILE_UNREADABLE'],
    ['the binary .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'FILE_OLD_EXCEL'],
    ['a text file', Buffer.from('Mã lớp;Mã học sinh'), 'FILE_UNREADABLE'],
    ['a zip that says it is huge', zipOf(Buffer.alloc(1000), 200 * 1024 * 1024), 'FILE_TOO_LARGE'],
    ['a zip that is larger than it says', zipOf(Buffer.alloc(50_000_000), 1000), 'FILE_UNREADABLE'],
    ['a zip that is smaller than it says', zipOf(Buffer.alloc(10), 1000), 'FILE_UNREADABLE'],
    ['a zip that is no workbook', zipOf(Buffer.from('<x/>'), 4), 'FILE_UNREADABLE'],
    ['more than five megabytes', Buffer.alloc(6 * 1024 * 1024), 'FILE_TOO_LARGE'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(readXlsx(bytes)).rejects.toMatchObject({ code });
  });

  it('refuses a file cut off anywhere', async () => {
    const whole = await sampleBytes(SAMPLE);
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      await expect(readXlsx(cut)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    }
  });

  it('either reads or refuses a damaged file, and never fails another way', async () => {
    const whole = await sampleBytes(SAMPLE);
    for (let at = 30; at < whole.length; at += 397) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(255 - damaged.readUInt8(at), at);
      await readXlsx(damaged).catch((error) => expect(error).toHaveProperty('code'));
    }
  });

  it('keeps the row numbers that the spreadsheet shows', async () => {
    const [sheet] = await readXlsx(await workbook([[], [], ['a', 1.5, true, { formula: '1+1' }]]));
    expect(sheet?.rows[2]).toEqual(['a', 1.5, true]);
    expect(sheet?.errors).toEqual([
      { code: 'ROW_INVALID', row: 3, column: 'D', value: 'formula without a value' },
    ]);
  });

  it('refuses more rows than an import takes', async () => {
    const rows = Array.from({ length: 5001 }, () => ['x']);
    await expect(readXlsx(await workbook(rows))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });
});
