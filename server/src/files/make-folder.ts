import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it; one that is there stays as it is. Throws what the system says of the first that
 * cannot be made. Node's own recursive call never ends on a file system that takes no folders, such as `/proc`.
 */
export const makeFolder = (path: string, mode?: number): void => {
  if (existsSync(path)) return;
  makeFolder(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process may have made it at the same moment.
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
  }
};
