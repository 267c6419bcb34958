import { readXlsx } from '@hocba/server/schools/workbook/read-xlsx';
import type { SheetValue } from '@hocba/shared/exchange/workbook/sheet-table';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { type Cell, sampleBytes, workbook } from './import-workbook.ts';
import { rawParts, rawWorkbook, zipOf } from './raw-workbook.ts';

const cells = async (data: string): Promise<SheetValue[]> => {
  const [sheet] = await readXlsx(rawWorkbook({ data: `<row r="1">${data}</row>` }));
  return [...(sheet?.rows[0] ?? [])];
};
const day = (text: string) => new Date(`${text}Z`);

describe('a cell of a workbook', () => {
  it.each<[what: string, xml: string, value: SheetValue | undefined]>([
    ['a number', '<c><v>8.3000000000000007</v></c>', 8.3],
    ['a number with spaces and an exponent', '<c t="n"><v> 8.5E0 </v></c>', 8.5],
    ['a text of its own', '<c t="inlineStr"><is><t>Ma &amp; Hoà</t></is></c>', 'Ma & Hoà'],
    ['a text in two fonts', '<c t="inlineStr"><is><r><t>Ma </t></r><r><t>Hoà</t></r></is></c>', 'Ma Hoà'],
    ['a text as CDATA', '<c t="inlineStr"><is><t><![CDATA[Ma & Hoà]]></t></is></c>', 'Ma & Hoà'],
    ['a computed text', '<c t="str"><f>A1</f><v>Đ</v></c>', 'Đ'],
    ['a formula computed to nothing', '<c t="str"><f>IF(1,"")</f><v></v></c>', undefined],
    ['yes', '<c t="b"><v>1</v></c>', true],
    ['spaces', '<c t="inlineStr"><is><t>  </t></is></c>', undefined],
    ['a format and nothing else', '<c s="1"/>', undefined],
    ['a day', '<c s="1"><v>41411</v></c>', day('2013-05-17T00:00:00')],
    ['the last day of a spreadsheet', '<c s="1"><v>2958465.5</v></c>', day('9999-12-31T12:00:00')],
    ['a day by a format of the file', '<c s="2"><v>41411</v></c>', day('2013-05-17T00:00:00')],
    ['a day with its time', '<c s="1"><v>41410.708333333336</v></c>', day('2013-05-16T17:00:00')],
    ['a day as ISO text', '<c t="d"><v>2013-05-17</v></c>', day('2013-05-17T00:00:00')],
    ['two digits by their format', '<c s="5"><v>5</v></c>', 5],
  ])('a cell of a workbook: %s', async (_, xml, value) => {
    expect((await cells(xml))[0]).toEqual(value);
  });

  it.each<[what: string, xml: string, value: SheetValue]>([
    ['an error', '<c t="e"><v>#N/A</v></c>', { unread: 'error', text: '#N/A' }],
    ['the error of a formula', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', { unread: 'error', text: '#DIV/0!' }],
    ['a formula alone', '<c><f>SUM(A1)</f></c>', { unread: 'formula', text: '=SUM(A1)' }],
    ['a formula and an empty value', '<c><f>SUM(A1)</f><v></v></c>', { unread: 'formula', text: '=SUM(A1)' }],
    ['a closed empty value', '<c><f>SUM(A1)</f><v/></c>', { unread: 'formula', text: '=SUM(A1)' }],
    ['an empty value before it', '<c><v/><f>SUM(A1)</f></c>', { unread: 'formula', text: '=SUM(A1)' }],
    ['a text formula without a value', '<c t="str"><f>A1</f></c>', { unread: 'formula', text: '=A1' }],
    ['a shared formula', '<c><f t="shared" si="0"/></c>', { unread: 'formula', text: '=' }],
    ['one with a comment between', '<c><f>A1</f><!-- <v>8</v> --></c>', { unread: 'formula', text: '=A1' }],
    ['one as CDATA', '<c><f><![CDATA[A1]]></f></c>', { unread: 'formula', text: '=A1' }],
    ['a percentage', '<c s="3"><v>0.9</v></c>', { unread: 'percent', text: '90%' }],
    [
      'a percentage by a format of the file',
      '<c s="4"><v>0.875</v></c>',
      { unread: 'percent', text: '87,5%' },
    ],
    ['a shared text that is not there', '<c t="s"><v>7</v></c>', { unread: 'damaged', text: '7' }],
    ['a number that is none', '<c><v>8,5</v></c>', { unread: 'damaged', text: '8,5' }],
    ['a type that is none', '<c t="zz"><v>8</v></c>', { unread: 'damaged', text: '8' }],
    ['a number as programs write it', '<c><v>0x10</v></c>', { unread: 'damaged', text: '0x10' }],
    ['infinity', '<c><v>Infinity</v></c>', { unread: 'damaged', text: 'Infinity' }],
    ['a number without end', '<c s="1"><v>1e400</v></c>', { unread: 'damaged', text: '1e400' }],
    ['a day too late for any calendar', '<c s="1"><v>1e9</v></c>', { unread: 'no-day', text: '1000000000' }],
    ['a day after 9999', '<c s="1"><v>2958466</v></c>', { unread: 'no-day', text: '2958466' }],
    ['a day before all others', '<c s="1"><v>-5</v></c>', { unread: 'no-day', text: '-5' }],
    [
      'a day of a year of six digits',
      '<c t="d"><v>+012345-01-01</v></c>',
      { unread: 'no-day', text: '+012345-01-01' },
    ],
    ['a day as a lone number', '<c t="d"><v>5</v></c>', { unread: 'no-day', text: '5' }],
    [
      'a 31st of February',
      '<c t="d"><v>2013-02-31T99:00</v></c>',
      { unread: 'no-day', text: '2013-02-31T99:00' },
    ],
  ])(
    'field 16: a cell of a workbook (%s) is never read as an empty cell or as its number',
    async (_, xml, value) => {
      expect((await cells(xml))[0]).toEqual(value);
    },
  );

  it('field 16: the prefix that a program puts before every name makes no difference', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const data = '<x:row><x:c r="B1"><x:f>A1</x:f><x:v/></x:c><x:c><x:v>8</x:v></x:c></x:row>';
    const whole = `<x:worksheet xmlns:x="${main}"><x:sheetData>${data}</x:sheetData></x:worksheet>`;
    const [sheet] = await readXlsx(rawWorkbook({ data: '', whole }));
    expect(sheet?.rows).toEqual([[null, { unread: 'formula', text: '=A1' }, 8]]);
  });

  it('the reader counts days from 1904 where the workbook does', async () => {
    const data = '<row><c s="1"><v>39949</v></c></row>';
    const bytes = zipOf(rawParts([{ data }], { properties: '<workbookPr date1904="1"/>' }));
    expect((await readXlsx(bytes))[0]?.rows[0]?.[0]).toEqual(day('2013-05-17T00:00:00'));
  });

  it('the reader says which sheets are hidden and which cells are merged', async () => {
    const sheets = await readXlsx(
      rawWorkbook(
        { data: '', name: 'cũ', state: 'hidden' },
        { data: '', name: 'rất cũ', state: 'veryHidden' },
        { data: '', name: 'Toán', after: '<mergeCells><mergeCell ref="C1:D2"/></mergeCells>' },
      ),
    );
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['cũ', true],
      ['rất cũ', true],
      ['Toán', false],
    ]);
    expect(sheets[2]?.merges).toEqual([{ top: 0, left: 2, bottom: 1, right: 3 }]);
  });
});

it('the reader reads what another reader of workbooks reads', async () => {
  const rows: Cell[][] = [
    ['Mã học sinh', ' hai  chữ ', 'Đ & <ô>', '_x0041_'],
    [8.3, 0, -1, 1e21, 7.000000000000001],
    [true, false, null, new Date(Date.UTC(2013, 4, 17)), new Date(Date.UTC(1999, 11, 31, 13, 30))],
    [],
    [null, null, { text: 'hai cột', span: 2 }, null, 'x'],
  ];
  const files = [
    await workbook(rows, [['trang hai', 2]]),
    await sampleBytes('danh-sach-8A1.xlsx'),
    await sampleBytes('diem-toan-8A1-hk1.xlsx'),
  ];
  // The other reader takes spaces away and fills rows up with empty cells.
  const bare = (rows: readonly (readonly unknown[])[]) =>
    rows.map((row) => {
      const values = row.map((value) => (typeof value === 'string' ? value.trim() : value));
      return values.slice(0, values.findLastIndex((value) => value !== null) + 1);
    });
  for (const bytes of files) {
    const others = (await readXlsxFile(bytes)).map(({ sheet, data }) => [sheet, bare(data)]);
    expect((await readXlsx(bytes)).map(({ name, rows }) => [name, bare(rows)])).toEqual(others);
  }
});
