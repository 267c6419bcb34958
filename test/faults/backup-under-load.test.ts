import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHeadKey } from '@hocba/server/heads/head-key';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { openToRead } from '@hocba/server/storage/engine/open';
import { countSubmissions } from '@hocba/server/storage/queries/submissions';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listLosses, playHour } from '../fixtures/end-of-term/hour.ts';
import { type RegistryProcess, startRegistryProcess } from '../fixtures/end-of-term/registry-process.ts';
import { prepareSchools, type TermDesk } from '../fixtures/end-of-term/schools.ts';

const HOCBA = fileURLToPath(import.meta.resolve('@hocba/server/cli/hocba'));

let folder: string;
let env: NodeJS.ProcessEnv;
let registry: RegistryProcess;
let desks: TermDesk[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-backup-'));
  const databaseUrl = `file:${join(folder, 'hocba.sqlite')}`;
  const prepared = await prepareSchools(databaseUrl, 10, 2);
  desks = prepared.desks;
  const { publicUrl, secrets, signingKeys, trustList } = prepared.shared;
  const files = {
    SIGNING_KEY_FILE: signingKeys,
    TRUST_LIST_FILE: trustList,
    SESSION_KEY_FILE: secrets,
    HEAD_KEY_FILE: await createHeadKey(),
  };
  env = { ...process.env, DATABASE_URL: databaseUrl, PUBLIC_URL: publicUrl };
  for (const [name, text] of Object.entries(files)) {
    env[name] = join(folder, name.toLowerCase());
    writeFileSync(env[name], text, { mode: 0o600 });
  }
  registry = await startRegistryProcess(prepared.shared);
});
afterEach(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true });
});

/** A command in a process of its own, as an operator runs it beside the registry; what it said and how it ended. */
const hocba = (args: readonly string[], more: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [HOCBA, ...args], { env: { ...env, ...more } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  );
  return { ended, kill: () => child.kill('SIGKILL') };
};

const submissionsIn = async (file: string): Promise<number> => {
  const db = await openToRead(`file:${file}`, TEST_MAC);
  return countSubmissions(db).finally(() => db.close());
};

it('a backup beside 20 desks that are writing holds one moment, and every mark from before it', async () => {
  const place = join(folder, 'hocba.sqlite');
  const backup = join(folder, 'backup.sqlite');
  let isBackedUp = false;
  const playing = playHour({
    desks,
    savesEach: 20,
    playedMs: 4_000,
    loseOneIn: 0,
    base: () => registry.base,
    goesOn: () => !isBackedUp,
  });
  while ((await submissionsIn(place)) < 50) await new Promise((resolve) => setTimeout(resolve, 50));
  const before = await submissionsIn(place);

  expect(await hocba(['backup', backup]).ended).toMatchObject({ code: 0 });
  const held = await submissionsIn(backup);
  expect(held).toBeGreaterThanOrEqual(before);
  // Otherwise nobody wrote meanwhile, and this shows nothing.
  await expect.poll(() => submissionsIn(place)).toBeGreaterThan(held);
  isBackedUp = true;
  const devices = await playing;
  await registry.idle();
  const db = await openToRead(`file:${place}`, TEST_MAC);
  expect(await listLosses(db, devices).finally(() => db.close())).toEqual([]);

  expect(await hocba(['doctor']).ended).toMatchObject({ code: 0 });
  const restored = { DATABASE_URL: `file:${join(folder, 'restored', 'hocba.sqlite')}` };
  expect(await hocba(['restore', backup, '--verify'], restored).ended).toMatchObject({ code: 0 });
});

it('a backup that is killed leaves nothing that could be taken for one, and the next one clears up after it', async () => {
  const backup = join(folder, 'backup.sqlite');
  const workshops = () => readdirSync(folder).filter((name) => name.startsWith('.hocba-'));
  const killed = hocba(['backup', backup]);
  while (workshops().length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  killed.kill();
  expect(await killed.ended).toMatchObject({ code: null });
  expect([existsSync(backup), workshops().length]).toEqual([false, 1]);

  expect(await hocba(['backup', backup]).ended).toMatchObject({ code: 0 });
  expect([existsSync(backup), workshops().length]).toEqual([true, 0]);
});
