import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type FileKind, type Reading, verifyFile } from '@hocba/shared/credential/read-file';
import { type Step, VERIFY_CODES, type Verdict, type VerdictName } from '@hocba/shared/credential/verdict';
import type { BundleVerdict } from '@hocba/shared/credential/verify-bundle';
import { Instant, parseIdentifier } from '@hocba/shared/school/identifiers';
import { readConfigWith } from '../config.ts';
import { type CommandIo, type Run, UsageError } from './command.ts';
import { type ListInUse, newestSeen } from './seen-trust-list.ts';

export const usage = `Usage: hocba verify FILE|- [--json] [--offline] [--trust FILE] [--at TIME]

Verifies a signed record (compact text), a link with one, or a bundle (.hocba.json), read as the verify page reads it;
- reads standard input. Nothing is ever fetched: --offline is taken and changes nothing.
  --trust FILE  the trust list to believe; otherwise TRUST_LIST_FILE, if it is there. The list inside a bundle is
                used only when the same root signed it and it is newer. The newest list seen of each root is kept in
                STATE_FOLDER and used in place of an older one.
  --at TIME     as of this time, 2026-06-10T02:30:15.250Z
  --json        the whole answer as JSON
Exit codes: 0 valid, 1 invalid, 2 cannot be verified, or no record at all (NOT_A_RECORD), 3 superseded, revoked or
expired, 64 wrong usage, 70 internal.`;

const OPTIONS = {
  json: { type: 'boolean' },
  offline: { type: 'boolean' },
  trust: { type: 'string' },
  at: { type: 'string' },
} as const;

const EXIT_CODES: Record<VerdictName, number> = {
  VALID: 0,
  INVALID: 1,
  UNVERIFIABLE: 2,
  SUPERSEDED: 3,
  REVOKED: 3,
  EXPIRED: 3,
};

const readBytes = (path: string): Uint8Array => {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch {
    throw new UsageError(`${path} cannot be read`);
  }
};

const readText = (path: string): string => new TextDecoder().decode(readBytes(path)).trim();

interface TrustFile {
  readonly file: string;
  readonly text: string | undefined;
  readonly stateFolder: string;
}

const findTrustList = (given: string | undefined): TrustFile => {
  // Verifying needs no registry, so PUBLIC_URL need not be set.
  const { trustListFile, stateFolder } = readConfigWith({ PUBLIC_URL: 'https://verify.invalid' });
  if (given !== undefined) return { file: given, text: readText(given), stateFolder };
  const text = existsSync(trustListFile) ? readText(trustListFile) : undefined;
  return { file: trustListFile, text, stateFolder };
};

const timeOf = (given: string | undefined): Instant => {
  if (given === undefined) return new Date().toISOString() as Instant;
  const instant = parseIdentifier(Instant, given);
  if (instant === undefined) throw new UsageError('--at takes a time as 2026-06-10T02:30:15.250Z');
  return instant;
};

const LISTS: Record<BundleVerdict['trustListUsed'], string> = {
  given: 'Trust list',
  bundle: 'Trust list: the newer one inside the bundle, signed by the root of',
  none: 'No usable trust list, looked for',
};

const KINDS: Record<FileKind, string> = {
  empty: 'it is empty',
  spreadsheet: 'it is a spreadsheet',
  document: 'it is a text document',
  pdf: 'it is a PDF',
  image: 'it is a picture',
  archive: 'it is an archive',
  trustList: 'it is a trust list',
  text: 'it is another text',
  data: 'it is no text',
  tooLarge: 'it is larger than any record',
};

const printStep = ({ name, outcome, code, about = [] }: Step<string>, io: CommandIo): void => {
  const reason = code === undefined ? '' : `  ${code}: ${VERIFY_CODES[code]}`;
  io.out(`  ${name.padEnd(10)} ${outcome}${reason}${about.length === 0 ? '' : `: ${about.join(', ')}`}`);
};

const printRecord = ({ verdict, steps, payload }: Verdict, number: number, io: CommandIo): void => {
  io.out(`\nRecord ${number}: ${verdict}`);
  for (const step of steps) printStep(step, io);
  if (payload === undefined) return;
  const { student, school, year, class: className, revision } = payload.credentialSubject;
  io.out(`  ${student.name} (${student.code}), ${className}, ${year}, ${school.name}, revision ${revision}`);
  io.out(`  issued ${payload.validFrom} by ${payload.iss}`);
};

interface Measure {
  readonly trustListFile: string;
  readonly trustListKept: string | undefined;
  readonly at: Instant;
}

const printFound = (
  found: BundleVerdict,
  { trustListFile, trustListKept, at }: Measure,
  io: CommandIo,
): void => {
  const gap = found.steps.find(({ code }) => code === 'YEAR_MISSING');
  io.out(gap === undefined ? found.verdict : `${found.verdict}, incomplete: no ${gap.about?.join(', no ')}`);
  io.out(`${LISTS[found.trustListUsed]} ${trustListKept ?? trustListFile}, as of ${at}`);
  if (trustListKept !== undefined) io.out(`It is newer than ${trustListFile}, which is of the same root.`);
  if (found.steps.length > 0) io.out('\nThe file as a whole:');
  for (const step of found.steps) printStep(step, io);
  found.credentials.forEach((credential, i) => {
    printRecord(credential, i + 1, io);
  });
};

const answerOf = (reading: Reading): object => {
  if ('other' in reading) return { verdict: 'UNVERIFIABLE', code: 'NOT_A_RECORD', kind: reading.other };
  const { newerList: _, ...found } = reading.found;
  return found;
};

const print = (reading: Reading, measure: Measure, io: CommandIo): void => {
  if ('found' in reading) printFound(reading.found, measure, io);
  else io.out(`UNVERIFIABLE\nNOT_A_RECORD: ${VERIFY_CODES.NOT_A_RECORD} (${KINDS[reading.other]})`);
};

/** What a bundle brought and its root vouches for is seen as well. */
const keepBrought = async (reading: Reading, folder: string, now: Instant, io: CommandIo): Promise<void> => {
  if ('found' in reading && reading.found.newerList !== undefined) {
    await newestSeen(reading.found.newerList, { folder, now }, io);
  }
};

/** `hocba verify`: prints every check by name; the exit code is the verdict. */
export const run: Run = async (args, io) => {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('verify takes one file');
  const now = timeOf(values.at);
  const given = findTrustList(values.trust);
  const bytes = readBytes(file);
  const list: ListInUse = await newestSeen(given.text, { folder: given.stateFolder, now }, io);
  const reading = await verifyFile(bytes, { trustList: list.text, now });
  await keepBrought(reading, given.stateFolder, now, io);
  const measure: Measure = { trustListFile: given.file, trustListKept: list.keptIn, at: now };
  if (values.json) io.out(JSON.stringify({ ...answerOf(reading), ...measure }, null, 2));
  else print(reading, measure, io);
  return 'found' in reading ? EXIT_CODES[reading.found.verdict] : EXIT_CODES.UNVERIFIABLE;
};
