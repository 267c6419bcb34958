import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKeys } from '@hocba/server/issuing/keys/create-keys';
import { hashPassword } from '@hocba/server/people/sign-in/password';
import { createTestSecrets } from '@hocba/server/people/sign-in/secrets.fixture';
import { submit } from '@hocba/server/records/intake/submit';
import { projectAll } from '@hocba/server/records/projection/project';
import {
  approvalOf,
  closesOf,
  entryOf,
  fullEntries,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  SCHOOL,
  sendAs,
  TEACHER,
} from '@hocba/server/records/projection/small-class.fixture';
import { findPublished } from '@hocba/server/replication/publish';
import type { Db } from '@hocba/server/storage/engine/db';
import { insertAccount } from '@hocba/server/storage/queries/people';
import { putSetting } from '@hocba/server/storage/queries/settings';
import {
  countSubmissions,
  findProjection,
  listSubmissionsAfter,
} from '@hocba/server/storage/queries/submissions';
import { verify } from '@hocba/shared/credential/verify/verify';
import type { Entry } from '@hocba/shared/record/entry';
import type { Instant, SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KillPoint } from './kill-points.ts';

const ISSUER = 'http://localhost:8787';
const PASSWORD = 'mot-mat-khau-thu-2026';
const SHEET = '7A1:toan:hk1' as SheetId;
const PROCESS = fileURLToPath(new URL('registry-process.ts', import.meta.url));
const COMMAND = fileURLToPath(import.meta.resolve('@hocba/server/cli/hocba'));

let folder: string;
let db: Db;
let trustList: string;
let running: ChildProcess | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-crash-'));
  db = await openSmallClass(`file:${join(folder, 'db.sqlite')}`);
  const keys = await createKeys({ issuer: ISSUER, demo: true, now: NOW });
  trustList = keys.trustList;
  writeFileSync(join(folder, 'signing-keys.json'), keys.signingKeys);
  writeFileSync(join(folder, 'trust-list.jws'), keys.trustList);
  writeFileSync(join(folder, 'session-key.json'), createTestSecrets());
});
afterEach(async () => {
  running?.kill('SIGKILL');
  running = undefined;
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a registry process; `died` tells by which signal it ended, `port` when it listens. */
const start = (point?: KillPoint) => {
  const args = [PROCESS, folder, ...(point === undefined ? [] : [point])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running = child;
  const died = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_, signal) => resolve(signal)),
  );
  const port = new Promise<number>((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
  return { died, port };
};

const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  for (const deadline = Date.now() + 40_000; Date.now() < deadline; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never: ${what}`);
};

const credentials = async () => db.query.select().from(db.tables.credential);
const jobs = async () => db.query.select().from(db.tables.job);
const audit = async () => db.query.select().from(db.tables.audit);
const records = async () => db.query.select().from(db.tables.year_record);
const entry = (): Entry => entryOf(TEACHER, SHEET, [[PUPILS[0] as StudentId, 'tx1', 85, null]]);

/** Everything up to the head's finalisation, which is submitted but not projected. */
const submitUpToFinalise = async (): Promise<void> => {
  const entries = fullEntries();
  await sendAs(db, entries);
  await sendAs(db, await closesOf(db, entries));
  await sendAs(db, [await approvalOf(db, 'confirm', HOMEROOM_TEACHER)]);
  await submit(db, HEAD, NAME, [await approvalOf(db, 'finalise', HEAD)], NOW);
};

const expectIssuedOnce = async (): Promise<void> => {
  await until('three credentials', async () => (await credentials()).length === 3);
  for (const { jws, student } of await credentials()) {
    const now = new Date().toISOString() as Instant;
    expect((await verify(jws, { trustList, now })).verdict).toBe('VALID');
    const published = async () => (await findPublished(db, NAME, `credential:${student}`))?.body;
    await until('the credential for devices', async () => (await published()) !== undefined);
    expect(await published()).toMatchObject({ jws });
  }
  await until('jobs done', async () => (await jobs()).every(({ state }) => state === 'done'));
  expect((await records()).map(({ state }) => state)).toEqual(['issued', 'issued', 'issued']);
};

it('fault 5: an intake that dies after its commit, before the reply, has stored the submission, and the device hears that nothing is missing', async () => {
  const account = { name: TEACHER.account, display_name: 'Giáo viên', role: 'teacher', school: SCHOOL };
  const rest = {
    must_change: false,
    disabled: false,
    security_version: 1,
    scope_version: 1,
    created_at: NOW,
  };
  await db.commit([insertAccount({ ...account, ...rest, password_hash: await hashPassword(PASSWORD) })]);
  const call = async (port: number, path: string, body: object, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const signIn = async (port: number) =>
    String((await call(port, '/auth/sign-in', { account: TEACHER.account, password: PASSWORD })).accessToken);
  const rev = `1-${'a'.repeat(32)}`;
  const doc = { ...entry(), _rev: rev, _revisions: { start: 1, ids: ['a'.repeat(32)] } };

  const first = start('intake-committed');
  const port = await first.port;
  const push = call(port, `/sync/${NAME}/_bulk_docs`, { docs: [doc], new_edits: false }, await signIn(port));
  await expect(push).rejects.toThrow();
  expect(await first.died).toBe('SIGKILL');
  expect(await countSubmissions(db, NAME)).toBe(1);

  const second = await start().port;
  const missing = await call(second, `/sync/${NAME}/_revs_diff`, { [doc._id]: [rev] }, await signIn(second));
  expect(missing).toEqual({});
  await until('the sheet', async () => (await findPublished(db, NAME, `sheet:${SHEET}`)) !== undefined);
  expect(await countSubmissions(db, NAME)).toBe(1);
});

it('fault 5: a projection that dies before its commit leaves nothing new, and the next start projects from the cursor', async () => {
  await submit(db, TEACHER, NAME, [entry()], NOW);
  expect(await start('projection-not-committed').died).toBe('SIGKILL');
  expect(await findProjection(db, NAME)).toBeUndefined();
  expect(await db.query.select().from(db.tables.sheet)).toEqual([]);
  start();
  await until('the sheet', async () => (await findPublished(db, NAME, `sheet:${SHEET}`)) !== undefined);
  const log = await listSubmissionsAfter(db, NAME, 0, 10);
  expect((await findProjection(db, NAME))?.seq).toBe(log.at(-1)?.seq);
});

it('the commit that finalises: intents and jobs are there, and the next start runs the jobs', async () => {
  await submitUpToFinalise();
  expect(await start('finalise-committed').died).toBe('SIGKILL');
  expect(await db.query.select().from(db.tables.intent)).toHaveLength(3);
  expect((await jobs()).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
  expect(await credentials()).toEqual([]);
  start();
  await expectIssuedOnce();
});

it('a signing that dies before its commit shows nobody the signature, and the next start lets one credential come to exist', async () => {
  await submitUpToFinalise();
  await projectAll({ db, issuer: ISSUER }, NAME);
  expect(await start('signed-not-committed').died).toBe('SIGKILL');
  expect(await credentials()).toEqual([]);
  expect((await audit()).filter(({ action }) => action === 'credential.signing')).toHaveLength(3);
  start();
  await expectIssuedOnce();
});

it('the commit that issues: credential, audit and log are there in one piece, and the next start only projects', async () => {
  await submitUpToFinalise();
  await projectAll({ db, issuer: ISSUER }, NAME);
  expect(await start('issue-committed').died).toBe('SIGKILL');
  const issued = await credentials();
  expect([issued.length, (await jobs()).map(({ state }) => state)]).toEqual([3, Array(3).fill('done')]);
  const audited = (await audit()).length;
  await start().port;
  await expectIssuedOnce();
  expect(await credentials()).toEqual(issued);
  expect(await audit()).toHaveLength(audited);
});

it('the halt of issuing: no start signs anything until a person lifts the halt, and then each record once', async () => {
  const halts = () => db.query.select().from(db.tables.halt);
  await submitUpToFinalise();
  // The last signature seems to lie ahead: the clock went back.
  await db.commit([putSetting('last-issued-at', '2999-01-01T00:00:00.000Z')]);
  const first = start('issuing-halted');
  expect(await first.died).toBe('SIGKILL');
  expect(await halts()).toMatchObject([{ lane: 'issue', why: 'time went backwards' }]);
  await db.commit([putSetting('last-issued-at', '2026-01-01T00:00:00.000Z')]);
  await start().port;
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect([await credentials(), (await halts()).length]).toEqual([[], 1]);
  const environment = {
    ...process.env,
    DATABASE_URL: `file:${join(folder, 'db.sqlite')}`,
    SESSION_KEY_FILE: join(folder, 'session-key.json'),
    PUBLIC_URL: ISSUER,
  };
  const { status } = spawnSync(process.execPath, [COMMAND, 'keys', 'resume'], { env: environment });
  expect(status).toBe(0);
  // The running registry notices by itself.
  await expectIssuedOnce();
  const acts = (await audit()).map(({ action }) => action).filter((action) => action.startsWith('lane.'));
  expect(acts).toEqual(['lane.halted', 'lane.resumed']);
});
