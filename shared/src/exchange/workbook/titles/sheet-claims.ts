import { readClassCode } from '../../../school/class-code.ts';
import type { ClassCode, SchoolYear, SheetTerm, SubjectCode } from '../../../school/identifiers.ts';
import { searchKey } from '../../../text/names/search-key.ts';
import { cellText, type SheetRow } from '../sheet-table.ts';
import { BETWEEN_CELLS, subjectsInTitle } from './title-subjects.ts';

/** Letters and digits without accents, words apart by one space; y as i, because both are written for one sound. */
const wordsOf = (text: string): string =>
  searchKey(text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, ' '))
    .replaceAll('y', 'i')
    .trim();

/** The claims of a text about the marks below it: each a list of pairs of the words and their meaning. */
export interface Claims {
  readonly subjects: readonly (readonly string[])[];
  readonly terms: readonly (SheetTerm | 'year')[];
  readonly years: readonly string[];
  readonly classes: readonly ClassCode[];
  /** The middle or the end of the term, where only one of them is named. */
  readonly period: 'gk' | 'ck' | undefined;
}

const TERM = /\b(?:hk|(?:hoc )?ki) ?(1|2|ii|i)\b|\b(?:hk|hoc ki) ?(?:thu )?(mot|nhat|hai)\b/g;
const FIRST_TERM = ['1', 'i', 'mot', 'nhat'];
const YEAR = /(20\d\d)\s*[-–—/_.]\s*(?:20)?(\d\d)(?!\d)/g;
const CLASS =
  /(?<![\p{L}\p{N}])(?:l[ớo]p\s*:?\s*)?((?:1[0-2]|[1-9])(?:\s?[A-ZĐ]\s?\d{1,2}|[A-Za-zĐ]\d{0,2}))(?![\p{L}\p{N}])/gu;
const CLASS_BY_NUMBER = /l[ớo]p\s*:?\s*((?:1[0-2]|[1-9])[/.\-–_]\d{1,2})(?![\p{N}/]|[.-]\d)/giu;
/** In the name of a sheet the word for a class is left out; names cannot hold a slash. */
const NUMBER_IN_NAME = /(?<![\p{L}\p{N}]|\d[/.-])((?:1[0-2]|[1-9])[.\-–_]\d{1,2})(?![\p{L}\p{N}]|[/.-]\d)/gu;

const termsIn = (words: string): (SheetTerm | 'year')[] => {
  const terms = [...words.matchAll(TERM)].map(([, number, word]) =>
    FIRST_TERM.includes(number ?? word ?? '') ? ('hk1' as const) : ('hk2' as const),
  );
  if (/\bca nam\b/.test(words)) return [...terms, 'year'];
  return /\b(?:thi lai|kiem tra lai|trong he|ren luien he)\b/.test(words) ? [...terms, 'summer'] : terms;
};

const yearsIn = (text: string): string[] =>
  [...text.matchAll(YEAR)].flatMap(([, from, to]) => {
    const year = Number(from);
    return (year + 1) % 100 === Number(to) ? [`${year}-${year + 1}`] : [];
  });

const classesIn = (text: string, ...patterns: readonly RegExp[]): ClassCode[] =>
  patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([, written = '']) => readClassCode(written) ?? []),
  );

const periodIn = (words: string): Claims['period'] => {
  const isMiddle = /\bgiua (?:hoc )?(?:ki|hk)|\bgk\b|\bgiua hk/.test(words);
  const isEnd = /\bcuoi (?:hoc )?(?:ki|hk)|\bck\b|\bcuoi nam\b/.test(words);
  return isMiddle === isEnd ? undefined : isMiddle ? 'gk' : 'ck';
};

/** The claims of a title row. */
export const claimsOfTitle = (text: string): Claims => {
  const words = wordsOf(text);
  return {
    subjects: subjectsInTitle(text).subjects,
    terms: termsIn(words),
    years: yearsIn(text),
    classes: classesIn(text, CLASS, CLASS_BY_NUMBER),
    period: periodIn(words),
  };
};

/** The claims in the name of a sheet: `Toán`, `HK2`, `8A1`, `Toán 8A1 HK1`. */
export const claimsOfName = (name: string): Claims => {
  const said = claimsOfTitle(name);
  // `Tuần 9-10` is no class: the other words must be known too.
  const isClass = said.classes.length === 0 && subjectsInTitle(name).isKnown;
  return isClass ? { ...said, classes: classesIn(name, NUMBER_IN_NAME) } : said;
};

/** A row of text as one reads it from left to right; its cells are still told apart by two spaces. */
export const titleOfRow = (row: SheetRow): string =>
  row
    .map(cellText)
    .filter((text) => text !== '')
    .join(BETWEEN_CELLS)
    .slice(0, 400);

/** The text of each row above the header that has any; rows are numbered as the spreadsheet shows them. */
export const titlesAbove = (
  rows: readonly SheetRow[],
  headerRow: number,
): { readonly row: number; readonly text: string }[] =>
  rows
    .slice(0, headerRow)
    .map((row, i) => ({ row: i + 1, text: titleOfRow(row) }))
    .filter(({ text }) => text !== '');

/** Whether a row begins as titles of mark sheets do. */
export const isTitle = (text: string): boolean =>
  /^(?:bang|so) (?:tong hop|diem|theo doi)|^(?:mon|lop|hoc ki|hk|nam hoc)\b/.test(wordsOf(text));

/** The target of the import, as far as a sheet may say something about it. */
export interface ClaimTarget {
  readonly year?: SchoolYear;
  readonly class?: ClassCode;
  readonly subject?: SubjectCode;
  readonly term?: SheetTerm;
}

/** Something that a sheet says and that is not what is imported. */
export interface Contradiction {
  readonly about: 'subject' | 'term' | 'year' | 'class';
  readonly said: string;
  readonly expected: string;
}

/** Compares what one text says with what is imported: what contradicts it, and how much of it agrees. */
export const judgeClaims = (
  text: string,
  claims: Claims,
  target: ClaimTarget,
): { against: Contradiction[]; agreeing: number } => {
  const judged = (
    [
      ['subject', claims.subjects.map((codes) => codes.includes(target.subject ?? '')), target.subject],
      ['term', claims.terms.map((term) => term === target.term), target.term],
      ['year', claims.years.map((year) => year === target.year), target.year],
      ['class', claims.classes.map((code) => code === target.class), target.class],
    ] as const
  ).filter(([, said, expected]) => said.length > 0 && expected !== undefined);
  return {
    against: judged
      .filter(([, said]) => !said.includes(true))
      .map(([about, , expected]) => ({
        about,
        said: text.replaceAll(BETWEEN_CELLS, ' ').slice(0, 60),
        expected: expected ?? '',
      })),
    agreeing: judged.filter(([, said]) => said.includes(true)).length,
  };
};
