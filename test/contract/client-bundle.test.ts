import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

/** The built client; the build is a step before this one. */
const read = (path: string): string =>
  readFileSync(new URL(`../../school-client/dist/${path}`, import.meta.url), 'utf8');

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}
const chunks: Readonly<Record<string, Chunk>> = JSON.parse(read('.vite/manifest.json'));

const chunkOf = (key: string): Chunk => {
  const chunk = chunks[key];
  if (chunk === undefined) throw new Error(`the build has no ${key}`);
  return chunk;
};

/** Everything a browser has to fetch before these run; with `later`, also what they may fetch afterwards. */
const graphOf = (entries: readonly string[], later = false): Set<string> => {
  const seen = new Set<string>();
  const visit = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    const { imports = [], dynamicImports = [] } = chunkOf(key);
    for (const next of later ? [...imports, ...dynamicImports] : imports) visit(next);
  };
  for (const entry of entries) visit(entry);
  return seen;
};

/** Bytes on the line, as the registry compresses them. */
const gzBytes = (keys: ReadonlySet<string>): number =>
  [...keys].reduce((sum, key) => sum + gzipSync(read(chunkOf(key).file)).byteLength, 0);

const FIRST_ROUTE = [
  'index.html',
  'src/app/shell.tsx',
  'src/i18n/vi-work-texts.ts',
  'src/features/classes/classes-page.tsx',
];

it('the first page of somebody signed in costs at most 250 kB of script on the line', () => {
  const size = gzBytes(graphOf(FIRST_ROUTE));
  expect(size).toBeLessThanOrEqual(250_000);
  // Next to nothing would mean that the graph was read wrongly.
  expect(size).toBeGreaterThan(50_000);
});

it('the sign-in page costs at most 160 kB', () => {
  expect(gzBytes(graphOf(['index.html']))).toBeLessThanOrEqual(160_000);
});

const holds = (keys: ReadonlySet<string>, text: string): boolean =>
  [...keys].some((key) => read(chunkOf(key).file).includes(text));

/** Words that stay in a minified file: a name PouchDB gives its stores, and a path only the work of a school calls. */
const DATABASE = '_pouch_';
const SYNC = '/sync/';

it('a verifier without an account fetches neither the database nor any page of the work', () => {
  const verify = graphOf(['verify.html'], true);
  expect([...verify].filter((key) => key.startsWith('src/features/') || key.startsWith('src/app/'))).toEqual(
    [],
  );
  expect([holds(verify, DATABASE), holds(verify, SYNC)]).toEqual([false, false]);
  const work = graphOf(FIRST_ROUTE);
  expect([holds(work, DATABASE), holds(work, SYNC)]).toEqual([true, true]);
});

it.each(['index.html', 'verify.html'])(
  'the built %s says that it is being fetched, and has neither inline script nor inline style',
  (page) => {
    const html = read(page);
    expect(html).toContain('<main class="arriving">');
    const scripts = html.match(/<script\b[^>]*>[^<]*/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toMatch(/^<script [^>]*src="\/assets\/[^"]+"[^>]*>\s*$/);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
  },
);
