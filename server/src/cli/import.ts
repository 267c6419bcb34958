import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { MAX_FILE_BYTES } from '@hocba/shared/exchange/file';
import { RegistryError } from '@hocba/shared/problems';
import { ELECTIVES, ELECTIVES_TAKEN, SUBJECTS } from '@hocba/shared/school/curriculum';
import { PRIMARY_ELECTIVES } from '@hocba/shared/school/curriculum-primary';
import {
  AccountName,
  type Instant,
  parseIdentifier,
  SchoolCode,
  SchoolYear,
  SheetId,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import { readConfig } from '../config.ts';
import { type Run, UsageError, withDb } from './command.ts';
import { importMarks } from './import-marks.ts';
import { importRoster } from './import-roster.ts';

export const usage = `Usage:
  hocba import roster FILE.xlsx --school CODE --year YYYY-YYYY [--electives ly,hoa,sinh,tin]
                      [--topics toan,ly,hoa] [--apply]
  hocba import marks FILE.xlsx --school CODE --year YYYY-YYYY --sheet 8A1:toan:hk1 --as ACCOUNT
                     [--worksheet NAME] [--apply]

Reads a pupil list or a mark sheet. Without --apply nothing is written: it prints what each row would do.
With any error nothing of the file is written, and every reason is printed with its row; exit code 1.
Every cell of the file is written, unchanged or named. --worksheet is the sheet to read where several fit.
--electives is what new classes chose: of grades 10 to 12 four of nine, in primary school nn1 (grades 1 and 2) and
tieng-dtts; a column "Môn lựa chọn" of the list itself goes before it. --topics is in which three subjects new classes
of grades 10 to 12 take learning topics. Classes that exist keep their subjects.`;

const OPTIONS = {
  school: { type: 'string' },
  year: { type: 'string' },
  electives: { type: 'string' },
  topics: { type: 'string' },
  sheet: { type: 'string' },
  as: { type: 'string' },
  worksheet: { type: 'string' },
  apply: { type: 'boolean', default: false },
} as const;

const need = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new UsageError(what);
  return value;
};

/** Reads a file that a person named; one that is too large is not even opened. */
const readNamed = async (path: string): Promise<Buffer> => {
  const { size } = await stat(path).catch(() => {
    throw new RegistryError('FILE_UNREADABLE', `cannot open ${path}`);
  });
  if (size > MAX_FILE_BYTES) throw new RegistryError('FILE_TOO_LARGE', `${size} bytes`);
  return readFile(path);
};

const parseElectives = (text: string): SubjectCode[] => {
  const chosen = new Set(text.split(',').map((code) => parseIdentifier(SubjectCode, code)));
  const upper = ELECTIVES.filter((code) => chosen.has(code));
  const primary = PRIMARY_ELECTIVES.filter((code) => chosen.has(code));
  const isWhole = upper.length === 0 || upper.length === ELECTIVES_TAKEN;
  if (upper.length + primary.length !== chosen.size || !isWhole) {
    const kinds = `four of ${ELECTIVES.join(', ')}; in primary school ${PRIMARY_ELECTIVES.join(', ')}`;
    throw new UsageError(`--electives: ${kinds}`);
  }
  return [...upper, ...primary];
};

/** Every upper-secondary pupil takes the learning topics of three subjects. */
const TOPICS_TAKEN = 3;

const parseTopics = (text: string): SubjectCode[] => {
  const chosen = text.split(',').map((code) => parseIdentifier(SubjectCode, code));
  const known = chosen.filter((code) => code !== undefined && SUBJECTS[code]?.mode === 'score');
  if (known.length !== chosen.length || new Set(known).size !== TOPICS_TAKEN) {
    throw new UsageError('--topics: three subjects marked with scores, as toan,ly,hoa');
  }
  return known as SubjectCode[];
};

/** `hocba import`: what it prints is for the terminal of the person who runs it and goes to no log. */
export const run: Run = async (args, io) => {
  const { positionals, values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [what, given, more] = positionals;
  if (more !== undefined) throw new UsageError(`unexpected ${more}`);
  const path = need(given, 'FILE.xlsx is missing');
  const school = need(parseIdentifier(SchoolCode, values.school), '--school: 8 digits');
  const year = need(parseIdentifier(SchoolYear, values.year), '--year: YYYY-YYYY');
  const { apply } = values;
  const now = new Date().toISOString() as Instant;
  if (what === 'roster') {
    const chosen = {
      ...(values.electives === undefined ? {} : { electives: parseElectives(values.electives) }),
      ...(values.topics === undefined ? {} : { topics: parseTopics(values.topics) }),
    };
    const bytes = await readNamed(path);
    return withDb((db) =>
      importRoster(
        { db, policy: readConfig().policy, now },
        bytes,
        { school, year, ...chosen },
        apply,
        io.out,
      ),
    );
  }
  if (what === 'marks') {
    const sheet = need(parseIdentifier(SheetId, values.sheet), '--sheet: CLASS:SUBJECT:TERM, 8A1:toan:hk1');
    const account = need(parseIdentifier(AccountName, values.as), '--as: the account that enters the marks');
    const bytes = await readNamed(path);
    const only = values.worksheet === undefined ? {} : { only: values.worksheet };
    const target = { school, year, sheet, account, ...only };
    const { publicUrl: issuer, policy } = readConfig();
    return withDb((db) => importMarks({ db, issuer, policy, now }, bytes, target, apply, io.out));
  }
  throw new UsageError(`unknown import ${what}`);
};
