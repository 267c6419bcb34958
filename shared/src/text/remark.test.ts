import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainRemark, textFault } from './plain-text.ts';
import { readRemark, remarkFault } from './remark.ts';

const resultOf = (typed: string) => {
  const read = readRemark(typed);
  return 'fault' in read ? read.fault : read.value;
};

const VIETNAMESE = [
  'Chăm ngoan.',
  'Em tiến bộ rõ rệt; cần đọc to, rõ hơn – nhất là vần “oanh”, “uyên”…',
  'Học tốt môn Toán (9,5), đạt giải Nhì cấp xã; thuỷ chung, quý bạn',
  'ĐỌC THÔNG, VIẾT THẠO; BIẾT GIÚP ĐỠ BẠN BÈ',
  'Nhảy xa 1,8 m; chạy 60 m trong 9″5; tính 3 × 4 : 2 ≥ 5 ✓ ★',
  '5 µm, 20 °C, m², ½ điểm «hay», No. 1 & #2 @ 100 %',
  'Tính được πr², góc α, ΔABC, kΩ, số λ, 2 ℓ, tập ℕ, 1ª',
  'Hiểu số hạng uₙ, luỹ thừa aⁿ; tính được sinα, cosβ, từ thông Φ, bảng m×n, lực 5 N·m',
  'Đọc đúng đơn vị 5 μm (chữ mu), 5 µm, 2 µC, 3 µN, 4 µT',
  'Chế tạo ô-tô, ghi-đông, prôtêin, ôxi, gluxit, cà-phê, pH = 7, iPhone',
  'Chơi bài Für Elise rất tốt; đọc truyện của Søren, Zoë, Noël, Müller, São Paulo',
  'Thích món crème brûlée, café, niño, São, naïf',
];
/** Words and names as Ê Đê, Gia Rai, Ba Na, Cơ Ho, M'Nông, H'Mông, Chăm, Khmer, Thái and Hoa people write them. */
const MINORITIES = [
  "H'Mỷ, HʼBia Niê, Y Blĭk Êban, H’Hen Niê Kdăm, Rơ Châm Kpă, Rah Lan, Siu Blơh, Ksor Jơng",
  'ƀuôn, ƀĭng, čar, čĭm, êdê, êa, ñu, djŏ, hriăm hră, mâo, kâo, aê, dôk, dŭm, jih jang, mtô',
  'bơ̆n, ơ̆, ê̆, ô̆, ư̆, q̆uê, ĕ ĭ ŏ ŭ, Bahnar, Kon Tơlui, plei, nhŏng, oei, tơmoi',
  "M'nông, Cơ-tu, Tà-ôi, Xơ-đăng, Gié-Triêng, Brâu, Rơ-măm, Ơ-đu, Pà Thẻn, Lô Lô, Hmôngz, lus Hmoob",
  'Đọc được chữ Khmer: កម្ពុជា; chữ Chăm: ꨀꨇꩉ; chữ Thái: ꪼꪕ; chữ Hoa: 你好',
];

describe('field 17: a remark that a teacher may write is taken as it is', () => {
  it.each([...VIETNAMESE, ...MINORITIES])(
    'a remark that a teacher may write is taken as it is: %s',
    (typed) => {
      expect(resultOf(typed)).toBe(typed.normalize('NFC'));
      expect(resultOf(typed.normalize('NFD'))).toBe(typed.normalize('NFC'));
    },
  );
});

describe('field 17: a remark in an old font is refused with the word that shows it', () => {
  it.each([
    ['TCVN3', 'Gi¸o viªn ViÖt Nam khen em', 'Gi¸o'],
    ['TCVN3', 'Ch¨m ngoan, häc tèt', 'Ch¨m'],
    ['TCVN3, one word of three', 'Em ch¨m ngoan', 'ch¨m'],
    ['TCVN3, one word of many', 'Em ngoan, hay giúp các bạn trong nhóm, cần viết ®Ñp hơn', '®Ñp'],
    ['TCVN3, a capital inside', 'TiÕn nhanh', 'TiÕn'],
    ['TCVN3, a capital inside of a syllable', 'Em lÔ phép', 'lÔ'],
    ['TCVN3, the eth', 'Con kÐm toan', 'kÐm'],
    ['TCVN3, where ư is the soft hyphen', 'Em ch\u00ada ngoan', 'ch\u00ada'],
    ['TCVN3, beside a hyphen', 'gi¸o-viªn khen', 'gi¸o'],
    ['VNI', 'Chaêm ngoan hoïc toát', 'Chaêm'],
    ['VNI, one word of three', 'Hoïc sinh ngoan', 'Hoïc'],
    ['VNI, letters of Vietnamese alone', 'Em tieán nhanh', 'tieán'],
    ['VNI in capitals', 'HOÏC SINH NGOAN', 'HOÏC'],
  ])('a remark in an old font is refused with the word that shows it: %s: %s', (_, typed, part) =>
    expect(resultOf(typed)).toEqual({ code: 'TEXT_OLD_FONT', part }),
  );
});

describe('field 17: a remark with a sign that does not belong into a record is refused with the sign', () => {
  it.each([
    ['Cyrillic', 'мёд хорошо', 'TEXT_NOT_LATIN', 'м'],
    ['a Cyrillic а in a word', 'Chăm ngo\u0430n', 'TEXT_NOT_LATIN', '\u0430'],
    ['a Greek letter inside a word', 'Ngo\u03b1n', 'TEXT_NOT_LATIN', '\u03b1'],
    ['a Greek letter behind letters that are no function', 'cosinα', 'TEXT_NOT_LATIN', 'α'],
    ['Thai', 'Tốt ดี', 'TEXT_NOT_LATIN', 'ด'],
    ['a letter of full width', 'Ｔốt', 'TEXT_NOT_LATIN', 'Ｔ'],
    ['a letter of decoration', 'Học \u{1d4af}ốt', 'TEXT_NOT_LATIN', '\u{1d4af}'],
    ['a ligature', 'ﬁne', 'TEXT_NOT_LATIN', 'ﬁ'],
    ['an emoji', 'Tốt 👍', 'TEXT_NOT_PLAIN', '👍'],
    ['an emoji of two characters', 'Tốt \u2764\ufe0f', 'TEXT_NOT_PLAIN', '\u2764\ufe0f'],
    ['a bullet of Word', '\uf0b7 Tốt', 'TEXT_NOT_PLAIN', 'U+F0B7'],
    ['a sign that was lost on the way', 'T\ufffdt', 'TEXT_NOT_PLAIN', 'U+FFFD'],
    ['a filler', 'Tốt\u3164', 'TEXT_NOT_PLAIN', 'U+3164'],
    ['accents piled up', `Tố${'\u0302\u0303\u0300\u0323'.repeat(3)}t`, 'TEXT_NOT_PLAIN', undefined],
  ])(
    'a remark with a sign that does not belong into a record is refused with the sign: %s',
    (_, typed, code, part) =>
      expect(resultOf(typed)).toEqual({ code, part: part ?? expect.stringMatching(/./) }),
  );
});

it('field 17: soft hyphens, direction marks and line breaks of a paste are left out before a remark is stored', () => {
  expect(resultOf('Đọc docu\u00adment\u200e\u202e tốt\r\n\tvà\u00a0rõ\u2028.')).toBe(
    'Đọc document tốt và rõ .',
  );
  expect(resultOf('\u00ad\u200f')).toBe('');
  expect(remarkFault('Đọc docu\u00adment')).toMatchObject({ code: 'TEXT_NOT_PLAIN' });
});

it('field 17: a remark is as long as it will be signed', () => {
  expect(remarkFault('x'.repeat(1000))).toBeUndefined();
  expect(remarkFault('x'.repeat(1001))).toEqual({ code: 'TEXT_TOO_LONG', part: '' });
  // One character that becomes two in the normal form.
  expect('\u0958'.normalize('NFC')).toHaveLength(2);
  expect(remarkFault('\u0958'.repeat(600))).toMatchObject({ code: 'TEXT_TOO_LONG' });
});

it('field 17: a stored remark is signed unchanged', () => {
  const piece = fc.oneof(
    fc.constantFrom(...'aàăđêơư ToÐð\u00ad\u200b\u202e\u0301\u0323\u3164\n\t\u00a0\u0085ªµøÕ'),
    fc.string({ unit: 'binary', maxLength: 2 }),
    fc.constantFrom('\ud83d', '\uf0b7', '\ufe0f', 'Tốt', 'ñ'),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((all) => all.join(''));
  let taken = 0;
  fc.assert(
    fc.property(text, (typed) => {
      const read = readRemark(typed);
      if ('fault' in read) return;
      taken++;
      expect([plainRemark(read.value), textFault(read.value)]).toEqual([read.value, undefined]);
      expect([resultOf(read.value), remarkFault(read.value)]).toEqual([read.value, undefined]);
    }),
    { numRuns: 2000, seed: 17 },
  );
  expect(taken).toBeGreaterThan(100);
});
