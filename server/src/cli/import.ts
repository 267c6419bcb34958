import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { MAX_FILE_BYTES } from '@hocba/shared/exchange/file';
import { PROBLEMS, RegistryError } from '@hocba/shared/problems';
import { ELECTIVES } from '@hocba/shared/school/curriculum';
import { parseIdentifier, SchoolCode, SchoolYear, SubjectCode } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/db.ts';
import type { Print } from './import-report.ts';
import { importRoster } from './import-roster.ts';

/** Wrong usage of a command, as sysexits.h numbers it. */
const EX_USAGE = 64;

const USAGE = `Usage: hocba import roster FILE.xlsx --school CODE --year YYYY-YYYY [--electives ly,hoa,sinh,tin] [--apply]
       hocba import marks FILE.xlsx --school CODE --year YYYY-YYYY --sheet 8A1:toan:hk1 --as ACCOUNT [--apply]
Without --apply nothing is written: the command prints what it would do.`;

const options = {
  school: { type: 'string' },
  year: { type: 'string' },
  electives: { type: 'string' },
  sheet: { type: 'string' },
  as: { type: 'string' },
  apply: { type: 'boolean', default: false },
} as const;

/** What an import needs of the registry. */
export interface ImportServices {
  readonly db: Db;
}

/** Reads a file that a person named; one that is too large is not even opened. */
const readNamed = async (path: string): Promise<Buffer> => {
  const { size } = await stat(path).catch(() => {
    throw new RegistryError('FILE_UNREADABLE', `cannot open ${path}`);
  });
  if (size > MAX_FILE_BYTES) throw new RegistryError('FILE_TOO_LARGE', `${size} bytes`);
  return readFile(path);
};

const readElectives = (text: string | undefined): SubjectCode[] | undefined => {
  const chosen = text?.split(',').map((code) => parseIdentifier(SubjectCode, code));
  const known = chosen?.filter((code) => code !== undefined && ELECTIVES.includes(code));
  return known?.length === chosen?.length ? (known as SubjectCode[] | undefined) : [];
};

const run = async (services: ImportServices, args: readonly string[], print: Print): Promise<number> => {
  const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [what, path] = positionals;
  const school = parseIdentifier(SchoolCode, values.school);
  const year = parseIdentifier(SchoolYear, values.year);
  const electives = readElectives(values.electives);
  if (path === undefined || school === undefined || year === undefined || electives?.length === 0) {
    print(USAGE);
    return EX_USAGE;
  }
  if (what === 'roster') {
    const target = { school, year, ...(electives === undefined ? {} : { electives }) };
    return importRoster(services.db, await readNamed(path), target, values.apply, print);
  }
  print(USAGE);
  return EX_USAGE;
};

/**
 * `hocba import`: a pupil list or a mark sheet from a spreadsheet; a dry run unless `--apply` is given. What it prints
 * is for the terminal of the person who runs it. Returns the exit code: 0, 1 when nothing could be imported, 64 for
 * wrong usage.
 */
export const importCommand = async (
  services: ImportServices,
  args: readonly string[],
  print: Print,
): Promise<number> => {
  try {
    return await run(services, args, print);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const detail = error.detail === undefined ? '' : ` (${error.detail})`;
    print(`Error      ${PROBLEMS[error.code].title} (${error.code})${detail}. Nothing was written.`);
    return 1;
  }
};
