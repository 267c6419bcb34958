import '../../school-client/src/device/browser-for-tests.ts';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKeys } from '@hocba/server/issuing/keys/create-keys';
import { hashPassword } from '@hocba/server/people/sign-in/password';
import { createTestSecrets } from '@hocba/server/people/sign-in/secrets.fixture';
import { republishClass } from '@hocba/server/records/projection/republish-class.fixture';
import {
  CLASS,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  SCHOOL,
  TEACHER,
  YEAR,
} from '@hocba/server/records/projection/small-class.fixture';
import { publish } from '@hocba/server/replication/publish';
import type { Db } from '@hocba/server/storage/engine/db';
import { insertAccount } from '@hocba/server/storage/queries/people';
import type { SheetDocument } from '@hocba/shared/documents/downward';
import type { SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listUnsent } from '../../school-client/src/sync/up/push.ts';
import { deviceNow, type OpenYear } from '../../school-client/src/sync/year.ts';
import { createTab } from '../fixtures/client-tab.ts';
import { type Network, openNetwork } from '../fixtures/device-network.ts';
import { PASSWORD } from '../fixtures/registry.ts';
import { listSent } from '../fixtures/sent.ts';
import type { KillPoint } from './kill-points.ts';

const ISSUER = 'http://localhost:8787';
const SHEET = '7A1:toan:hk1' as SheetId;
const PROCESS = fileURLToPath(new URL('registry-process.ts', import.meta.url));
const [ONE, TWO] = PUPILS as [StudentId, StudentId];
/** Verdicts of other days: together more than the buffers between two processes hold. */
const MANY = 6_000;

let folder: string;
let db: Db;
let running: ChildProcess | undefined;
let network: Network;
const { signIn, openYear, syncYear } = createTab();
let device: OpenYear;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-killed-'));
  db = await openSmallClass(`file:${join(folder, 'db.sqlite')}`);
  const keys = await createKeys({ issuer: ISSUER, demo: true, now: NOW });
  writeFileSync(join(folder, 'signing-keys.json'), keys.signingKeys);
  writeFileSync(join(folder, 'trust-list.jws'), keys.trustList);
  writeFileSync(join(folder, 'session-key.json'), createTestSecrets());
  const account = { name: TEACHER.account, display_name: 'Giáo viên', role: 'teacher', school: SCHOOL };
  const state = {
    must_change: false,
    disabled: false,
    security_version: 1,
    scope_version: 1,
    created_at: NOW,
  };
  await db.commit([insertAccount({ ...account, ...state, password_hash: await hashPassword(PASSWORD) })]);
  await republishClass({ db }, SCHOOL, YEAR, CLASS);
});
afterEach(async () => {
  await kill();
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

const kill = (): Promise<void> =>
  new Promise((resolve) => {
    if (running === undefined || running.signalCode !== null) return resolve();
    running.once('exit', () => resolve());
    running.kill('SIGKILL');
  });

/** Starts the registry, and lets the device find it; with a point, it kills itself there. */
const start = async (point?: KillPoint): Promise<void> => {
  const args = [PROCESS, folder, ...(point === undefined ? [] : [point])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running = child;
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (text) => resolve(Number(text))),
  );
  const address = `http://127.0.0.1:${port}`;
  if (network === undefined) network = openNetwork(address);
  network.base = address;
  network.fault = undefined;
};

/** A teacher at a computer of the own, signed in. */
const openDevice = async (point?: KillPoint): Promise<void> => {
  await start(point);
  await signIn(TEACHER.account, PASSWORD);
  device = await openYear(NAME, TEACHER.account);
  await device.inbox.reset();
};

const write = async (pupil: StudentId, value: number): Promise<void> => {
  await device.drafts.write(SHEET, [{ student: pupil, column: 'tx1', value, prev: null }]);
  await device.drafts.seal(SHEET, deviceNow());
};
const sync = () => syncYear(device, `${network.base}/sync/${NAME}/`);
const unsent = () => listUnsent(device.outbox, device.state.get().ledger, TEACHER.account).length;
const marks = () => {
  const sheet = device.inbox.docs().get(`sheet:${SHEET}`) as SheetDocument | undefined;
  return Object.entries(sheet?.cells ?? {}).map(([pupil, { tx1 }]) => [pupil, tx1?.[0]]);
};

/**
 * The state that must hold once the registry runs again: every entry once in the log, told to the device and shown
 * there.
 */
const expectWhole = async (entries: readonly string[]): Promise<void> => {
  await start();
  await sync();
  expect(unsent()).toBe(0);
  expect((await logged()).toSorted()).toEqual(entries.toSorted());
  for (const deadline = Date.now() + 20_000; marks().length < 2 && Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await sync();
  }
  expect(marks()).toEqual([
    [ONE, 85],
    [TWO, 70],
  ]);
};

/** The two new entries, and all of this computer with those of the tests before: a new registry is sent them all. */
const enterTwo = async (): Promise<{ fresh: string[]; entries: string[] }> => {
  const ids = () => device.outbox.list().map(({ _id }): string => _id);
  const before = new Set(ids());
  await write(ONE, 85);
  await write(TWO, 70);
  return { fresh: ids().filter((id) => !before.has(id)), entries: ids() };
};
const logged = async () => (await listSent(db, NAME, 0, 100)).map(({ doc }) => doc);

it.each([
  ['before its commit', 'intake-not-committed', false],
  ['after its commit, before the answer', 'intake-committed', true],
] as const)(
  'fault 5: a push whose registry dies %s is in the log once, after the next start',
  async (_, point, held) => {
    await openDevice(point);
    const { entries } = await enterTwo();
    await expect(sync()).rejects.toMatchObject({ name: 'CallError' });
    expect([unsent(), (await logged()).length > 0]).toEqual([2, held]);
    await expectWhole(entries);
  },
);

it('fault 5: a push whose registry dies between the documents and their receipts counts as unsent until it is heard', async () => {
  await openDevice();
  const { fresh, entries } = await enterTwo();
  network.fault = async (path, pass) => {
    if (path.includes('/_acks')) await kill();
    return pass();
  };
  await expect(sync()).rejects.toMatchObject({ name: 'CallError' });
  expect(unsent()).toBeGreaterThanOrEqual(2);
  expect(await logged()).toEqual(expect.arrayContaining(fresh));
  await expectWhole(entries);
});

it('fault 5, fault 39: a first fetch whose registry dies in the middle shows nothing, and the next one everything', async () => {
  const docs = Array.from({ length: MANY }, () => {
    const document = `entry:${SHEET}:${ulid()}`;
    const body = { v: 1, kind: 'verdict', document, outcome: 'late', code: 'SHEET_CLOSED', findings: [] };
    return { id: `verdict:${document}`, kind: `verdict/${CLASS}/toan`, body };
  });
  await db.commit(await publish(db, NAME, docs));
  await openDevice();
  const { entries } = await enterTwo();
  let killed = 0;
  network.fault = async (path, pass) => {
    const answer = await pass();
    if (!path.endsWith('/_snapshot') || answer.body === null) return answer;
    const reader = answer.body.getReader();
    const first = await reader.read();
    await kill();
    killed++;
    const rest = new ReadableStream({
      start: (controller) => controller.enqueue(first.value),
      pull: async (controller) => {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    });
    return new Response(rest, answer);
  };
  await expect(sync()).rejects.toMatchObject({ name: 'CallError' });
  expect([killed, device.inbox.isWhole(), device.inbox.docs().size]).toEqual([1, false, 0]);
  await expectWhole(entries);
  expect(device.inbox.docs().size).toBeGreaterThan(MANY);
});
