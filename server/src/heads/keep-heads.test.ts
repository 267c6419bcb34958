import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TEST_MAC } from '../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../storage/engine/db.ts';
import { write } from '../storage/engine/db.ts';
import { migrate } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import { openHead } from './head.ts';
import { createHeadKey, readHeadKey } from './head-key.ts';
import { readHeadsFile } from './heads-file.ts';
import { keepHeads } from './keep-heads.ts';
import { NOW, openLog, writeAct, writeLog, YEAR } from './written-log.fixture.ts';

const OTHER = '08000102-2026-2027';

let folder: string;
let db: Db;
let lines: { event: string; error?: string; chainHead?: string }[];

const config = () => ({
  headKeyFile: join(folder, 'head-key.json'),
  signingKeyFile: join(folder, 'keys', 'signing-keys.json'),
  publicUrl: 'https://hocba.example',
});
const keep = () => {
  const note = (fields: object, event: string) => void lines.push({ ...fields, event });
  return keepHeads({ db, config: config(), clock: () => NOW, log: { info: note, error: note } });
};
const kept = async () => (await readHeadsFile(config(), await readHeadKey(config()))).heads;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  folder = mkdtempSync(join(tmpdir(), 'hocba-heads-'));
  mkdirSync(join(folder, 'keys'));
  writeFileSync(join(folder, 'head-key.json'), await createHeadKey());
  lines = [];
  db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  await openLog(db);
  await writeAct(db, 'school.added');
  await writeLog(db, 'a');
});
afterEach(async () => {
  vi.useRealTimers();
  await db.close();
  rmSync(folder, { recursive: true });
});

it('a start tells one head in the log and in a private file beside the signing key', async () => {
  const stop = await keep();
  stop();
  const file = join(folder, 'keys', 'heads.jsonl');
  expect(lines).toEqual([{ event: 'chain.head', chainHead: expect.any(String), audit: 1, logs: 1 }]);
  const head = await openHead(await readHeadKey(config()), lines[0]?.chainHead ?? '');
  expect(head).toMatchObject({ iss: 'https://hocba.example', at: NOW, audit: { seq: 1 } });
  expect(head?.logs.map(([name, seq]) => [name, seq])).toEqual([[YEAR, 1]]);
  expect(await kept()).toEqual([head]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).not.toContain('"d"');
});

it('a day later, and after another start, only logs are told that have grown', async () => {
  await openLog(db, OTHER);
  await writeLog(db, 'a', OTHER);
  const stop = await keep();
  await writeLog(db, 'b', OTHER);
  vi.advanceTimersByTime(86_400_000);
  await vi.waitFor(() => expect(lines).toHaveLength(2));
  stop();
  await writeLog(db, 'b');
  (await keep())();
  vi.advanceTimersByTime(86_400_000);
  await vi.waitFor(async () =>
    expect((await kept()).map(({ logs }) => logs.map(([name, seq]) => [name, seq]))).toEqual([
      [
        [YEAR, 1],
        [OTHER, 1],
      ],
      [[OTHER, 2]],
      [[YEAR, 2]],
    ]),
  );
});

it('a thousand logs are told in ten heads, none of which is longer than log collectors take', async () => {
  const names = Array.from({ length: 999 }, (_, i) => `${String(8_000_103 + i).padStart(8, '0')}-2026-2027`);
  const chain = 'f'.repeat(64);
  const rows = names.map((name) => ({ db: name, seq: 9_999_999, chain }));
  await db.commit([write((q, { projection: t }) => q.insert(t).values(rows))]);
  (await keep())();
  expect(lines).toHaveLength(10);
  expect(new Set((await kept()).flatMap(({ logs }) => logs.map(([name]) => name))).size).toBe(1000);
  const longest = Math.max(...lines.map((line) => JSON.stringify(line).length));
  expect(longest).toBeLessThan(16_000);
});

it('a folder of keys that cannot be written stops nothing: the log has the head, and says that the file has not', async () => {
  rmSync(join(folder, 'keys'), { recursive: true });
  (await keep())();
  expect(lines.map(({ event }) => event)).toEqual(['chain.head', 'heads.failed']);
  expect(lines[1]?.error).toContain('ENOENT');
});

it('a missing head key stops nothing: the log says how it is made, and heads begin on the day it is there', async () => {
  rmSync(join(folder, 'head-key.json'));
  const stop = await keep();
  expect(lines).toEqual([
    { event: 'heads.failed', error: expect.stringContaining('"hocba keys create --missing" makes it') },
  ]);
  expect(existsSync(join(folder, 'keys', 'heads.jsonl'))).toBe(false);
  writeFileSync(join(folder, 'head-key.json'), await createHeadKey());
  vi.advanceTimersByTime(86_400_000);
  await vi.waitFor(async () => expect(await kept()).toHaveLength(1));
  stop();
});
