import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Fault, FIELD_FAULTS, STOCK_FAULTS } from '../faults/faults.ts';
import { readTestTitles, type TestTitle } from '../house/test-titles.ts';

/** The committed catalogue of faults. */
export const FAULTS_FILE: string = fileURLToPath(new URL('../faults/FAULTS.md', import.meta.url));

const INTRODUCTION = `# Faults

The faults that a synchronisation of marks must survive, the answer to each, and the tests that show it. The title of a
test begins with the numbers of its faults; if stock PouchDB fails at the fault, its test shows that too. This file is
made from those titles and from \`test/faults/faults.ts\` by \`node test/run/faults.ts\`.

Faults that nobody thought of are looked for at random: \`test/faults/model\` lets several computers with the client's own
code and one registry go through histories of typing, saving, sending, closing, dying, cloning and restoring, with every
fault of a line at any request, and checks after each step and at rest what must always hold. 2,000 histories belong to
the tests; more of them, or one again, are run by hand:

\`\`\`
MODEL_HISTORIES=50000 MODEL_SEED=7 node_modules/.bin/vitest run --project faults model
MODEL_SEED=7 MODEL_PATH=292:0:3 MODEL_REPLAY=o:B node_modules/.bin/vitest run --project faults model
\`\`\`
`;

/** The numbers of faults that a title begins with. */
export const faultsOf = (title: string): string[] =>
  /^((?:E\d+|fault \d+)(?:, (?:E\d+|fault \d+))*): /.exec(title)?.[1]?.split(', ') ?? [];

/** A title without the numbers before it. */
const wordsOf = (title: string): string => title.replace(/^(?:(?:E\d+|(?:fault|field) \d+)(?:, )?)+: /, '');

/** Tests whose titles begin with the number of a fault, in the order of their files. */
export const proofsOf = (fault: string, titles: readonly TestTitle[]): TestTitle[] =>
  titles.filter(({ title }) => faultsOf(title).includes(fault));

const sectionOf = (fault: Fault, titles: readonly TestTitle[]): string => {
  const name = fault.number.replace(/^fault/, 'Fault');
  const proofs = proofsOf(fault.number, titles).map(
    ({ path, title }) => `- ${wordsOf(title)} (\`${path}\`)\n`,
  );
  return `### ${name}\n\n${fault.wrong}\n\nAnswer: ${fault.answer}\n\n${proofs.join('')}`;
};

/** The catalogue as the committed file holds it. */
export const faultsText = (titles: readonly TestTitle[] = readTestTitles()): string => {
  const sections = (faults: readonly Fault[]) => faults.map((fault) => sectionOf(fault, titles)).join('\n');
  return [
    INTRODUCTION,
    `## Faults of stock PouchDB that were reproduced\n\n${sections(STOCK_FAULTS)}`,
    `## Faults of networks, disks, clocks and people\n\n${sections(FIELD_FAULTS)}`,
  ].join('\n');
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(FAULTS_FILE, faultsText());
