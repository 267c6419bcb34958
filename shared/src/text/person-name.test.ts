import { describe, expect, it } from 'vitest';
import { nameKey, nameParts } from './person-name.ts';

describe('nameParts', () => {
  it.each([
    ['Nguyễn Thị Ánh Tuyết', 'Nguyễn', 'Thị Ánh', 'Tuyết'],
    ['Triệu Ý', 'Triệu', '', 'Ý'],
    ['Páo', '', '', 'Páo'],
    ["Giàng H'Mỷ", 'Giàng', '', "H'Mỷ"],
    ['Tôn Nữ Thị Ninh', 'Tôn', 'Nữ Thị', 'Ninh'],
    ['H’Hen Niê', 'Niê', '', 'H’Hen'],
    ['Y Moan Ênuôl', 'Ênuôl', '', 'Y Moan'],
    ['Y', '', '', 'Y'],
    ['', '', '', ''],
  ])('%s', (name, family, middle, given) => {
    expect(nameParts(name)).toEqual({ family, middle, given });
  });
});

describe('nameKey', () => {
  it('is the same for one name written in different ways', () => {
    const ways = ['Ma Quang Hoà', 'Ma Quang Hòa', ' MA  QUANG HOÀ', 'Ma Quang Hoà'.normalize('NFD')];
    expect(new Set(ways.map(nameKey)).size).toBe(1);
    expect(nameKey('Giàng H’Mỷ')).toBe(nameKey("Giàng H'Mỷ"));
    expect(nameKey('Ðào Thủy')).toBe(nameKey('Đào Thuỷ'));
  });

  it('keeps apart what are different names', () => {
    const names = ['Hoa', 'Hoà', 'Hoá', 'Hoạ', 'Hỏa', 'Hoã', 'Dung', 'Đung', 'Ăn', 'Ân', 'An'];
    expect(new Set(names.map(nameKey)).size).toBe(names.length);
  });
});
