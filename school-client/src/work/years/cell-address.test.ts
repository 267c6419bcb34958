import type { SchoolYear, SheetId } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { cellOfHash, sheetAddress } from './cell-address.ts';

const [YEAR, SHEET] = ['2026-2027' as SchoolYear, '8A1:toan:hk1' as SheetId];

it('field 5: the address of a finding leads to its cell and back, after the mark that no browser sends', () => {
  const address = sheetAddress(YEAR, SHEET, { student: 's000000000001', column: 'ck' });
  expect(address).toBe('/sheet/2026-2027/8A1:toan:hk1#s000000000001:ck');
  expect(cellOfHash(new URL(address, 'https://a.example').hash)).toEqual({
    student: 's000000000001',
    column: 'ck',
  });
});

it('field 5: an address without a cell, or with another text, asks for none', () => {
  expect(sheetAddress(YEAR, SHEET)).toBe('/sheet/2026-2027/8A1:toan:hk1');
  for (const hash of ['', '#', '#main', '#s1:ck', '#s000000000001']) expect(cellOfHash(hash)).toBeUndefined();
});
