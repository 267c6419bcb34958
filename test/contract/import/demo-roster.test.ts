import { CLASS_8A1 } from '@hocba/server/cli/demo/province/class-8a1';
import { demoProvince } from '@hocba/server/cli/demo/province/demo-province';
import { parseRoster } from '@hocba/shared/exchange/roster/roster-sheets';
import { expect, it } from 'vitest';
import { sampleRows } from './import-workbook.ts';

it('the demo’s class 8A1 is the sample spreadsheet’s', async () => {
  const { rows } = parseRoster((await sampleRows('danh-sach-8A1.xlsx')) as never);
  const details = rows.map(({ code, name, birthDate, sex, ethnicity, personalId }) => ({
    code,
    name,
    birthDate,
    sex,
    ethnicity,
    personalId,
  }));
  expect(rows).toHaveLength(42);
  expect(CLASS_8A1).toEqual(details);
  const now = demoProvince().classes.find(
    (c) => c.school === '08000101' && c.year === '2026-2027' && c.class === '8A1',
  );
  expect(now?.students.map(({ pupil }) => pupil.row.code)).toEqual(rows.map(({ code }) => code));
});
