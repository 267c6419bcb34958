import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readVectorFiles } from '../vectors/run-vectors.ts';

const TABLE = readFileSync(new URL('../vectors/COVERAGE.md', import.meta.url), 'utf8');

/** The rows of a table of coverage as `path cases wrong`, every one with an article or topic before it. */
const rowsOf = (text: string): string[] =>
  [...text.matchAll(/^\| \S.* \| `([^`]+\.json)` +\| +(\d+) \| +(\d+) \|$/gm)].map(
    ([, path, cases, wrong]) => `${path} ${cases} ${wrong}`,
  );

it('the table of coverage names every file of vectors once, with its number of cases and of wrong answers', () => {
  const files = readVectorFiles().map(({ path, content: { cases } }) => {
    const wrong = cases.filter((one) => one.wrong !== undefined).length;
    return `${path} ${cases.length} ${wrong}`;
  });
  expect(rowsOf(TABLE).toSorted()).toEqual(files.toSorted());
});

it('every file that the text names is there', () => {
  const there = new Set(readVectorFiles().map(({ path }) => path));
  const named = [...TABLE.matchAll(/`([^`]+\.json)`/g)].map(([, path = '']) => path);
  expect(named.filter((path) => !there.has(path))).toEqual([]);
});

it('a row without its topic, or with words for numbers, is no row', () => {
  expect(rowsOf('| Art. 9(1) | `a/b.json` | 12 | 3 |')).toEqual(['a/b.json 12 3']);
  expect(rowsOf('|  | `a/b.json` | 12 | 3 |\n| Art. 9(1) | `a/b.json` | many | 3 |')).toEqual([]);
});
