import { describe, expect, it } from 'vitest';
import { nameFault, plainRemark, readPersonName, readTitle, textFault } from './plain-text.ts';

const problemOf = (typed: string) => {
  const read = readPersonName(typed);
  return 'finding' in read ? read.finding.code : read.value;
};

describe('field 17: the name of a person', () => {
  it.each([
    ['Nguyễn Thị Hoà', 'Nguyễn Thị Hoà'],
    [' Nguyễn\u00a0 Thị\u200b Ánh '.normalize('NFD'), 'Nguyễn Thị Ánh'],
    ["Giàng H'Mỷ", "Giàng H'Mỷ"],
    ['HʼBia Niê', 'HʼBia Niê'],
    ['Y Blĭk Êban', 'Y Blĭk Êban'],
    ['Søren Müller', 'Søren Müller'],
    ['\u200eLê Thị Hoa\u202c', 'Lê Thị Hoa'],
    ['\u00D0ào Thị Lý', 'Đào Thị Lý'],
  ])('the name %j of a person is taken', (typed, stored) => expect(problemOf(typed)).toBe(stored));

  it.each([
    ['TCVN3', 'NguyÔn ThÞ Hoµ', 'TEXT_OLD_FONT'],
    ['TCVN3, where ª is a letter', 'Lª ThÞ Nga', 'TEXT_OLD_FONT'],
    ['TCVN3, where ư is the soft hyphen', 'H\u00ADng', 'TEXT_OLD_FONT'],
    ['VNI', 'Nguyeãn Thò Hoaø', 'TEXT_OLD_FONT'],
    ['VNI in capitals', 'NGUYEÃN THÒ HOAØ', 'TEXT_OLD_FONT'],
    ['a Cyrillic а', 'Nguyễn Vаn An', 'NAME_NOT_LATIN'],
    ['Greek', 'Νguyễn An', 'NAME_NOT_LATIN'],
    ['full-width letters', 'Ａn', 'NAME_NOT_LATIN'],
    ['a soft hyphen', 'Lê Hồng\u00ADPhúc', 'TEXT_NOT_PLAIN'],
    ['digits', 'Nguyễn Văn A1', 'TEXT_NOT_PLAIN'],
    ['accents piled up', `A${'\u0302\u0303\u0300\u0323'} Lù`, 'TEXT_NOT_PLAIN'],
    ['a filler that shows as nothing', 'Lê\u034f An', 'TEXT_NOT_PLAIN'],
    ['a login', 'gv.bomon', 'NAME_IS_LOGIN'],
    ['a login without dots', 'bomon', 'NAME_IS_LOGIN'],
    ['101 letters', `L${'a'.repeat(100)}`, 'TEXT_TOO_LONG'],
  ])('a person’s name with %s is refused: %j', (_, typed, problem) => expect(problemOf(typed)).toBe(problem));
});

it('field 17: names of schools and places may hold digits, and nothing that could not be signed', () => {
  expect(readTitle('THCS Số 1 – Tân Trào (cơ sở 2)', 200)).toEqual({
    value: 'THCS Số 1 – Tân Trào (cơ sở 2)',
  });
  expect(readTitle('Cao Lan', 50)).toEqual({ value: 'Cao Lan' });
  expect(readTitle('TrÇn Phó', 200)).toMatchObject({ finding: { code: 'TEXT_OLD_FONT' } });
  expect(readTitle('THCS Тân Trào', 200)).toMatchObject({ finding: { code: 'NAME_NOT_LATIN' } });
  expect(readTitle('x'.repeat(51), 50)).toMatchObject({ finding: { code: 'TEXT_TOO_LONG' } });
});

it('a signed text is checked by the rule of the doors', () => {
  expect(textFault(plainRemark(' a\u00ad\n\u202eb '))).toBeUndefined();
  expect(textFault('a\u00adb')).toBe('TEXT_NOT_PLAIN');
  expect(nameFault('Lê\u00a0Hoa')).toBe('TEXT_NOT_PLAIN');
  expect(nameFault("Giàng H'Mỷ")).toBeUndefined();
});
