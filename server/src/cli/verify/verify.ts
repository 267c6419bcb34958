import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { BundleVerdict } from '@hocba/shared/credential/bundle/verify-bundle';
import type { ConfirmationVerdict } from '@hocba/shared/credential/enrolment/verify-confirmation';
import { type Reading, verifyFile } from '@hocba/shared/credential/file/read-file';
import { readThumbprint, thumbprintGroups } from '@hocba/shared/credential/trust/seen-list';
import type {
  BundleStepName,
  Step,
  StepName,
  Verdict,
  VerdictName,
} from '@hocba/shared/credential/verify/verdict';
import { besideOf } from '@hocba/shared/credential/verify/verdict-table';
import type { Instant } from '@hocba/shared/school/identifiers';
import { readConfigWith } from '../../config.ts';
import { type CommandIo, type Run, UsageError } from '../command.ts';
import { readGivenInstant } from '../given-time.ts';
import { formatMoment } from '../texts/moment.ts';
import type { Said } from '../texts/said.ts';
import { type Memory, newestSeen, type Roots } from './seen-trust-list.ts';
import { verifyTexts } from './verify-texts.ts';
import { EN } from './verify-texts-en.ts';
import { VI } from './verify-texts-vi.ts';
import type { VerifyTexts } from './verify-words.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [EN.usage, VI.usage];

const OPTIONS = {
  json: { type: 'boolean' },
  offline: { type: 'boolean' },
  trust: { type: 'string' },
  at: { type: 'string' },
  root: { type: 'string' },
} as const;

/** Exit codes by verdict; REVOKED has one although no step gives it yet. */
const EXIT_CODES: Record<VerdictName, number> = {
  VALID: 0,
  INVALID: 1,
  UNVERIFIABLE: 2,
  SUPERSEDED: 3,
  REVOKED: 3,
  EXPIRED: 3,
};

/** A file that cannot be opened: nothing is concluded of any record. */
class UnreadError extends Error {}

const readBytes = (path: string): Uint8Array => {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch {
    throw new UnreadError(verifyTexts().cannotRead(path));
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
  const instant = readGivenInstant(given);
  if (instant === undefined) throw new UsageError(verifyTexts().atWanted);
  return instant;
};

/** The root that a person named, as its thumbprint is shown. */
const rootOf = (given: string | undefined): string | undefined => {
  if (given === undefined) return undefined;
  const root = readThumbprint(given);
  if (root === undefined) throw new UsageError(verifyTexts().rootWanted);
  return root;
};

interface Measure {
  readonly trustListFile: string;
  /** A newer list of the same root that was seen before, and was used in place of the file. */
  readonly trustListKept: string | undefined;
  /** The root of the list by its thumbprint, and the one that is believed for its issuer. */
  readonly root: string | undefined;
  readonly pinnedRoot: string | undefined;
  readonly at: Instant;
}

type AnyStep = Step<StepName | BundleStepName>;

const sinceOf = ({ since }: AnyStep): string | undefined =>
  since === undefined ? undefined : formatMoment(since);

/** The code of a step with its sentence, and what that is about. */
const reasonOf = (texts: VerifyTexts, step: AnyStep): string => {
  const { code, about = [] } = step;
  if (code === undefined) return '';
  const sentence = texts.codes[code].replace('{{since}}', sinceOf(step) ?? '');
  const of = about.length === 0 ? sentence : `${sentence.replace(/\.$/, '')}: ${about.join(', ')}`;
  return `  ${code}: ${of}`;
};

/** The root that everything hangs on, to be compared by a person; two of them, where another one came than at first. */
const rootLines = (texts: VerifyTexts, { issuer, given, believed, isFirst }: Roots): readonly string[] =>
  given === believed
    ? [texts.root(thumbprintGroups(given), isFirst ? issuer : undefined)]
    : texts.otherRoot(thumbprintGroups(believed), thumbprintGroups(given), issuer);

/** Prints the lines of an answer in one language. */
const printing = (texts: VerifyTexts, { out }: CommandIo) => {
  const printSteps = (steps: readonly AnyStep[]): void => {
    const width = Math.max(...steps.map(({ name }) => texts.steps[name].length));
    for (const step of steps) {
      const outcome = step.outcome === 'ok' && step.code !== undefined ? 'warning' : step.outcome;
      out(`  ${texts.steps[step.name].padEnd(width)} ${texts.outcomes[outcome]}${reasonOf(texts, step)}`);
    }
  };
  const printRecord = ({ verdict, steps, payload }: Verdict, number: number): void => {
    out(`\n${texts.record(number)}: ${texts.verdicts[verdict]}`);
    printSteps(steps);
    if (payload === undefined) return;
    out(`  ${texts.subject(payload.credentialSubject)}`);
    out(`  ${texts.issued(formatMoment(payload.validFrom), payload.iss)}`);
  };
  const printFound = (
    found: BundleVerdict,
    { trustListFile, trustListKept, at }: Measure,
    roots: Roots | undefined,
  ): void => {
    const beside = besideOf([...found.steps, ...found.credentials.flatMap(({ steps }) => steps)]);
    out(
      [texts.verdicts[found.verdict], ...beside.map((step) => texts.beside(step, sinceOf(step)))].join(', '),
    );
    const { trustListUsed: used } = found;
    if (used !== 'unasked') {
      out(texts.list(used, trustListKept ?? trustListFile, formatMoment(at)));
      if (trustListKept !== undefined) out(texts.newerThan(trustListFile));
      if (roots !== undefined) for (const line of rootLines(texts, roots)) out(line);
    }
    const isEmpty = found.credentials.length === 0;
    if (isEmpty) out(texts.empty);
    // Of no records every check holds: only what does not is worth a line.
    const steps = isEmpty ? found.steps.filter(({ outcome }) => outcome !== 'ok') : found.steps;
    if (steps.length > 0) out(`\n${texts.whole}`);
    printSteps(steps);
    for (const [i, credential] of found.credentials.entries()) printRecord(credential, i + 1);
  };
  const printConfirmation = (
    { verdict, steps, payload }: ConfirmationVerdict,
    { trustListFile, trustListKept, at }: Measure,
    roots: Roots | undefined,
  ): void => {
    out(texts.confirmations[verdict]);
    if (roots !== undefined) {
      out(texts.list('given', trustListKept ?? trustListFile, formatMoment(at)));
      for (const line of rootLines(texts, roots)) out(line);
    }
    printSteps(steps);
    if (payload === undefined) return;
    out(`  ${texts.enrolled(payload.credentialSubject)}`);
    out(`  ${texts.validUntil(formatMoment(payload.validUntil), payload.issuer)}`);
  };
  return (reading: Reading, measure: Measure, roots: Roots | undefined): void => {
    if ('found' in reading) printFound(reading.found, measure, roots);
    else if ('confirmation' in reading) printConfirmation(reading.confirmation, measure, roots);
    else {
      const { verdicts, codes } = texts;
      out(`${verdicts.UNVERIFIABLE}\nNOT_A_RECORD: ${codes.NOT_A_RECORD} ${texts.kind(reading.other)}`);
    }
  };
};

const answerOf = (reading: Reading): object => {
  if ('confirmation' in reading) return reading.confirmation;
  if ('other' in reading) return { verdict: 'UNVERIFIABLE', code: 'NOT_A_RECORD', kind: reading.other };
  const { newerList: _, ...found } = reading.found;
  return found;
};

const verdictOf = (reading: Reading): VerdictName => {
  if ('found' in reading) return reading.found.verdict;
  return 'confirmation' in reading ? reading.confirmation.verdict : 'UNVERIFIABLE';
};

/** A list that a bundle brought and its root vouches for is seen as well. */
const keepBrought = async (reading: Reading, memory: Memory, io: CommandIo): Promise<void> => {
  if ('found' in reading && reading.found.newerList !== undefined) {
    await newestSeen(reading.found.newerList, memory, io);
  }
};

const verifyNamed: Run = async (args, io) => {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError(verifyTexts().fileWanted);
  const now = timeOf(values.at);
  const given = findTrustList(values.trust);
  const bytes = readBytes(file);
  const memory: Memory = { folder: given.stateFolder, now, root: rootOf(values.root) };
  const { text, keptIn, roots } = await newestSeen(given.text, memory, io);
  const pinned = roots === undefined ? {} : { rootThumbprint: roots.believed };
  const reading = await verifyFile(bytes, { trustList: text, ...pinned, now });
  await keepBrought(reading, memory, io);
  const measure: Measure = {
    trustListFile: given.file,
    trustListKept: keptIn,
    root: roots?.given,
    pinnedRoot: roots?.believed,
    at: now,
  };
  if (values.json) io.out(JSON.stringify({ ...answerOf(reading), ...measure }, null, 2));
  else printing(verifyTexts(), io)(reading, measure, roots);
  return EXIT_CODES[verdictOf(reading)];
};

/** `hocba verify`: prints every check by name; the exit code is the verdict. */
export const run: Run = async (args, io) => {
  try {
    return await verifyNamed(args, io);
  } catch (error) {
    if (!(error instanceof UnreadError)) throw error;
    io.err(error.message);
    return EXIT_CODES.UNVERIFIABLE;
  }
};
