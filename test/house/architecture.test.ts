import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findLines, readSources, type SourceFile } from './source-files.ts';

const sources = readSources();
const within = (...folders: string[]) =>
  sources.filter(({ path }) => folders.some((folder) => path.startsWith(folder)));
const isTest = ({ path }: SourceFile) => /\.test\.tsx?$/.test(path);
const isShipped = (file: SourceFile) =>
  !isTest(file) && !file.path.startsWith('test/') && !file.path.endsWith('.d.ts');

describe('storage', () => {
  const portable = within('server/src/storage/').filter(
    (file) => !isTest(file) && !basename(file.path).startsWith('open-'),
  );
  it.each([
    ['locks rows', /\.for\(/],
    ['asks for distinct rows of PostgreSQL only', /distinctOn/],
    ['compares texts without regard to case', /\bi?like\(/],
    ['opens a transaction of its own', /\.transaction\(/],
    ['writes SQL that no type checks', /sql\.raw/],
  ])('nothing %s outside the engine files', (_, pattern) => {
    expect(portable.length).toBeGreaterThan(5);
    expect(findLines(portable, pattern)).toEqual([]);
  });

  it('every function of an aggregate has a conformance case', () => {
    const cases = within('test/conformance/cases/').flatMap((file) => file.lines);
    const words = new Set(cases.join('\n').match(/\w+/g));
    const functions = portable
      .filter(({ lines }) => lines.some((line) => /from '(drizzle-orm|.*\/rows\.ts)';$/.test(line)))
      .filter(({ path }) => !/\/(db|rows|kept|kept-sqlite|tables|sqlite-tables|to-sqlite)\.ts$/.test(path))
      .flatMap(({ path, lines }) => lines.map((line) => ({ path, name: findExport(line) })))
      .filter(({ name }) => name !== undefined);
    expect(functions.length).toBeGreaterThan(30);
    const untried = functions.filter(({ name }) => !words.has(name ?? ''));
    expect(untried.map(({ path, name }) => `${path}: ${name}`)).toEqual([]);
  });
});

describe('tests', () => {
  it('no test is skipped, singled out or left for later', () => {
    const switches = ['skip', 'only', 'todo', 'skipIf', 'runIf', 'fails'].join('|');
    const pattern = new RegExp(`\\b(it|test|describe|suite)(\\.\\w+)*\\.(${switches})\\b`);
    expect(findLines(sources.filter(isTest), pattern)).toEqual([]);
  });
});

describe('files', () => {
  it('no file is longer than 400 lines', () => {
    const long = sources.filter(({ lines }) => lines.length > 401);
    expect(long.map(({ path, lines }) => `${path}: ${lines.length}`)).toEqual([]);
  });

  it('no file is named after its kind instead of its subject', () => {
    const vague = /(^|\/)(utils?|helpers?|common|types|misc|lib)(\.test)?(\.tsx?|\/)/;
    expect(sources.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
  });
});

/** The name of the function that a line exports. */
const findExport = (line: string): string | undefined =>
  /^export (?:async )?function\*? (\w+)/.exec(line)?.[1] ??
  /^export const (\w+)(?:: [^=]+)? = (?:async )?(?:<[^>]*>)?\(/.exec(line)?.[1];

it('every exported function says above it what it does', () => {
  const bare = sources.filter(isShipped).flatMap(({ path, lines }) =>
    lines.flatMap((line, i) => {
      const name = findExport(line);
      const above = lines.slice(0, i).findLast((text) => !text.trimStart().startsWith('// biome-ignore'));
      return name === undefined || above?.trimEnd().endsWith('*/') ? [] : [`${path}:${i + 1}: ${name}`];
    }),
  );
  expect(bare).toEqual([]);
});

it('the check above sees an exported function in every way we write one', () => {
  const ways = [
    'export const sum = (',
    'export const sum = async (',
    'export const sum = <T>(',
    'export const sum: Sum = (',
    'export function sum(',
    'export async function sum(',
  ];
  expect(ways.map(findExport)).toEqual(ways.map(() => 'sum'));
  expect(findExport('export const sum = 1;')).toBeUndefined();
});

it('the registry writes to no console', () => {
  expect(findLines(within('server/src/').filter(isShipped), /\bconsole\./)).toEqual([]);
});
