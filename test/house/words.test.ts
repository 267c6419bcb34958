import { describe, expect, it } from 'vitest';
import { findProse, readProse } from './prose.ts';

/*
 * Comments, documents and titles of tests are read by people who learned English at school: each sentence names its
 * subject. Texts for people who use the program are not looked at here.
 */

/** Words behind which `the same` stands alone, as if it were a noun. */
const AFTER =
  'again|and|as|at|because|but|each|every|everywhere|for|from|here|however|if|in|is|of|on|or|that|there|to|was|were|when|wherever|while|with';

/** Beginning of a sentence that is no question. */
const BEGINNING = '(?<=^|[.;:] )';
const STATEMENT = '(?![^.;?]*\\?)';

/** Words that are not written here, and what stands in their place. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'whoever: name the people, devices or accounts': /\b[Ww]hoever\b/,
  'likewise: say it of this subject, too': /\b[Ll]ikewise\b/,
  'such a: say which': /\b[Ss]uch an? /,
  'the same without a noun: name the thing, or say equal': new RegExp(
    `\\b[Tt]he same(?=\\s*$|[.,;:)!?]| (${AFTER})\\b)`,
  ),
  'a sentence that begins with who, whom or whose: name the account, person or device': new RegExp(
    `${BEGINNING}Who(m|se)? ${STATEMENT}`,
  ),
  'a sentence that begins with should: write if': new RegExp(`${BEGINNING}Should ${STATEMENT}`),
  'a sentence that begins with what: name the thing': new RegExp(`${BEGINNING}What ${STATEMENT}`),
  'who behind a preposition: name the account, person or device':
    /\b(and|as|but|by|for|of|than|to|with) who\b(?![^.;]*\?)/,
};

describe('comments, documents and titles of tests', () => {
  const { comments, styles, documents, titles } = readProse();
  const prose = [...comments, ...styles, ...documents, ...titles];

  it('every kind of text is read: comments, style sheets, documents and titles', () => {
    expect(comments.length).toBeGreaterThan(4000);
    expect(styles.length).toBeGreaterThan(20);
    expect(documents.length).toBeGreaterThan(500);
    expect(titles.length).toBeGreaterThan(2000);
  });

  it.each(Object.entries(REFUSED))('no comment, document or title has %s', (_, pattern) => {
    expect(findProse(prose, pattern)).toEqual([]);
  });
});

const found = (text: string): number =>
  Object.values(REFUSED).flatMap((pattern) => findProse([{ path: 'a.ts', lines: [[1, text]] }], pattern))
    .length;

it.each([
  'Locks the row for whoever writes.',
  'Likewise for sheets.',
  'Such a sheet is closed.',
  'Both give the same.',
  'The order is the same in every run.',
  'Keeps the bytes. Who sends them is not kept.',
  'Holds the sheet and who closed it.',
  'What the device sent is kept.',
  'Should it come later, it is dropped.',
])('a refused word is found: %s', (text) => {
  expect(found(text)).toBe(1);
});

it.each([
  'Both give the same value.',
  'People who send from the same device share a quota.',
  'Who may read it? The head.',
  'What is a mark? A number of tenths.',
  'A teacher and a head who sign',
])('a harmless sentence is let through: %s', (text) => {
  expect(found(text)).toBe(0);
});

it('a sentence over two lines of a comment is one sentence, found with its file and line', () => {
  const lines = [
    [7, 'Both engines give the'],
    [8, 'same. Nothing else is asked.'],
  ] as const;
  expect(findProse([{ path: 'a.ts', lines }], /\bthe same\./)).toEqual([
    'a.ts:7: …Both engines give the same. Nothing else is asked.…',
  ]);
});
