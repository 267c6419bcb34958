import type { ImportNote } from '../accounting.ts';
import type { SheetTable } from '../sheet-table.ts';
import { titlesAbove } from './sheet-claims.ts';
import { type TitleWord, titleWords } from './subject-names.ts';
import { BETWEEN_CELLS } from './title-subjects.ts';

/** Words that say what kind of school it is, before its own name. */
const KINDS = new Set(
  'truong thcs thpt th tieu hoc trung co so pho thong ptdt ptdtbt ptdtnt ptcs chuien va lien cap noi tru ban'.split(
    ' ',
  ),
);
const FIRST = new Set('truong thcs thpt th tieu trung ptdt ptdtbt ptdtnt ptcs'.split(' '));

const ownPart = (words: readonly TitleWord[]): string =>
  words
    .map(({ folded }) => folded)
    .filter((word) => !KINDS.has(word))
    .join(' ');

/** The school that a title row names, where that is not this one: `THCS Phan Thiết` over the marks of THCS Tân Trào. */
const otherSchoolIn = (text: string, school: string): string | undefined => {
  const own = ownPart(titleWords(school));
  return text.split(BETWEEN_CELLS).find((cell) => {
    const words = titleWords(cell);
    if (!FIRST.has(words[0]?.folded ?? '')) return false;
    const said = ownPart(words);
    return said !== '' && own !== '' && !` ${said} `.includes(` ${own} `);
  });
};

/**
 * Titles above the headings that name another school than the one that is imported into. Names are written in many ways,
 * so each is worth a look and no reason to refuse.
 */
export const otherSchools = (table: SheetTable, headerRow: number, school: string): ImportNote[] =>
  titlesAbove(table.rows, headerRow).flatMap(({ row, text }): ImportNote[] => {
    const said = otherSchoolIn(text, school);
    if (said === undefined) return [];
    return [
      { note: 'OTHER_SCHOOL', sheet: table.name, row, column: null, value: said.slice(0, 60), cells: 0 },
    ];
  });
