import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The part that one step contributes to the closing lines. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Each failed test with its file and the first lines of its fault, for readers who see only the end of a run. */
  readonly faults?: readonly string[];
}

/** Where a step writes: `inherit` as it goes, or a text that is shown when the step has ended. */
export type Output = 'inherit' | { text: string };

/** A step that counts as one. */
export const PASSED: Count = { passed: 1, failed: 0 };
export const FAILED: Count = { passed: 0, failed: 1 };

/** The last output of a command is read for so long after its end; milliseconds. */
const LAST_WORDS_MS = 2_000;

/** Runs a command; true when it ended well. A command that cannot start has not. */
export const run = (
  command: string,
  args: readonly string[],
  output: Output,
  cwd?: string,
): Promise<boolean> =>
  new Promise((resolve) => {
    const stdio = output === 'inherit' ? 'inherit' : 'pipe';
    const child = spawn(command, args, { stdio: ['ignore', stdio, stdio], ...(cwd ? { cwd } : {}) });
    if (output !== 'inherit') {
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (chunk: Buffer) => {
          output.text += chunk.toString();
        });
      }
    }
    child.once('error', (error) => {
      process.stdout.write(`${error.message}\n`);
      resolve(false);
    });
    child.once('exit', (code) => {
      // A process that a failed test left behind holds the pipes open: the run would wait for it to the end of its time.
      const timer = setTimeout(() => done(), LAST_WORDS_MS);
      const done = () => {
        clearTimeout(timer);
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve(code === 0);
      };
      child.once('close', done);
    });
  });

/** A step that is right or wrong as a whole. */
export const whole =
  (command: string, args: readonly string[], cwd?: string) =>
  async (output: Output): Promise<Count> =>
    (await run(command, args, output, cwd)) ? PASSED : FAILED;

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    /** The error that broke the file around its tests. */
    readonly message: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Lines of a fault that are repeated at the end. */
const LINES = 12;

const firstLines = (text: string): string => {
  const own = text.split('\n').filter((line) => !/node_modules|^\s+at new Promise/.test(line));
  return own.slice(0, LINES).join('\n    ');
};

const faultsOf = ({ testResults }: Report): string[] =>
  testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${name}\n    ${firstLines(message)}`];
    return failed.map(
      ({ fullName, failureMessages }) =>
        `${name}: ${fullName}\n    ${firstLines(failureMessages.join('\n'))}`,
    );
  });

/** A vitest project counts its tests; one that executed none, or broke around its tests, has failed. */
export const tests =
  (project: string) =>
  async (output: Output): Promise<Count> => {
    const folder = mkdtempSync(join(tmpdir(), 'hocba-test-'));
    const file = join(folder, 'report.json');
    const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    try {
      const green = await run('vitest', ['run', `--project=${project}`, ...report], output);
      const read = JSON.parse(readFileSync(file, 'utf8')) as Report;
      const { numPassedTests: passed, numFailedTests: failed } = read;
      const broken = failed === 0 && (!green || passed === 0);
      return { passed, failed: broken ? 1 : failed, faults: faultsOf(read) };
    } catch {
      return FAILED;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
