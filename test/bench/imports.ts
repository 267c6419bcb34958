import { readXlsx } from '@hocba/server/schools/workbook/read-xlsx';
import readXlsxFile from 'read-excel-file/node';
import { HOSTILE } from '../contract/import/hostile-workbooks.ts';
import { type Cell, workbook } from '../contract/import/import-workbook.ts';
import { type BenchOptions, type Comparison, compare, perSecond } from './measure.ts';

/** A pupil list of a large school: 2,000 rows of ten columns. */
const longList = (): Promise<Buffer> =>
  workbook(
    Array.from({ length: 2000 }, (_, i): Cell[] => [
      i + 1,
      '8A1',
      `08${String(i).padStart(8, '0')}`,
      `Nguyễn Thị Ánh Tuyết ${i}`,
      '17/05/2013',
      'Nữ',
      'Đang học',
      'Kinh',
      8.5,
      10,
    ]),
  );

/**
 * Workbooks of an import: a long list, whose aim is five a second, and small files that would take
 * gigabytes, whose aim is ten refused a second. The baseline reads the same list with read-excel-file.
 */
export const benchImports = async ({ rounds, size }: BenchOptions): Promise<Comparison[]> => {
  const list = await longList();
  const hostile = Object.values(HOSTILE).map((make) => make());
  const repeat = async (times: number, work: (i: number) => Promise<unknown>) => {
    for (let i = 0; i < times; i++) await work(i);
  };
  const read = () => perSecond(size, () => repeat(size, () => readXlsx(list)));
  const refuse = () =>
    perSecond(size, () =>
      repeat(size, (i) => readXlsx(hostile[i % hostile.length] ?? list).catch(() => undefined)),
    );
  const baseline = () => perSecond(size, () => repeat(size, () => readXlsxFile(list)));
  return [
    await compare('lists of 2,000 pupils read', rounds, read, ['read-excel-file', baseline]),
    await compare('hostile workbooks refused', rounds, refuse, ['read-excel-file, a list', baseline]),
  ];
};
