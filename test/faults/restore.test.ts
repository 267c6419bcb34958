import '../../school-client/src/device/browser-for-tests.ts';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHocba } from '@hocba/server/cli/hocba';
import { writeTestSecrets } from '@hocba/server/people/sign-in/secrets.fixture';
import { republishClass } from '@hocba/server/records/projection/republish-class.fixture';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { openStorage } from '@hocba/server/storage/engine/open';
import type { SheetDocument } from '@hocba/shared/documents/downward';
import type { DatabaseName, SchoolCode, StudentId } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listUnsent } from '../../school-client/src/sync/up/push.ts';
import { deviceNow, type OpenYear } from '../../school-client/src/sync/year.ts';
import {
  addClassOfTwo,
  CLASS,
  DATABASE,
  entryOf,
  PUPILS,
  SCHOOL,
  SHEET,
  TEACHER,
  YEAR,
} from '../fixtures/class-of-two.ts';
import { createTab } from '../fixtures/client-tab.ts';
import { type Network, openNetwork } from '../fixtures/device-network.ts';
import { PASSWORD, type Registry, startRegistry } from '../fixtures/registry.ts';
import { listSent } from '../fixtures/sent.ts';

const NAME = DATABASE as DatabaseName;
const [ONE, TWO] = PUPILS.map(({ id }) => id) as [StudentId, StudentId];

let folder: string;
let place: string;
let registry: Registry;
let network: Network;
const { signIn, openYear, syncYear } = createTab();
let device: OpenYear;

const hocba = async (...args: string[]) => {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  expect(await runHocba(args, { out: say, err: say }), said.join('\n')).toBe(0);
};

const connect = async (): Promise<void> => {
  await registry.app.listen({ host: '127.0.0.1', port: 0 });
  network = openNetwork(`http://127.0.0.1:${(registry.app.server.address() as AddressInfo).port}`);
  await signIn(TEACHER, PASSWORD);
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-drill-'));
  place = join(folder, 'hocba.sqlite');
  registry = await startRegistry({ env: { DATABASE_URL: `file:${place}` } });
  const trustList = join(folder, 'trust-list.jws');
  writeFileSync(trustList, registry.keyRing.trustList);
  vi.stubEnv('DATABASE_URL', `file:${place}`);
  vi.stubEnv('SESSION_KEY_FILE', writeTestSecrets(folder));
  vi.stubEnv('PUBLIC_URL', registry.config.publicUrl);
  vi.stubEnv('TRUST_LIST_FILE', trustList);
  await addClassOfTwo(registry);
  await republishClass(registry, SCHOOL as SchoolCode, YEAR, CLASS);
  await connect();
  device = await openYear(NAME, TEACHER);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await registry.close();
  rmSync(folder, { recursive: true });
});

const write = async (
  student: StudentId,
  column: 'tx1' | 'tx2' | 'tx4' | 'gk' | 'ck',
  value: number,
  prev: string | null = null,
) => {
  await device.drafts.write(SHEET, [{ student, column, value, prev }]);
  await device.drafts.seal(SHEET, deviceNow());
};
const sync = async () => {
  for (let round = 0; round < 2; round += 1) {
    await syncYear(device, `${network.base}/sync/${NAME}/`);
    await registry.idle();
  }
  await syncYear(device, `${network.base}/sync/${NAME}/`);
};
const marks = () => {
  const sheet = device.inbox.docs().get(`sheet:${SHEET}`) as SheetDocument | undefined;
  const rows = Object.entries(sheet?.cells ?? {}).map(([student, cells]) => [
    student,
    Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, cell?.[0]])),
  ]);
  return Object.fromEntries(rows);
};
const entryShown = (student: StudentId, column: 'tx1'): string => {
  const sheet = device.inbox.docs().get(`sheet:${SHEET}`) as SheetDocument;
  return String(sheet.cells[student]?.[column]?.[1]);
};
/** A mark from a computer that breaks before the disk is lost: nobody can send it again. */
const sendFromElsewhere = async (student: StudentId, value: number) => {
  const doc = entryOf([[student, 'tx3', value, null]]);
  const { token } = await registry.signIn(TEACHER);
  const docs = [{ ...doc, _rev: `1-${'a'.repeat(32)}` }];
  const payload = { docs, new_edits: false };
  const answer = await registry.inject(token, { method: 'POST', url: `/sync/${NAME}/_bulk_docs`, payload });
  expect([answer.statusCode, answer.json()]).toEqual([201, []]);
};
const unsent = () => listUnsent(device.outbox, device.state.get().ledger, TEACHER).length;
const submissions = () => listSent(registry.db, NAME, 0, 500);

/** The registry stops, its database is exchanged, and it starts again. */
const exchange = async (putBack: () => unknown) => {
  const { keyRing, secrets } = registry;
  await registry.close();
  renameSync(place, join(folder, 'lost.sqlite'));
  await putBack();
  const db = await openStorage(`file:${place}`, TEST_MAC);
  registry = await startRegistry({ services: { db, keyRing, secrets } });
  await connect();
};
/** The acts of an operator after a lost disk. */
const restore = (backup: string) => exchange(() => hocba('restore', backup, '--verify'));

it('fault 7: nothing entered after the backup is lost, and nothing before it is doubled', async () => {
  const backup = join(folder, 'backup.sqlite');
  await write(ONE, 'tx1', 85);
  await write(TWO, 'tx1', 70);
  await sync();
  await hocba('backup', backup);
  await write(ONE, 'tx2', 90);
  await write(TWO, 'tx1', 75, entryShown(TWO, 'tx1'));
  await sendFromElsewhere(TWO, 40);
  await sync();
  expect(marks()).toMatchObject({ [TWO]: { tx1: 75, tx3: 40 } });
  const before = { marks: marks(), documents: (await submissions()).map(({ doc }) => doc) };
  expect([unsent(), before.documents.length]).toEqual([0, 5]);
  await write(ONE, 'gk', 60);

  await restore(backup);
  expect(await submissions()).toHaveLength(2);
  await sync();

  const after = await submissions();
  expect([unsent(), new Set(after.map(({ doc }) => doc)).size, after.length]).toEqual([0, 5, 5]);
  const gone = before.documents.filter((doc) => !after.some((row) => row.doc === doc));
  expect(gone).toHaveLength(1);
  expect(after.map(({ n }) => n).toSorted()).toEqual([1, 2, 3, 4, 5]);
  // A mark that nobody could send again is gone from the screen too: a mark that the registry does not hold must not
  // look held.
  expect(marks()).toEqual({ [ONE]: { tx1: 85, tx2: 90, gk: 60 }, [TWO]: { tx1: 75 } });
});

it('E9, fault 8, fault 9: an entry that a copy put back by hand has lost is sent again, though neither checkpoint nor epoch tells of it', async () => {
  const copy = join(folder, 'copy.sqlite');
  await write(ONE, 'tx4', 85);
  await sync();
  const held = (await submissions()).length;
  await hocba('backup', copy);
  await write(ONE, 'ck', 90);
  await write(TWO, 'ck', 70);
  await sync();
  const own = { documents: (await submissions()).map(({ doc }) => doc), marks: marks() };
  expect(own.marks).toMatchObject({ [ONE]: { tx4: 85, ck: 90 }, [TWO]: { ck: 70 } });
  await sendFromElsewhere(TWO, 40);
  await sync();
  expect(marks()).toMatchObject({ [TWO]: { tx3: 40 } });

  await exchange(() => renameSync(copy, place));
  expect(await submissions()).toHaveLength(held);
  await sync();
  const after = { documents: (await submissions()).map(({ doc }) => doc), marks: marks() };
  // And a mark that nobody could send again does not look held, although this device had fetched it.
  expect([unsent(), after]).toEqual([0, own]);
});

it('E14, fault 8: a device that lost nothing itself hears that a copy was put back by hand, from the number of the feed', async () => {
  await sync();
  const copy = join(folder, 'copy.sqlite');
  const before = marks();
  await hocba('backup', copy);
  await sendFromElsewhere(TWO, 40);
  await sync();
  expect(marks()).toMatchObject({ [TWO]: { tx3: 40 } });
  await exchange(() => renameSync(copy, place));
  await sync();
  expect(marks()).toEqual(before);
});
