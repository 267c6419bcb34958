import { readSources, type SourceFile } from './source-files.ts';

/** The title of one test, with the groups around it. */
export interface TestTitle {
  /** The file, from the root. */
  readonly path: string;
  readonly line: number;
  readonly title: string;
  /** Titles of the groups around the test, the outermost first. */
  readonly groups: readonly string[];
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

interface Call {
  readonly isGroup: boolean;
  readonly title: string;
  readonly start: number;
  readonly end: number;
}

const readCall = (source: string, match: RegExpExecArray): Call | undefined => {
  const [whole, name, words = ''] = match;
  let bracket = endOfTypes(source, match.index + whole.length);
  if (/\.(each|for)$/.test(words)) bracket = endOfBrackets(source, bracket);
  const start = bracket + 1 + (/^\s*/.exec(source.slice(bracket + 1))?.[0].length ?? 0);
  if (source[bracket] !== '(' || !QUOTES.includes(source[start] ?? '')) return undefined;
  const title = source.slice(start + 1, endOfText(source, start) - 1);
  return { isGroup: name === 'describe', title, start, end: endOfBrackets(source, bracket) };
};

/** Cases of the conformance suite: their titles are the keys of a table. */
const CASE = /^ {2}'([^']+)': (?:async )?\(/gm;
const CASES = 'test/conformance/cases/';

const titlesOf = ({ path, lines }: SourceFile): TestTitle[] => {
  const source = lines.join('\n');
  const lineAt = (at: number): number => source.slice(0, at).split('\n').length;
  if (path.startsWith(CASES)) {
    return [...source.matchAll(CASE)].map((match) => ({
      ...{ path, line: lineAt(match.index), title: match[1] ?? '', groups: [] },
    }));
  }
  const calls = [...source.matchAll(CALL)].flatMap((match) => readCall(source, match) ?? []);
  const groups = calls.filter(({ isGroup }) => isGroup);
  return calls
    .filter(({ isGroup }) => !isGroup)
    .map(({ title, start }) => ({
      ...{ path, line: lineAt(start), title },
      groups: groups.filter((group) => group.start < start && start < group.end).map((group) => group.title),
    }));
};

/** The titles of all tests of the repository, as they stand in their files. */
export const readTestTitles = (): TestTitle[] =>
  readSources()
    .filter(({ path }) => /\.test\.tsx?$/.test(path) || path.startsWith(CASES))
    .flatMap(titlesOf);
