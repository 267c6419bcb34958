import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one step contributes to the closing line. */
interface Count {
  readonly passed: number;
  readonly failed: number;
}

const run = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'inherit' }).status === 0;

/** A step that is right or wrong as a whole counts as one. */
const whole = (command: string, args: readonly string[]): Count =>
  run(command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

/** A vitest run counts its tests; one that executed none, or broke before its report, has failed. */
const tests = (project: string): Count => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-test-'));
  const file = join(folder, 'report.json');
  try {
    const green = run('vitest', [
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    const broken = report.numFailedTests === 0 && (!green || report.numPassedTests === 0) ? 1 : 0;
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const STEPS: readonly (readonly [string, () => Count])[] = [
  ['Types hold', () => whole('tsc', ['-p', '.'])],
  ['Style holds', () => whole('biome', ['check', '--error-on-warnings', '.'])],
  ['Units and properties of the shared rules pass', () => tests('shared')],
  ['Units of the registry pass', () => tests('server')],
];

let passed = 0;
let failed = 0;
for (const [sentence, step] of STEPS) {
  process.stdout.write(`\n== ${sentence}\n`);
  const count = step();
  passed += count.passed;
  failed += count.failed;
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
