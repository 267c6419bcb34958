import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

/** The built client; the build is a step before this one. */
const DIST = new URL('../../../school-client/dist/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, DIST), 'utf8');

/** The programs that a family's phone may fetch: the check, and the words of one language. */
const programs = (): Map<string, string> => {
  const words = readdirSync(new URL('assets/', DIST)).filter((name) => /^family-.*\.js$/.test(name));
  return new Map(
    ['family-check.js', 'family-keep.js', 'family-photo.js', ...words.map((name) => `assets/${name}`)].map(
      (path) => [path, read(path)],
    ),
  );
};

const gzBytes = (text: string): number => gzipSync(text).byteLength;

/** Interfaces that came after Chrome 80, as they stand in a program. */
const NEWER: Readonly<Record<string, RegExp>> = {
  'array/at': /\.at\(/,
  'array/find-last': /\.findLast\(/,
  'array/find-last-index': /\.findLastIndex\(/,
  'array/from-async': /Array\.fromAsync/,
  'array/to-reversed': /\.toReversed\(/,
  'array/to-sorted': /\.toSorted\(/,
  'array/to-spliced': /\.toSpliced\(/,
  'array/with': /\.with\(/,
  'map/group-by': /Map\.groupBy/,
  'object/group-by': /Object\.groupBy/,
  'object/has-own': /Object\.hasOwn\b/,
  'promise/any': /Promise\.any/,
  'promise/with-resolvers': /Promise\.withResolvers/,
  'set/union': /\.(?:union|intersection|difference|isSubsetOf)\(/,
  'string/is-well-formed': /\.isWellFormed\(/,
  'string/replace-all': /\.replaceAll\(/,
  'structured-clone': /structuredClone\(/,
};
/** Syntax and interfaces of the browser after Chrome 80, which nothing can add later. */
const IMPOSSIBLE: Readonly<Record<string, RegExp>> = {
  'logical assignment': /\?\?=|\|\|=|&&=/,
  'private members': /[{;,]#[a-z]\w*[=(;]/i,
  'static blocks': /static\s*\{/,
  'a time limit of a request': /AbortSignal\.(?:timeout|any)/,
  'sets in regular expressions': /\/[dgimsuy]*v[dgimsuy]*[.,;)]/,
  'a random UUID': /randomUUID/,
};

const ADDED = readFileSync(
  new URL('../../../school-client/src/family/check/old-phones.ts', import.meta.url),
  'utf8',
);

it('the programs of a family’s phone use nothing that came after Chrome 80 and is not added', () => {
  const found = [...programs()].flatMap(([path, text]) =>
    [
      ...Object.entries(NEWER).filter(
        ([name, pattern]) => pattern.test(text) && !ADDED.includes(`core-js/actual/${name}'`),
      ),
      ...Object.entries(IMPOSSIBLE).filter(([, pattern]) => pattern.test(text)),
    ].map(([name]) => `${path}: ${name}`),
  );
  expect(found).toEqual([]);
});

it('an interface that is added for old phones is one that the check uses', () => {
  const text = [...programs().values()].join('\n');
  const added = [...ADDED.matchAll(/core-js\/actual\/([\w/-]+)'/g)].map(([, name = '']) => name);
  expect(added.length).toBeGreaterThan(2);
  expect(added.filter((name) => !NEWER[name]?.test(text))).toEqual([]);
});

it('a page of a family costs at most 10 kB before the check comes, and the check at most 60 kB', () => {
  const styles = readdirSync(new URL('assets/', DIST)).filter((name) => /^family-.*\.css$/.test(name));
  expect(styles).toHaveLength(1);
  expect(gzBytes(read(`assets/${styles[0]}`))).toBeLessThan(10_000);
  const check = [...programs()].reduce((sum, [, text]) => sum + gzBytes(text), 0);
  expect(check).toBeGreaterThan(10_000);
  expect(check).toBeLessThan(60_000);
});

it('no page of a family names a script but the check and the programs for keeping a record and for photos, and none stands in the page itself', () => {
  const drawn = read('.family/pages.js');
  const named = [...drawn.matchAll(/src: "([^"]*\.js)"/g)].map(([, src]) => src);
  expect(named.toSorted()).toEqual(['/family-check.js', '/family-keep.js', '/family-photo.js']);
  expect(drawn).not.toMatch(/dangerouslySetInnerHTML:/);
});
