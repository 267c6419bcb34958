import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  Refused,
  type Step,
  VERIFY_CODES,
  type Verdict,
  type VerdictName,
} from '@hocba/shared/credential/verdict';
import { openTrust, verifyAgainst } from '@hocba/shared/credential/verify';
import { type BundleVerdict, parseBundle, verifyBundle } from '@hocba/shared/credential/verify-bundle';
import { Instant, parseIdentifier } from '@hocba/shared/school/identifiers';
import { readConfigWith } from '../config.ts';
import { type CommandIo, type Run, UsageError } from './command.ts';

export const usage = `Usage: hocba verify FILE|- [--json] [--offline] [--trust FILE] [--at TIME]

Verifies a signed record (compact text) or a bundle (.hocba.json); - reads standard input. Nothing is ever fetched:
--offline is taken and changes nothing.
  --trust FILE  the trust list to believe; otherwise TRUST_LIST_FILE, if it is there. The list inside a bundle is
                used only when the same root signed it and it is newer.
  --at TIME     as of this time, 2026-06-10T02:30:15.250Z
  --json        the whole answer as JSON
Exit codes: 0 valid, 1 invalid, 2 cannot be verified, 3 superseded, revoked or expired, 64 wrong usage, 70 internal.`;

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

/** A text file ends with a line break that is no part of the signed text; one is taken away, no more. */
const readText = (path: string): string => {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw new UsageError(`${path} cannot be read`);
  }
};

const findTrustList = (given: string | undefined): { file: string; text: string | undefined } => {
  if (given !== undefined) return { file: given, text: readText(given) };
  // Verifying needs no registry, so PUBLIC_URL need not be set.
  const { trustListFile: file } = readConfigWith({ PUBLIC_URL: 'https://verify.invalid' });
  return { file, text: existsSync(file) ? readText(file) : undefined };
};

const timeOf = (given: string | undefined): Instant => {
  if (given === undefined) return new Date().toISOString() as Instant;
  const instant = parseIdentifier(Instant, given);
  if (instant === undefined) throw new UsageError('--at takes a time as 2026-06-10T02:30:15.250Z');
  return instant;
};

const malformed = (error: Refused): BundleVerdict => {
  const steps: Step[] = [{ name: 'format', outcome: 'failed', code: error.code }];
  return { verdict: 'INVALID', trustListUsed: 'none', credentials: [{ verdict: 'INVALID', steps }] };
};

const verifyText = async (
  text: string,
  trustList: string | undefined,
  now: Instant,
): Promise<BundleVerdict> => {
  const options = { trustList, now };
  if (!text.startsWith('{')) {
    const trust = await openTrust(options);
    const credential = await verifyAgainst(text, trust, now);
    const trustListUsed = 'code' in trust ? 'none' : 'given';
    return { verdict: credential.verdict, trustListUsed, credentials: [credential] };
  }
  try {
    return await verifyBundle(parseBundle(text), options);
  } catch (error) {
    if (error instanceof Refused) return malformed(error);
    throw error;
  }
};

const LISTS: Record<BundleVerdict['trustListUsed'], string> = {
  given: 'Trust list',
  bundle: 'Trust list: the newer one inside the bundle, signed by the root of',
  none: 'No usable trust list, looked for',
};

const printRecord = ({ verdict, steps, payload }: Verdict, number: number, io: CommandIo): void => {
  io.out(`\nRecord ${number}: ${verdict}`);
  for (const { name, outcome, code } of steps) {
    io.out(`  ${name.padEnd(10)} ${outcome}${code === undefined ? '' : `  ${code}: ${VERIFY_CODES[code]}`}`);
  }
  if (payload === undefined) return;
  const { student, school, year, class: className, revision } = payload.credentialSubject;
  io.out(`  ${student.name} (${student.code}), ${className}, ${year}, ${school.name}, revision ${revision}`);
  io.out(`  issued ${payload.validFrom} by ${payload.iss}`);
};

/** `hocba verify`: prints every check by name; the exit code is the verdict. */
export const run: Run = async (args, io) => {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('verify takes one file');
  const now = timeOf(values.at);
  const trust = findTrustList(values.trust);
  const answer = await verifyText(readText(file), trust.text, now);
  if (values.json) io.out(JSON.stringify({ ...answer, trustListFile: trust.file, at: now }, null, 2));
  else {
    io.out(`${answer.verdict}\n${LISTS[answer.trustListUsed]} ${trust.file}, as of ${now}`);
    answer.credentials.forEach((credential, i) => {
      printRecord(credential, i + 1, io);
    });
  }
  return EXIT_CODES[answer.verdict];
};
