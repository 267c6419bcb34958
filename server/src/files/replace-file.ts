import { renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Puts a text in the place of a file in one step: a reader finds the old text or the new one, whole. Several processes
 * may do so at once, because each writes beside the file under a name of its own.
 */
export const replaceFile = (path: string, text: string, mode: number): void => {
  const written = `${path}.${process.pid}`;
  try {
    writeFileSync(written, text, { mode });
    renameSync(written, path);
  } catch (error) {
    rmSync(written, { force: true });
    throw error;
  }
};
