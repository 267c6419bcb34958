#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { PROBLEMS, RegistryError } from '@hocba/shared/problems';
import { ConfigError } from '../config.ts';
import { describeDatabaseFault, describeFault, describeFileFault } from '../storage/away.ts';
import { SchemaError } from '../storage/migrate.ts';
import { type CommandIo, EX_INTERNAL, EX_USAGE, type Run, UsageError } from './command.ts';
import { type Said, say } from './said.ts';
import { terminalText } from './terminal-text.ts';

/** A command by its first word. It is loaded only when called, so that none pays for another's imports. */
interface Command {
  readonly summary: string;
  readonly load: () => Promise<{ run: Run; usage: string | Said }>;
}

/** Every command; a new one is a module and a row. */
const COMMANDS: Readonly<Record<string, Command>> = {
  account: { summary: 'create, reset and disable accounts', load: () => import('./account.ts') },
  audit: { summary: 'say who did what and who looked', load: () => import('./audit.ts') },
  backup: { summary: 'copy the running database and check the copy', load: () => import('./backup.ts') },
  demo: { summary: 'make and serve a small province', load: () => import('./demo.ts') },
  doctor: { summary: 'look at everything and change nothing', load: () => import('./doctor.ts') },
  import: { summary: 'read pupil lists and mark sheets', load: () => import('./import.ts') },
  keys: { summary: 'make signing keys, trust list and session keys', load: () => import('./keys.ts') },
  migrate: { summary: 'bring the database to this program', load: () => import('./migrate.ts') },
  rescue: { summary: 'bring in what a device could not send', load: () => import('./rescue.ts') },
  restore: { summary: 'verify a backup and put it in place', load: () => import('./restore.ts') },
  school: { summary: 'add a school', load: () => import('./school.ts') },
  verify: { summary: 'verify a signed record or a bundle', load: () => import('./verify.ts') },
};

const overview = (): string => {
  const width = Math.max(...Object.keys(COMMANDS).map((word) => word.length));
  const rows = Object.entries(COMMANDS).map(([word, { summary }]) => `  ${word.padEnd(width)}  ${summary}`);
  return `Usage: hocba COMMAND …\n\n${rows.join('\n')}\n\nhocba COMMAND --help says more.`;
};

const isHelp = (word: string | undefined): boolean => word === '--help' || word === '-h' || word === 'help';

/** parseArgs reports what it does not know with codes of this kind. */
const isUsageFault = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (error instanceof Error && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS'));

/**
 * Nothing is wrong with the program when settings are missing, a database is away or has another schema, or a file
 * cannot be used.
 */
const isOfThePlace = (error: unknown): boolean =>
  error instanceof ConfigError ||
  error instanceof SchemaError ||
  describeDatabaseFault(error) !== undefined ||
  describeFileFault(error) !== undefined;

const WHERE_SETTINGS_ARE =
  'Set them in the environment or in a file .env of this folder, for a first try: export PUBLIC_URL=http://localhost:8787\nserver/OPERATING.md lists all of them.';

/** What an operator reads about an error: the catalogue's words, or the message of what went wrong around us. */
const explain = (error: unknown): string => {
  if (!(error instanceof RegistryError)) {
    const isUnset = error instanceof ConfigError;
    return `${describeFault(error)}${isUnset ? `\n${WHERE_SETTINGS_ARE}` : ''}`;
  }
  const detail = error.detail === undefined ? '' : ` (${error.detail})`;
  return `${error.code}: ${PROBLEMS[error.code].title}${detail}`;
};

/**
 * Runs one command line. Exit codes: what the command answers; 1 when the registry refuses, 64 for wrong usage, 70
 * for anything unexpected.
 */
export const runHocba = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const [word, ...rest] = args;
  if (isHelp(word)) {
    io.out(overview());
    return 0;
  }
  const command = word !== undefined && Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (command === undefined) {
    io.err(word === undefined ? overview() : `Unknown command ${word}.\n\n${overview()}`);
    return EX_USAGE;
  }
  const { run, usage: said } = await command.load();
  const usage = typeof said === 'string' ? said : say(said);
  if (rest.some((each) => each === '--help' || each === '-h')) {
    io.out(usage);
    return 0;
  }
  try {
    return await run(rest, io);
  } catch (error) {
    if (isUsageFault(error)) {
      io.err(`${error.message}\n\n${usage}`);
      return EX_USAGE;
    }
    io.err(explain(error));
    if (isOfThePlace(error)) return 1;
    return error instanceof RegistryError && PROBLEMS[error.code].status < 500 ? 1 : EX_INTERNAL;
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // A reader that ends early (`| head`) must not end a command in the middle of its work.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const io: CommandIo = {
    out: (text) => void process.stdout.write(`${terminalText(text)}\n`),
    err: (text) => void process.stderr.write(`${terminalText(text)}\n`),
  };
  process.exitCode = await runHocba(process.argv.slice(2), io);
}
