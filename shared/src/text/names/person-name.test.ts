import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGivenName, nameKey, nameParts } from './person-name.ts';

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
    ['H Hen Niê', 'Niê', '', 'H Hen'],
    ["H' Hen Niê Kdăm", 'Niê Kdăm', '', "H' Hen"],
    ['Giàng A Páo', 'Giàng', 'A', 'Páo'],
    ['Thạch Sô Phia', 'Thạch', 'Sô', 'Phia'],
    ['Hoàng', '', '', 'Hoàng'],
    ['', '', '', ''],
  ])('the name "%s" is split into family, middle and given name', (name, family, middle, given) => {
    expect(nameParts(name)).toEqual({ family, middle, given });
  });
});

describe('nameParts with a chosen given name', () => {
  it.each([
    ['A Phiêu', 'A Phiêu', '', '', 'A Phiêu'],
    ['Nguyễn Thị Ánh Tuyết', 'Ánh Tuyết', 'Nguyễn', 'Thị', 'Ánh Tuyết'],
    ['Y Nguyễn', 'Nguyễn', 'Y', '', 'Nguyễn'],
    ['Rah Lan H’Nga', "H'Nga", 'Rah', 'Lan', 'H’Nga'],
    ['Siu Blơh', 'Siu', 'Blơh', '', 'Siu'],
    ['Hoàng Thị Mai', 'Thị', 'Hoàng', 'Thị', 'Mai'],
    ['Hoàng Thị Mai', '', 'Hoàng', 'Thị', 'Mai'],
  ])('the parts of the name %s, given name %s', (name, chosen, family, middle, given) => {
    expect(nameParts(name, chosen)).toEqual({ family, middle, given });
  });

  it('a chosen given name has to be in the name', () => {
    expect(checkGivenName('Rah Lan H’Nga', "H'Nga")).toEqual([]);
    expect(checkGivenName('Hoàng Thị Mai', 'Thị Mai'.normalize('NFD'))).toEqual([]);
    const unfit = (value: string) => [{ code: 'NAME_PARTS_UNFIT', value }];
    expect(checkGivenName('Hoàng Thị Mai', 'Thị')).toEqual(unfit('Thị'));
    expect(checkGivenName('Hoàng Thị Mai', 'Hoàng Thị Mai Lan')).toEqual(unfit('Hoàng Thị Mai Lan'));
    expect(checkGivenName('Hoàng Thị Mai', ' ')).toEqual(unfit(' '));
  });

  it('the parts of a name give back every word once, however it is split', () => {
    const word = fc.constantFrom('Nguyễn', 'Thị', 'Ánh', 'Y', "H'", 'H', 'A', 'H’Mỷ');
    const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(name, fc.option(name, { nil: undefined }), (full, chosen) => {
        const { family, middle, given } = nameParts(full, chosen);
        const words = [family, middle, given]
          .filter((part) => part !== '')
          .join(' ')
          .split(' ');
        return given !== '' && words.toSorted().join(' ') === full.split(' ').toSorted().join(' ');
      }),
    );
  });
});

describe('nameKey', () => {
  it('the key of a name is equal when one name is written in different ways', () => {
    const ways = ['Ma Quang Hoà', 'Ma Quang Hòa', ' MA  QUANG HOÀ', 'Ma Quang Hoà'.normalize('NFD')];
    expect(new Set(ways.map(nameKey)).size).toBe(1);
    expect(nameKey('Giàng H’Mỷ')).toBe(nameKey("Giàng H'Mỷ"));
    expect(nameKey('Ðào Thủy')).toBe(nameKey('Đào Thuỷ'));
  });

  it('the key of a name keeps different names apart', () => {
    const names = ['Hoa', 'Hoà', 'Hoá', 'Hoạ', 'Hỏa', 'Hoã', 'Dung', 'Đung', 'Ăn', 'Ân', 'An'];
    expect(new Set(names.map(nameKey)).size).toBe(names.length);
  });
});
