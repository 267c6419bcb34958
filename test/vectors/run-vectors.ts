import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type CaseResult, type Exports, runFile } from './run-case.ts';
import type { VectorFile } from './vector-format.ts';
import { withoutMachine } from './without-machine.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const shared = fileURLToPath(new URL('../../shared/src/', import.meta.url));

/** Areas with a form of their own: signed texts with their keys, and other people's vectors. */
const OTHER_FORMS = new Set(['credential', 'third-party']);

/** A file of vectors with its path below test/vectors, `circular-22-2021/term-average.json`. */
export interface NamedVectorFile {
  readonly path: string;
  readonly content: VectorFile;
}

/** Every file of vectors, in the order of paths; not yet checked against the schema. */
export const readVectorFiles = (): NamedVectorFile[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path.includes('/') && !OTHER_FORMS.has(path.split('/')[0] ?? ''))
    .toSorted()
    .map((path) => ({ path, content: JSON.parse(readFileSync(join(folder, path), 'utf8')) as VectorFile }));

/** Path of the source file of a module. */
export const sourceOf = (module: string): string => join(shared, `${module}.ts`);

/** Runs a file's cases in this process, where no rule can ask for a clock, chance, place or the network. */
export const runInNode = async ({ content }: NamedVectorFile): Promise<CaseResult[]> => {
  const exports = (await import(pathToFileURL(sourceOf(content.module)).href)) as Exports;
  return withoutMachine(() => runFile(content, exports));
};
