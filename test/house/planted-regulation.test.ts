import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PLANTED_FOLDER, PLANTED_ROWS, PLANTED_YEAR } from './planted-regulation.ts';
import { root } from './source-files.ts';

const TSC = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

let copy: string;

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
};

/** Puts a row behind another one, which has to be there. */
const withRow = (text: string, { after, row, imports }: { after: string; row: string; imports: string }) => {
  if (!text.includes(after)) throw new Error(`the list has no row ${after}`);
  return imports + text.replace(after, after + row);
};

const run = (...arguments_: string[]) =>
  spawnSync(process.execPath, arguments_, { cwd: copy, encoding: 'utf8' });

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'hocba-planted-'));
  cpSync(join(root, 'shared', 'src'), join(copy, 'src'), {
    recursive: true,
    filter: (path) => !/\.(test|fixture)\.ts$/.test(path),
  });
  symlinkSync(join(root, 'shared', 'node_modules'), join(copy, 'node_modules'));
  write('package.json', '{ "type": "module" }');
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { ...compilerOptions, types: [] }, include: ['src'] }),
  );
  write(`src/regulations/${PLANTED_FOLDER.path}`, PLANTED_FOLDER.text);
  for (const [file, row] of Object.entries(PLANTED_ROWS)) {
    const path = join(copy, 'src/regulations', file);
    writeFileSync(path, withRow(readFileSync(path, 'utf8'), row));
  }
  write('year.ts', PLANTED_YEAR);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

it('a third regulation needs a folder and its rows: the rest of shared compiles as it is', () => {
  const { stdout, status } = run(TSC, '-p', '.');
  expect(stdout).toBe('');
  expect(status).toBe(0);
}, 120_000);

it('a pupil has a year under a third regulation, from typed marks to the payload that is signed', () => {
  const { stdout, stderr } = run('year.ts');
  expect(stderr).toBe('');
  const year = JSON.parse(stdout);
  expect(year).toMatchObject({
    columns: ['gk', 'ck'],
    before: ['tx1', 'tx2', 'tx3', 'tx4', 'gk', 'ck'],
    wrong: 'MARK_OUT_OF_RANGE',
    otherColumn: 'COLUMN_UNKNOWN',
    name: 'stars.gk',
    complete: [2, 0, 2, 0],
    record: { regulation: 'circular-9-2030', passed: true, subjects: [{ subject: 'toan', stars: 4 }] },
    findings: [],
    fits: true,
    listed: [['stars.passed', 'stars.true']],
    heldBack: false,
    page: [{ kind: 'facts', facts: [['stars.passed', 'stars.true']] }],
    signed: {
      regulation: 'circular-9-2030',
      passed: true,
      subjects: [{ code: 'toan', name: 'Toán', stars: 4 }],
    },
  });
  expect(year.explained[0].lines[0]).toMatchObject({
    working: ['toan: 4'],
    result: 'stars.true',
    differs: false,
  });
}, 60_000);
