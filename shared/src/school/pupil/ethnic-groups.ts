import { searchKey } from '../../text/names/search-key.ts';

/*
 * The 54 ethnic groups of Vietnam as the list of the General Statistics Office of 1979 names them, each with the other
 * names and spellings that registers and school lists use. The first is the one that is proposed.
 */
const GROUPS: readonly (readonly string[])[] = `
Kinh,Việt|Tày|Thái|Hoa,Hán|Khmer,Khơ-me,Khơ-mer|Mường|Nùng|Mông,Hmông,Mèo|Dao|Gia-rai,Jrai,Jarai|Ngái|Ê-đê
Ba-na,Bahnar|Xơ-đăng,Xê-đăng,Sơ-đăng|Sán Chay,Cao Lan,Sán Chỉ,Cao Lan-Sán Chỉ|Cơ-ho,K'ho|Chăm,Chàm|Sán Dìu|Hrê
Mnông|Ra-glai|Xtiêng,Stiêng|Bru-Vân Kiều,Vân Kiều,Bru|Thổ|Giáy|Cơ-tu,Ka-tu|Gié-Triêng,Giẻ-Triêng|Mạ|Khơ-mú|Co,Cor
Tà-ôi,Ta-ôi,Pa Cô|Chơ-ro|Kháng|Xinh-mun|Hà Nhì|Chu-ru|Lào|La Chí,La Chi|La Ha|Phù Lá|La Hủ|Lự|Lô Lô|Chứt|Mảng
Pà Thẻn|Cơ Lao,Cờ Lao|Cống|Bố Y|Si La|Pu Péo|Brâu|Ơ-đu|Rơ-măm|Người nước ngoài,Nước ngoài`
  .trim()
  .split(/[|\n]/)
  .map((group) => group.split(','));

/** The letters that tell one spelling from another: not its hyphens, blanks and apostrophes. */
const joined = (text: string): string => text.replace(/[-–\s'’ʼ]/g, '').toLowerCase();

const folded = (text: string): string => searchKey(text).replaceAll(' ', '');

const SPELLINGS: ReadonlySet<string> = new Set(GROUPS.flat().map(joined));
const MEANT: ReadonlyMap<string, string> = new Map(
  GROUPS.flatMap((group) => group.map((name) => [folded(name), group[0] ?? name] as const)).toReversed(),
);

/** A capital at the beginning, and none in the middle of a syllable. */
const NAME_CASE = /^\p{Lu}\p{Ll}*(?:[-–\s'’ʼ]+\p{L}\p{Ll}*)*$/u;

/** Why a text is not the name of an ethnic group as lists write it, with the name that was meant where that is known. */
export const ethnicityFault = (text: string): { readonly meant: string | undefined } | undefined => {
  const name = text.replace(/ ?\([^()]*\)/g, '').normalize('NFC');
  if (SPELLINGS.has(joined(name)) && NAME_CASE.test(name)) return undefined;
  return { meant: MEANT.get(folded(name)) };
};
