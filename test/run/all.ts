import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './chromium.ts';
import { type Count, FAILED, type Output, tests, whole } from './step.ts';

type Step = readonly [sentence: string, step: (output: Output) => Promise<Count>];

const root = fileURLToPath(new URL('../../', import.meta.url));
process.chdir(root);
// The project's own programs and its own Node come first, no matter which program started this one.
process.env.PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);

const client = join(root, 'school-client');
const build = whole(join(client, 'node_modules', '.bin', 'vite'), ['build'], client);

/** Without a browser the stories have not passed, so they count as failed. */
const stories = async (output: Output): Promise<Count> => {
  try {
    process.env.CHROMIUM = ensureChromium();
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return FAILED;
  }
  return tests('e2e')(output);
};

/** Steps of a group run at the same time; their groups one after another. */
const GROUPS: readonly (readonly Step[])[] = [
  [
    ['Types hold', whole('tsc', ['-p', '.'])],
    ['Style and import rules hold', whole('biome', ['check', '--error-on-warnings', '.'])],
  ],
  [['House law holds', tests('house')]],
  [['Units and properties of the shared rules pass', tests('shared')]],
  [['Units of the registry pass', tests('server')]],
  [['Units of the school client pass', tests('school-client')]],
  [['Storage agrees on SQLite, PGlite and PostgreSQL', tests('conformance')]],
  [['The client builds', build]],
  [['Contracts between the parts hold, generated files are up to date', tests('contract')]],
  [['A device and the registry agree', tests('device')]],
  [['The whole CouchDB protocol holds on the product’s own tree', tests('couch')]],
  [['Nothing is lost when processes die and networks break', tests('faults')]],
  [['The stories pass in Chromium', stories]],
];

const runGroup = async (group: readonly Step[]): Promise<Count[]> => {
  const alone = group.length === 1;
  const running = group.map(([sentence, step]) => {
    const output: Output = alone ? 'inherit' : { text: '' };
    return { sentence, output, start: () => step(output) };
  });
  if (alone) process.stdout.write(`\n== ${group[0]?.[0]}\n`);
  const counts = await Promise.all(running.map(({ start }) => start()));
  for (const { sentence, output } of running) {
    if (output !== 'inherit') process.stdout.write(`\n== ${sentence}\n${output.text}`);
  }
  return counts;
};

const results: string[] = [];
const faults: string[] = [];
let passed = 0;
let failed = 0;
for (const group of GROUPS) {
  const startedAt = performance.now();
  const counts = await runGroup(group);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  for (const [i, count] of counts.entries()) {
    passed += count.passed;
    failed += count.failed;
    faults.push(...(count.faults ?? []));
    const word = count.failed === 0 ? 'yes' : 'NO ';
    results.push(`${word}  ${group[i]?.[0]} (${count.passed} passed, ${count.failed} failed, ${seconds} s)`);
  }
}
process.stdout.write(`\n${[...faults, ...results].join('\n')}\n\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
