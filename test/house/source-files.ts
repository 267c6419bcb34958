import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of the repository's own TypeScript. */
export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly lines: readonly string[];
}

/** The repository's root folder. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url));

const PACKAGES = ['shared', 'server', 'school-client', 'test'];
const GENERATED = new Set(['node_modules', 'dist', 'data']);

const listFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (GENERATED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : [path];
  });

const readFiles = (ending: RegExp): SourceFile[] =>
  PACKAGES.map((name) => join(root, name))
    .filter(existsSync)
    .flatMap(listFiles)
    .filter((file) => ending.test(file) && !/planted-\d+/.test(file))
    .map((file) => ({
      path: relative(root, file).split(sep).join('/'),
      lines: readFileSync(file, 'utf8').split('\n'),
    }));

/** Every .ts and .tsx file of the four packages, the ones that the import rules plant for a moment left out. */
export const readSources = (): SourceFile[] => readFiles(/\.tsx?$/);

/** Every style sheet of the packages. */
export const readStyles = (): SourceFile[] => readFiles(/\.css$/);

/** Places, as `path:line`, where a line of these files matches. */
export const findLines = (files: readonly SourceFile[], pattern: RegExp): string[] =>
  files.flatMap(({ path, lines }) =>
    lines.flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  );

/** Every Markdown file of the repository, from the root. */
export const listDocuments = (): string[] =>
  ['', ...PACKAGES]
    .flatMap((name) =>
      name === ''
        ? readdirSync(root, { withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(root, entry.name))
        : listFiles(join(root, name)),
    )
    .filter((file) => file.endsWith('.md'))
    .map((file) => relative(root, file).split(sep).join('/'));
