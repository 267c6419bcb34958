import { problemInVietnamese } from '@hocba/server/cli/texts/problem-texts-vi';
import { readXlsx } from '@hocba/server/schools/workbook/read-xlsx';
import type { RegistryError } from '@hocba/shared/problems';
import { describe, expect, it } from 'vitest';
import { sampleBytes, workbook } from './import-workbook.ts';
import { rawParts, rawWorkbook, zipOf } from './raw-workbook.ts';

const SAMPLE = 'danh-sach-8A1.xlsx';

const oneFile = (content: Buffer, claimed: number) => zipOf([{ name: '_rels/.rels', content, claimed }]);
const plain = rawParts([{ data: '<row><c><v>8</v></c></row>' }]);
/** An OLE file with one name in it, as old and as protected workbooks are. */
const ole = (name: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le')]);

describe('readXlsx', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), 'FILE_UNREADABLE'],
    ['the binary .xls', ole('Workbook'), 'FILE_OLD_EXCEL'],
    ['a text file', Buffer.from('Mã lớp;Mã học sinh'), 'FILE_UNREADABLE'],
    ['a zip that says it is huge', oneFile(Buffer.alloc(1000), 200 * 1024 * 1024), 'FILE_TOO_LARGE'],
    ['a zip that is larger than it says', oneFile(Buffer.alloc(50_000_000), 1000), 'FILE_UNREADABLE'],
    ['a zip that is smaller than it says', oneFile(Buffer.alloc(10), 1000), 'FILE_UNREADABLE'],
    ['a zip that is no workbook', oneFile(Buffer.from('<x/>'), 4), 'FILE_UNREADABLE'],
    ['a zip with one name twice', zipOf([...plain, ...plain.slice(0, 1)]), 'FILE_UNREADABLE'],
    ['a workbook without sheets', zipOf(rawParts([])), 'FILE_UNREADABLE'],
    ['a sheet that is none', rawWorkbook({ data: '', whole: '<x/>' }), 'FILE_UNREADABLE'],
    [
      'a sheet that ends too early',
      rawWorkbook({ data: '', whole: '<worksheet><sheetData>' }),
      'FILE_UNREADABLE',
    ],
    ['a cell with no place', rawWorkbook({ data: '<row><c r="8A"><v>8</v></c></row>' }), 'FILE_UNREADABLE'],
    ['more than five megabytes', Buffer.alloc(6 * 1024 * 1024), 'FILE_TOO_LARGE'],
  ])('the reader of workbooks refuses %s', async (_, bytes, code) => {
    await expect(readXlsx(bytes)).rejects.toMatchObject({ code });
  });

  it.each([
    ['%PDF-1.7', 'a PDF document'],
    [Buffer.from('89504e470d0a1a0a', 'hex'), 'a picture'],
    ['<!DOCTYPE html><table>', 'a web page under the name of a workbook'],
    ['\ufeff  <html>', 'a web page under the name of a workbook'],
    ['Mã lớp;Mã học sinh', 'a text as CSV'],
    [Buffer.from('\ufeffMã lớp', 'utf16le'), 'a text as CSV'],
    [Buffer.from([0x4d, 0x61, 0x20, 0xe3]), 'a text as CSV'],
    [Buffer.alloc(40), 'not a workbook of any program'],
    ['', 'the file is empty'],
  ])('field 28: the reader of workbooks says of %j that it is %s', async (content, said) => {
    const error = await readXlsx(Buffer.from(content as string)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'FILE_UNREADABLE' });
    const { detail } = error as RegistryError;
    expect(detail).toContain(said);
    expect(problemInVietnamese('FILE_UNREADABLE', detail)).not.toMatch(
      /document|picture|text|page|save|empty/,
    );
  });

  it('field 27: a file with a password says that it has one', async () => {
    await expect(readXlsx(ole('EncryptedPackage'))).rejects.toMatchObject({ code: 'FILE_PROTECTED' });
    const locked = plain.map((file) => ({ ...file, locked: true }));
    await expect(readXlsx(zipOf(locked))).rejects.toMatchObject({ code: 'FILE_PROTECTED' });
  });

  it('field 16: a cell that the file gives twice is refused, not read as one of the two', async () => {
    const twice = '<row><c r="A1"><v>8</v></c><c r="A1"><v>3</v></c></row>';
    await expect(readXlsx(rawWorkbook({ data: twice }))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('the reader of workbooks refuses a file cut off anywhere', async () => {
    const whole = await sampleBytes(SAMPLE);
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      await expect(readXlsx(cut)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    }
  });

  it('the reader of workbooks either reads or refuses a damaged file, and never fails another way', async () => {
    const whole = await sampleBytes(SAMPLE);
    for (let at = 30; at < whole.length; at += 397) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(255 - damaged.readUInt8(at), at);
      await readXlsx(damaged).catch((error) => expect(error).toHaveProperty('code'));
    }
  });

  it('the reader of workbooks keeps the row numbers that the spreadsheet shows', async () => {
    const [sheet] = await readXlsx(await workbook([[], [], ['a', 1.5, true, { formula: '1+1' }]]));
    expect(sheet?.rows[2]).toEqual(['a', 1.5, true, { unread: 'formula', text: '=1+1' }]);
  });

  it('the reader of workbooks refuses more rows than any sheet has', async () => {
    const row = (number: number) => `<row r="${number}"><c><v>8</v></c></row>`;
    await expect(readXlsx(rawWorkbook({ data: row(20_001) }))).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
    });
    expect((await readXlsx(rawWorkbook({ data: row(20_000) })))[0]?.rows).toHaveLength(20_000);
  });
});
