import { describe, expect, it } from 'vitest';
import { ethnicityFault } from './ethnic-groups.ts';

describe('the name of an ethnic group', () => {
  it.each([
    ...[
      'Kinh',
      'Kinh (Việt)',
      'Mông',
      'Hmông',
      'H’Mông',
      "H'Mông",
      'Ê-đê',
      'Ê Đê',
      'Gia Rai',
      'Gia-rai',
      'Sán Chay (Cao Lan)',
    ],
    ...[
      'Bru - Vân Kiều',
      'Cao Lan',
      'Khmer',
      'Khơ-me',
      'Ơ Đu',
      'Tà Ôi',
      "K'Ho",
      'Người nước ngoài',
      'Dao',
      'Tày',
      'Thổ',
    ],
  ])('field 17: the name of an ethnic group is taken as registers write it: %s', (name) => {
    expect(ethnicityFault(name)).toBeUndefined();
  });

  it.each([
    ['kinh', 'Kinh'],
    ['KINH', 'Kinh'],
    ['MOng', 'Mông'],
    ['Muong', 'Mường'],
    ['Tay', 'Tày'],
    ['Nung', 'Nùng'],
    ['gia rai', 'Gia-rai'],
    ['ede', 'Ê-đê'],
    ['Sao Hỏa', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])(
    'field 17: the name of an ethnic group is doubted in another spelling, with the name that was meant: %s',
    (name, meant) => {
      expect(ethnicityFault(name)).toEqual({ meant });
    },
  );
});
