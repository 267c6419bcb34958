import { isSyllable } from './syllable.ts';

/** A text as Unicode, from the codes of one old font; undefined where it has a character that the font does not. */
type Decode = (word: string) => string | undefined;

/* TCVN 5712-3 (fonts .VnTime and their like): one code for each letter with its tone, shown here as Windows reads it. */
const TCVN3_LETTERS = new Map(
  (
    'µà ¶ả ·ã ¸á ¹ạ ¨ă »ằ ¼ẳ ½ẵ ¾ắ Æặ ©â Çầ Èẩ Éẫ Êấ Ëậ ®đ Ìè Îẻ Ïẽ Ðé Ñẹ ªê Òề Óể Ôễ Õế Öệ ×ì Øỉ Üĩ Ýí Þị ßò áỏ âõ ãó äọ ' +
    '«ô åồ æổ çỗ èố éộ ¬ơ êờ ëở ìỡ íớ îợ ïù ñủ òũ óú ôụ \u00ADư õừ öử ÷ữ øứ ùự úỳ ûỷ üỹ ýý þỵ ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ'
  )
    .split(' ')
    .map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]),
);
// The eth (é) is stored as the letter that looks like it.
TCVN3_LETTERS.set('Đ', 'é');

const fromTcvn3: Decode = (word) => {
  const letters = [...word].map((char) => (/[a-z]/i.test(char) ? char : TCVN3_LETTERS.get(char)));
  return letters.includes(undefined) ? undefined : letters.join('');
};

/* VNI-Windows: a letter, then a sign for its hat and tone; i, y, ơ, ư and đ have codes of their own. */
const HATS = { '': 'ùøûõï', '\u0302': 'áàåãä', '\u0306': 'éèúüë' } as const;
const TONES = '\u0301\u0300\u0309\u0303\u0323';
const VNI_SIGNS = new Map([
  ...Object.entries(HATS).flatMap(([hat, signs]) =>
    [...signs].map((sign, i): [string, string] => [sign, hat + TONES.charAt(i)]),
  ),
  ['â', '\u0302'] as const,
  ['ê', '\u0306'] as const,
]);
const VNI_ALONE = new Map(
  [...'íí ìì æỉ óĩ òị ôơ öư îỵ ñđ'.split(' ')].map((pair) => [pair.charAt(0), pair.charAt(1)]),
);
/** Which signs may follow a letter: no e takes a breve. */
const fits = (base: string, sign: string): boolean =>
  /[aeouyơư]/.test(base) &&
  (!sign.startsWith('\u0306') || base === 'a') &&
  (!sign.startsWith('\u0302') || /[aeo]/.test(base));

const fromVni: Decode = (word) => {
  let text = '';
  for (const char of word.toLowerCase()) {
    const sign = VNI_SIGNS.get(char);
    const before = text.at(-1) ?? '';
    if (sign !== undefined && fits(before, sign)) text += sign;
    else if (VNI_ALONE.has(char)) text += VNI_ALONE.get(char);
    else if (/[a-z]/.test(char)) text += char;
    else return undefined;
  }
  return text.normalize('NFC');
};

const wordsOf = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((word) => word.replace(/^[.,;:!?()"'-]+|[.,;:!?()"'-]+$/g, ''))
    .filter((word) => word !== '');

/** A word that no font of today would show so: it has letters beyond ASCII and is no syllable. */
const isStrange = (word: string): boolean =>
  /[^\0-\x7f]/.test(word) && /[a-z]/i.test(word) && !isSyllable(word);

const withCase = (decoded: string, word: string): string =>
  /^[A-ZÀ-Þ]/.test(word) ? decoded.charAt(0).toUpperCase() + decoded.slice(1) : decoded;

/**
 * What a name says that was written in a font of the time before Unicode (TCVN3, VNI) and looks garbled in every other:
 * `NguyÔn ThÞ Hoµ` and `Nguyeãn Thò Hoaø` are Nguyễn Thị Hoà. Undefined for all other names. A name counts as one only
 * if every word of it is a syllable of Vietnamese once it is decoded, and a third of them are none before.
 */
export const readOldFont = (name: string): string | undefined => {
  const words = wordsOf(name);
  const strange = words.filter(isStrange);
  if (strange.length === 0 || strange.length * 3 < words.length) return undefined;
  for (const decode of [fromTcvn3, fromVni]) {
    const read = (word: string): string | undefined => {
      const decoded = decode(word);
      return decoded !== undefined && isSyllable(decoded) ? withCase(decoded, word) : undefined;
    };
    if (words.every((word) => read(word) !== undefined)) return words.map((word) => read(word)).join(' ');
  }
  return undefined;
};

/** Letters beyond ASCII that Vietnamese or a minority language writes and that old fonts use as codes too. */
const OWN_LETTER = /[àáâãèéêìíòóôõùúýđñ]/i;
/** A sign that no word here has: ¨, ï, ø, the soft hyphen. The eth is one as well. */
const hasForeignSign = (word: string): boolean =>
  [...word].some((char) => /[^\0-\x7f]/.test(char) && !OWN_LETTER.test(char));
/** `TiÕn`, `lÔ`: a code that shows as a capital, after a small letter. */
const CAPITAL_INSIDE = /[a-zà-ÿ][À-ßĐ]/;
/** `Nguyeãn`, `toát`: a vowel, then the sign that gives it hat and tone. Shorter words are words of Ê Đê (`aê`). */
const VNI_PILE = /^(?=...).*(?:[aeo][áàåãäâùøûõï]|a[éèúüëê]|[uy][ùøûõï])/i;
/** Units and products of two letters, not the words `àm`, `mìn` and `nãm`. */
const UNIT = /^(?:µ[mCNT]|[mn]×[mn]|N·m)$/;
/** A pair of guillemets around words is one of quotation marks. */
const QUOTED = /(^|\s)«([^«»]*)»(?=[\s.,;:!?)]|$)/g;

const isGarbled = (word: string): boolean => {
  if (UNIT.test(word) || !/[a-z]/i.test(word)) return false;
  const isSyllableIn = (decoded: string | undefined): boolean => decoded !== undefined && isSyllable(decoded);
  const isTcvn3 =
    (CAPITAL_INSIDE.test(word) || (hasForeignSign(word) && !isSyllable(word))) &&
    isSyllableIn(fromTcvn3(word));
  const isVni =
    !isSyllable(word) && (hasForeignSign(word) || VNI_PILE.test(word)) && isSyllableIn(fromVni(word));
  return isTcvn3 || isVni;
};

/**
 * The first word of a remark that was written in an old font: `Hoïc` (Học), `ch¨m` (chăm). A remark mixes words of every
 * language and units, so a word counts only if it has a sign of an old font and is a syllable of Vietnamese once it is
 * decoded. Words that are garbled and still look like a syllable (`tèt`) cannot be told.
 */
export const garbledWord = (remark: string): string | undefined =>
  wordsOf(remark.replace(QUOTED, '$1$2').replace(/[-–/…“”]/g, ' ')).find(isGarbled);
