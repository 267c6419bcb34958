import { readClassCode } from '../school/class-code.ts';
import { ELECTIVES, SUBJECTS } from '../school/curriculum.ts';
import { PRIMARY_SUBJECTS } from '../school/curriculum-primary.ts';
import type { ClassCode, SchoolYear, SheetTerm, SubjectCode } from '../school/identifiers.ts';
import { searchKey } from '../text/search-key.ts';
import { cellText, type SheetRow } from './sheet-table.ts';

/** Letters and digits without accents, words apart by one space; y as i, because both are written for one sound. */
const wordsOf = (text: string): string =>
  searchKey(text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, ' '))
    .replaceAll('y', 'i')
    .trim();

/** Names beside the full ones and the codes, and the subjects each may mean: contents count as their subject. */
const SHORT: Readonly<Record<string, string>> = {
  anh: 'nn1',
  'tieng anh': 'nn1',
  'ngoai ngu': 'nn1',
  'tieng phap': 'nn1 nn2',
  'tieng trung': 'nn1 nn2',
  'tieng nhat': 'nn1 nn2',
  'tieng han': 'nn1 nn2',
  van: 'van',
  li: 'ly khtn',
  'vat li': 'ly khtn',
  hoa: 'hoa khtn',
  'hoa hoc': 'hoa khtn',
  sinh: 'sinh khtn',
  'sinh hoc': 'sinh khtn',
  su: 'su lsdl',
  'lich su': 'su lsdl',
  dia: 'dia lsdl',
  'dia li': 'dia lsdl',
  'su dia': 'lsdl',
  'ls dl': 'lsdl',
  'lich su dia li': 'lsdl',
  cn: 'cn tin-cn',
  tin: 'tin tin-cn',
  'tin hoc': 'tin tin-cn',
  'cong nghe': 'cn tin-cn',
  'am nhac': 'am-nhac nt',
  nhac: 'am-nhac nt',
  'mi thuat': 'mi-thuat nt',
  'the duc': 'gdtc',
  'tieng viet': 'tieng-viet',
  'hd tn': 'hdtn',
  hdtnhn: 'hdtn',
  'hoat dong trai nghiem': 'hdtn',
  'gd dia phuong': 'gddp',
  'giao duc dia phuong': 'gddp',
  'gd cd': 'gdcd',
  'gd kt pl': 'gdktpl',
  'gd qp': 'gdqp',
  gdqpan: 'gdqp',
};

const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ...[...Object.entries(SUBJECTS), ...Object.entries(PRIMARY_SUBJECTS)].flatMap(
    ([code, { vi }]): [string, string[]][] => [
      [wordsOf(vi), [code]],
      [wordsOf(code), [code]],
    ],
  ),
  ...ELECTIVES.map((code): [string, string[]] => [wordsOf(code), [code]]),
  ...Object.entries(SHORT).map(([name, codes]): [string, string[]] => [name, codes.split(' ')]),
]);
const LONGEST_NAME = Math.max(...[...NAMES.keys()].map((name) => name.split(' ').length));

const FOLDED: ReadonlyMap<string, readonly string[]> = new Map(
  [...NAMES].map(([name, codes]) => [name.replaceAll(' ', ''), codes]),
);

/** The subjects that a folded heading may mean; undefined for what names none. */
export const subjectsNamed = (folded: string): readonly string[] | undefined =>
  FOLDED.get(folded.replaceAll('y', 'i'));

/** What a text says of the marks below it: each a list of what was read and what it means. */
export interface Claims {
  readonly subjects: readonly (readonly string[])[];
  readonly terms: readonly (SheetTerm | 'year')[];
  readonly years: readonly string[];
  readonly classes: readonly ClassCode[];
  /** The middle or the end of the term, where only one of them is named. */
  readonly period: 'gk' | 'ck' | undefined;
}

const TERM = /\b(?:hk|(?:hoc )?ki) ?(1|2|ii|i)\b/g;
const YEAR = /(20\d\d)\s*[-–—/_.]\s*(?:20)?(\d\d)(?!\d)/g;
const CLASS =
  /(?<![\p{L}\p{N}])(?:l[ớo]p\s*:?\s*)?((?:1[0-2]|[1-9])(?:\s?[A-ZĐ]\s?\d{1,2}|[A-Za-zĐ]\d{0,2}))(?![\p{L}\p{N}])/gu;
const CLASS_BY_NUMBER = /l[ớo]p\s*:?\s*((?:1[0-2]|[1-9])[/.\-–_]\d{1,2})(?![\p{N}/]|[.-]\d)/giu;
/** In the name of a sheet the word for a class is left out; names cannot hold a slash. */
const NUMBER_IN_NAME = /(?<![\p{L}\p{N}]|\d[/.-])((?:1[0-2]|[1-9])[.\-–_]\d{1,2})(?![\p{L}\p{N}]|[/.-]\d)/gu;

const termsIn = (words: string): (SheetTerm | 'year')[] => {
  const terms = [...words.matchAll(TERM)].map(([, number]) =>
    number === '1' || number === 'i' ? ('hk1' as const) : ('hk2' as const),
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

/** The longest name of a subject with which the words begin. */
const subjectAt = (words: readonly string[]): readonly string[] | undefined => {
  for (let length = Math.min(LONGEST_NAME, words.length); length > 0; length--) {
    const found = NAMES.get(words.slice(0, length).join(' '));
    if (found !== undefined) return found;
  }
  return undefined;
};

/** In a title a subject is named after `môn`; elsewhere the words of its name mean other things. */
const subjectsInTitle = (words: readonly string[]): (readonly string[])[] =>
  words.flatMap((word, i) => {
    if (word !== 'mon') return [];
    const after = words.slice(words[i + 1] === 'hoc' ? i + 2 : i + 1);
    const found = subjectAt(after);
    return found === undefined ? [] : [found];
  });

const BESIDE =
  /\b(?:hk ?(?:1|2|ii|i)|(?:hoc )?ki ?(?:1|2|ii|i)|ca nam|giua|cuoi|bang|diem|so|mon|hoc|lop|nam|sheet|trang|\d+|\d+[a-z]\d*)\b/g;

/** What a title row says. */
export const claimsOfTitle = (text: string): Claims => {
  const words = wordsOf(text);
  return {
    subjects: subjectsInTitle(words.split(' ')),
    terms: termsIn(words),
    years: yearsIn(text),
    classes: classesIn(text, CLASS, CLASS_BY_NUMBER),
    period: periodIn(words),
  };
};

/** What the name of a sheet says: `Toán`, `HK2`, `8A1`, `Toán 8A1 HK1`; of a subject only with nothing beside it. */
export const claimsOfName = (name: string): Claims => {
  const beside = wordsOf(name).replace(BESIDE, ' ').replace(/ +/g, ' ').trim();
  const subjects = NAMES.get(wordsOf(name)) ?? NAMES.get(beside);
  const said = claimsOfTitle(name);
  // `Tuần 9-10` is no class: the other words must be known too.
  const isKnown = beside === '' || subjects !== undefined;
  const classes = isKnown && said.classes.length === 0 ? classesIn(name, NUMBER_IN_NAME) : said.classes;
  return { ...said, classes, subjects: subjects === undefined ? [] : [subjects] };
};

/** The text of each row above the header, as one reads it from left to right. */
export const titlesAbove = (rows: readonly SheetRow[], headerRow: number): string[] =>
  rows
    .slice(0, headerRow)
    .map((row) =>
      row
        .map(cellText)
        .filter((text) => text !== '')
        .join(' ')
        .slice(0, 400),
    )
    .filter((text) => text !== '');

/** What is imported, as far as a sheet may say something about it. */
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
      .map(([about, , expected]) => ({ about, said: text.slice(0, 60), expected: expected ?? '' })),
    agreeing: judged.filter(([, said]) => said.includes(true)).length,
  };
};
