import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { readClassList } from '@hocba/server/schools/read-class';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import type { Db } from '@hocba/server/storage/engine/db';
import { openStorage } from '@hocba/server/storage/engine/open';
import { findSheet } from '@hocba/server/storage/queries/records/sheets';
import { countSubmissions } from '@hocba/server/storage/queries/submissions';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { ClassCode, SchoolCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { approvals } from '../../school-client/src/i18n/vi/approvals.ts';
import { gradebook } from '../../school-client/src/i18n/vi/gradebook.ts';
import { root } from './source-files.ts';

const README = readFileSync(join(root, 'README.md'), 'utf8');
const BLOCKS = [...README.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) =>
  (block ?? '')
    .trim()
    .split('\n')
    .map((line) => line.trim()),
);
const REGISTRY = BLOCKS.find((lines) => lines.some((line) => line.includes('import marks'))) ?? [];
const START = 'npx -y pnpm@10 start';

/**
 * Stands in for the package runner: the same scripts, on this checkout, without an installation. A client that
 * is built already is not built again.
 */
const RUNNER = `#!/bin/sh
set -e
[ "$1 $2" = "-y pnpm@10" ]
script="$3"
shift 3
case "$script" in
  hocba) exec "$NODE" server/src/cli/hocba.ts "$@" ;;
  start) exec "$NODE" server/src/main.ts ;;
  build) [ -e school-client/dist/index.html ] || exec "$NODE" school-client/node_modules/vite/bin/vite.js build school-client ;;
  *) exit 99 ;;
esac
`;

let folder: string;
let env: Record<string, string>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-readme-'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'npx'), RUNNER, { mode: 0o755 });
  env = {
    PATH: [join(folder, 'bin'), dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
    NODE: process.execPath,
    DATABASE_URL: `file:${folder}/hocba.sqlite`,
    SIGNING_KEY_FILE: join(folder, 'signing-keys.json'),
    TRUST_LIST_FILE: join(folder, 'trust-list.jws'),
    SESSION_KEY_FILE: join(folder, 'session-key.json'),
    HEAD_KEY_FILE: join(folder, 'head-key.json'),
    LISTEN: '127.0.0.1:0',
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EXPORTS = REGISTRY.filter((line) => line.startsWith('export '));
const COMMANDS = REGISTRY.filter((line) => !EXPORTS.includes(line) && line !== START);
const script = (command: string) => [...EXPORTS, command].join('\n');

/** Runs one line of the README as a shell does, after the block's own settings. */
const run = (command: string) =>
  spawnSync('sh', ['-e', '-c', script(command)], { cwd: root, env, encoding: 'utf8' });

const onDatabase = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
  const db = await openStorage(env.DATABASE_URL ?? '', TEST_MAC);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
};

/** Pupils of the class, marks that stand on the sheet, and documents in the submission log. */
const count = () =>
  onDatabase(async (db) => {
    const name = '08000101-2026-2027';
    const list = await readClassList(
      db,
      '08000101' as SchoolCode,
      '2026-2027' as SchoolYear,
      '8A1' as ClassCode,
    );
    const sheet = JSON.parse((await findSheet(db, name, '8A1:toan:hk1'))?.body ?? '{}') as SheetState;
    const heads = Object.values(sheet.cells).flatMap((columns) => Object.values(columns));
    const marks = heads.filter(([value]) => value !== null).length;
    return { pupils: list.students.length, marks, submissions: await countSubmissions(db, name) };
  });

it('the README has scripts for everything that its blocks run', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const lines = BLOCKS.flat().filter((line) => !line.startsWith('export '));
  const names = lines.map((line) => /^npx -y pnpm@10 (\w+)/.exec(line)?.[1] ?? line);
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

it('the first block of the README ends with the start of the registry', () => {
  expect(REGISTRY.at(-1)).toBe(START);
});

it.each(COMMANDS)('a line of the README runs: %s', (command) => {
  const { status, stderr } = run(command);
  expect([status, stderr]).toEqual([0, '']);
});

it('the registry of the README then holds 42 pupils and 252 marks, and a second import changes nothing', async () => {
  const before = await count();
  expect(before).toMatchObject({ pupils: 42, marks: 252 });
  for (const command of COMMANDS.filter((line) => line.includes(' import '))) {
    const { status, stdout } = run(command);
    expect([status, stdout]).toEqual([0, expect.stringContaining('0 create, 0 update')]);
  }
  expect(await count()).toEqual(before);
});

it('field 21: the command doctor names the root key until it is moved away, as the README says, and is content then', () => {
  const doctor = 'npx -y pnpm@10 hocba doctor';
  expect(run(doctor)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('root-key.json lies beside'),
  });
  expect(README).toContain('mv data/root-key.json ');
  mkdirSync(join(folder, 'medium'));
  renameSync(join(folder, 'root-key.json'), join(folder, 'medium', 'root-key.json'));
  expect(run(doctor)).toMatchObject({ status: 0, stdout: expect.not.stringContaining('FAILED') });
});

it('field 21: the README calls buttons as screens do, and says how hocba is called and which port is taken', () => {
  const buttons = [
    gradebook.close,
    ...[approvals.confirm, approvals.finalise].map((text) => text.split(' {{')[0]),
  ];
  for (const button of buttons) expect(README.split(`(${button})`).length).toBeGreaterThan(2);
  expect(README).toContain('says `hocba …`, type `npx -y pnpm@10 hocba …`');
  expect(README).toMatch(/LISTEN=127\.0\.0\.1:(\d+)` and\n`PUBLIC_URL=http:\/\/localhost:\1`/);
});

it('the registry of the README starts, answers that it can work, and ends when told to', async () => {
  const child = spawn('sh', ['-e', '-c', script(`exec ${START}`)], { cwd: root, env });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      const listen = (text: Buffer) => {
        said += text.toString();
        const address = /listening at (http:\S+?)"/.exec(said)?.[1];
        if (address !== undefined) resolve(address);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', () => reject(new Error(said)));
    });
    // A registry turns requests away while its machine stands still, and says so with 503.
    const statusOf = (address: string) => async () => (await fetch(address)).status;
    await expect.poll(statusOf(`${url}/readyz`), { timeout: 60_000 }).toBe(200);
    await expect.poll(statusOf(url), { timeout: 60_000 }).toBe(200);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  } finally {
    child.kill('SIGKILL');
  }
}, 180_000);
