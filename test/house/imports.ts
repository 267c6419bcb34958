import { dirname, join, normalize } from 'node:path/posix';
import type { SourceFile } from './source-files.ts';

/** One import of a file, type imports too: a file of this repository by its path, a package by its name. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly isPackage: boolean;
}

const SPECIFIER =
  /(?:^|[\s;}])(?:(?:import|export)\b[^'";]*?\bfrom\s*|import\s*\(\s*|import\s*)'([^']+)'|\bimport\('([^']+)'\)/g;

/** The name of the package that a specifier starts with: `drizzle-orm/pg-core` is of `drizzle-orm`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** The meaning of one specifier in a file. Query suffixes of Vite (`?url`) are not part of the path. */
const resolve = (from: string, specifier: string): Import => {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) return { from, to: normalize(join(dirname(from), bare)), isPackage: false };
  const own = /^@hocba\/([\w-]+)\/(.+)$/.exec(bare);
  return own === null
    ? { from, to: packageOf(bare), isPackage: true }
    : { from, to: `${own[1]}/src/${own[2]}.ts`, isPackage: false };
};

/** Every import of these files, in the order of their lines. */
export const listImports = (files: readonly SourceFile[]): Import[] =>
  files.flatMap(({ path, lines }) =>
    [...lines.join('\n').matchAll(SPECIFIER)].map(([, first, second]) =>
      resolve(path, first ?? second ?? ''),
    ),
  );

/**
 * Groups of files that import each other in a circle, each sorted by name (Tarjan's strongly connected components).
 */
export const findCycles = (imports: readonly Import[]): string[][] => {
  const next = new Map<string, string[]>();
  for (const { from, to, isPackage } of imports) {
    if (!isPackage) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.size - 1);
    open.push(file);
    for (const other of next.get(file) ?? []) {
      if (!index.has(other)) visit(other);
      if (open.includes(other)) low.set(file, Math.min(low.get(file) ?? 0, low.get(other) ?? 0));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || next.get(file)?.includes(file)) cycles.push(circle.sort());
  };
  for (const file of next.keys()) if (!index.has(file)) visit(file);
  return cycles;
};
