import { existsSync } from 'node:fs';

/**
 * Loaded with `--import` before the program: takes settings from `.env` of the working folder, where there is one. A
 * variable that the environment sets already stays. Node's own `--env-file-if-exists` writes a line that looks like a
 * fault whenever the file is absent. A file that is there and cannot be read ends the process, so that a registry never
 * runs without its settings.
 */
const FILE = '.env';

if (existsSync(FILE)) {
  try {
    process.loadEnvFile(FILE);
  } catch {
    process.stderr.write(`The file ${FILE} is there but cannot be read. Nothing was started.\n`);
    process.exit(1);
  }
}
