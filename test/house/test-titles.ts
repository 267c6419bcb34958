import { readSources, type SourceFile } from './source-files.ts';

/** The title of one test or one group of tests. */
export interface TestTitle {
  /** The file, from the root. */
  readonly path: string;
  readonly line: number;
  readonly title: string;
  readonly isGroup: boolean;
}

const QUOTES = ['"', "'", '`'];

/** The place behind a text in quotes that begins at `start`. */
const endOfText = (source: string, start: number): number => {
  const quote = source[start];
  let at = start + 1;
  while (at < source.length && source[at] !== quote) {
    if (source[at] === '\\') at += 2;
    else if (quote === '`' && source.startsWith('${', at)) at = endOfBrackets(source, at + 1);
    else at += 1;
  }
  return at + 1;
};

/** The place behind `end`, looked for from `at`; the end of the source when it is not there. */
const behind = (source: string, end: string, at: number): number => {
  const found = source.indexOf(end, at);
  return found < 0 ? source.length : found + end.length;
};

/** The place behind a text in quotes or a comment that begins at `at`; `at` itself where none begins. */
const pass = (source: string, at: number): number => {
  if (QUOTES.includes(source[at] ?? '')) return endOfText(source, at);
  if (source.startsWith('//', at)) return behind(source, '\n', at);
  if (source.startsWith('/*', at)) return behind(source, '*/', at);
  return at;
};

/** The place behind the bracket that closes the one at `start`. */
const endOfBrackets = (source: string, start: number): number => {
  let depth = 0;
  for (let at = start; at < source.length; ) {
    const next = pass(source, at);
    if (next > at) {
      at = next;
      continue;
    }
    if ('([{'.includes(source[at] ?? '')) depth += 1;
    if (')]}'.includes(source[at] ?? '')) depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return source.length;
};

/** The place behind the types of a call that begin at `start`: `<[string, () => number]>`. */
const endOfTypes = (source: string, start: number): number => {
  if (source[start] !== '<') return start;
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '<') depth += 1;
    if (source[at] === '>' && source[at - 1] !== '=') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return source.length;
};

/** The beginning of a test or a group: `it(`, `it.each(`, `describe.each<Row>(`. */
const CALL = /(?<![.\w$'"`])(it|test|describe)((?:\.\w+)*)(?=[(<])/g;

/** The title that a call gives, and where it begins; undefined where it is no text in quotes. */
const titleOf = (source: string, match: RegExpExecArray): { title: string; start: number } | undefined => {
  const [whole, , words = ''] = match;
  let bracket = endOfTypes(source, match.index + whole.length);
  if (/\.(each|for)$/.test(words)) bracket = endOfBrackets(source, bracket);
  const start = bracket + 1 + (/^\s*/.exec(source.slice(bracket + 1))?.[0].length ?? 0);
  if (source[bracket] !== '(' || !QUOTES.includes(source[start] ?? '')) return undefined;
  return { title: source.slice(start + 1, endOfText(source, start) - 1), start };
};

/** Cases of the conformance suite: their titles are the keys of a table. */
const CASE = /^ {2}'([^']+)': (?:async )?\(/gm;
const CASES = 'test/conformance/cases/';

/** The import of a file that makes tests: a test file, or a file that makes the tests of several. */
const MAKES_TESTS = /^import \{[^}]*\b(?:it|test|describe)\b[^}]*\} from 'vitest';/m;

/** The titles of one file. */
export const titlesOf = ({ path, lines }: SourceFile): TestTitle[] => {
  const source = lines.join('\n');
  const lineAt = (at: number): number => source.slice(0, at).split('\n').length;
  if (path.startsWith(CASES)) {
    return [...source.matchAll(CASE)].map((match) => ({
      ...{ path, line: lineAt(match.index), title: match[1] ?? '', isGroup: false },
    }));
  }
  return [...source.matchAll(CALL)].flatMap((match) => {
    const found = titleOf(source, match);
    if (found === undefined) return [];
    return [{ path, line: lineAt(found.start), title: found.title, isGroup: match[1] === 'describe' }];
  });
};

/** The titles of all tests and groups of the repository, as they stand in their files. */
export const readTitles = (): TestTitle[] =>
  readSources()
    .filter(({ path, lines }) => path.startsWith(CASES) || MAKES_TESTS.test(lines.join('\n')))
    .flatMap(titlesOf);

/** The titles of all tests of the repository. */
export const readTestTitles = (): TestTitle[] => readTitles().filter(({ isGroup }) => !isGroup);
