import { rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** A file that is not there yet. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

/** `wx` fails on an existing file even when another process made it since the look before. */
const writeNew = ({ path, text, mode }: NewFile): void => {
  makeFolder(dirname(path), 0o700);
  writeFileSync(path, text, { flag: 'wx', mode });
};

/** Writes all files or none: what was written before one that cannot be is taken away again. Overwrites nothing. */
export const writeNewFiles = (files: readonly NewFile[]): void => {
  const written: string[] = [];
  try {
    for (const file of files) {
      writeNew(file);
      written.push(file.path);
    }
  } catch (error) {
    for (const path of written) rmSync(path);
    throw error;
  }
};
