import { expect, it } from 'vitest';
import { upperCaseName } from './upper-case.ts';

it.each([
  ['Nguyễn Thị Ánh Tuyết', 'NGUYỄN THỊ ÁNH TUYẾT'],
  ['đào ươm ủy'.normalize('NFD'), 'ĐÀO ƯƠM ỦY'],
  ['\u00f0ào', 'ĐÀO'],
  ['Hoà, Hòa', 'HOÀ, HÒA'],
  ['Giàng H’mỷ', 'GIÀNG H’MỶ'],
  ['ni', 'NI'],
])('the name %s in capitals keeps its letters', (name, capitals) => {
  expect(upperCaseName(name)).toBe(capitals);
});
