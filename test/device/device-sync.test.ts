import { STUDYING } from '@hocba/server/storage/queries/enrolment.fixture';
import '../../school-client/src/device/browser-for-tests.ts';
import { republishClass } from '@hocba/server/records/projection/republish-class.fixture';
import { insertClass, insertEnrolments, insertStudents } from '@hocba/server/storage/queries/schools/schools';
import { countSubmissions } from '@hocba/server/storage/queries/submissions';
import type { Me } from '@hocba/shared/contract/auth';
import type { SheetDocument } from '@hocba/shared/documents/downward';
import type {
  AccountName,
  ClassCode,
  DatabaseName,
  SchoolCode,
  SchoolYear,
  SheetId,
  StudentId,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import PouchDB from 'pouchdb/lib/index-browser.es.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listLocalNames } from '../../school-client/src/device/database/local-names.ts';
import { foldSheet } from '../../school-client/src/model/sheet/fold-sheet.ts';
import type { CallError } from '../../school-client/src/registry/call.ts';
import { listUnsent } from '../../school-client/src/sync/up/push.ts';
import { deviceNow, type OpenYear } from '../../school-client/src/sync/year.ts';
import { factsOf } from '../../school-client/src/work/years/facts.ts';
import { createTab } from '../fixtures/client-tab.ts';
import { type Network, openNetwork } from '../fixtures/device-network.ts';
import { PASSWORD, type Registry, startRegistry } from '../fixtures/registry.ts';

const SCHOOL = '08000101' as SchoolCode;
const CLASS = '8A1' as ClassCode;
const TEACHER = 'toan.8a1' as AccountName;
const SHEET = '8A1:toan:hk1' as SheetId;
const PUPILS = ['s000000000001', 's000000000002'] as StudentId[];
let begins = 2030;

let year: SchoolYear;
let database: DatabaseName;
let registry: Registry;
let network: Network;
const { signIn, openYear, syncYear } = createTab();
let device: OpenYear;

/** A registry on a port with one class of two and the teacher of Toán. */
const start = async (env: Record<string, string> = {}): Promise<Registry> => {
  const started = await startRegistry({ env });
  const where = { school: SCHOOL, year };
  await started.db.commit([
    ...insertStudents(
      PUPILS.map((id, i) => ({
        id,
        code: `081234567${i}`,
        personal_id: null,
        name: `Học Sinh ${i}`,
        sort_key: String(i),
        search_key: String(i),
        birth_date: '2013-05-17',
        sex: 'female',
        ethnicity: 'Kinh',
      })),
    ),
    ...insertClass({ ...where, code: CLASS, grade: 8 }, [
      { ...where, class: CLASS, subject: 'toan', regular_marks: 4 },
      { ...where, class: CLASS, subject: 'van', regular_marks: 4 },
    ]),
    ...insertEnrolments(
      PUPILS.map((student, i) => ({
        ...where,
        student,
        class: CLASS,
        position: i + 1,
        ...STUDYING,
      })),
    ),
  ]);
  const assignments = [{ year, class: CLASS, subject: 'toan' as SubjectCode }];
  await started.addAccount({ name: TEACHER, role: 'teacher', assignments });
  await republishClass(started, SCHOOL, year, CLASS);
  await started.app.listen({ host: '127.0.0.1', port: 0 });
  return started;
};

const addressOf = ({ app }: Registry): string => {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return `http://127.0.0.1:${address.port}`;
};

const connect = async (to: Registry): Promise<void> => {
  registry = to;
  network = openNetwork(addressOf(to));
  await signIn(TEACHER, PASSWORD);
};

beforeEach(async () => {
  year = `${begins}-${begins + 1}` as SchoolYear;
  begins += 1;
  database = `${SCHOOL}-${year}` as DatabaseName;
  await connect(await start());
  device = await openYear(database, TEACHER);
});
afterEach(() => registry.close());

const write = async (value: number, sheet = SHEET, pupil = PUPILS[0] as StudentId) => {
  await device.drafts.write(sheet, [{ student: pupil, column: 'tx1', value, prev: null }]);
  await device.drafts.seal(sheet, deviceNow());
};
const sync = async () => {
  await syncYear(device, `${network.base}/sync/${database}/`);
  await registry.idle();
  await syncYear(device, `${network.base}/sync/${database}/`);
};
const unsent = () => listUnsent(device.outbox, device.state.get().ledger, TEACHER).length;
/** The teacher as far as counting asks. */
const ME = { account: TEACHER, assignments: [] } as unknown as Me;
const sheetHere = () => device.inbox.docs().get(`sheet:${SHEET}`) as SheetDocument | undefined;

it('a device sends what was typed, hears the acknowledgement and fetches the sheet', async () => {
  await write(85);
  expect(unsent()).toBe(1);
  await sync();
  expect(unsent()).toBe(0);
  expect(sheetHere()?.cells[PUPILS[0] as string]?.tx1?.slice(0, 1)).toEqual([85]);
  expect(device.inbox.docs().get('class:8A1')).toMatchObject({ kind: 'class', class: '8A1' });
});

it('a device keeps nothing of a round that has ended, well or not', async () => {
  // The objects that PouchDB holds on to until it is told that a database is closed.
  const { _destructionListeners: open } = PouchDB as unknown as {
    _destructionListeners: ReadonlyMap<string, readonly unknown[]>;
  };
  const remotes = () => [...open].filter(([name]) => name.startsWith(network.base)).length;
  await write(85);
  await sync();
  network.fault = async () => {
    throw new TypeError('connection reset');
  };
  await write(90);
  await expect(sync()).rejects.toMatchObject({ code: 'OFFLINE' });
  expect([[...open.keys()].length > 0, remotes()]).toEqual([true, 0]);
});

it('a device says of a sheet how many of its cells were not received, from receipts alone', async () => {
  const counted = () => {
    device.show();
    return foldSheet(device.state.get(), SHEET).unsent;
  };
  const one = { student: PUPILS[0] as StudentId, value: 70, prev: null };
  await device.drafts.write(SHEET, [{ ...one, column: 'tx1' as const }]);
  await write(85);
  await device.drafts.write(SHEET, [{ ...one, column: 'tx2' as const, typed: '925', value: null }]);
  // A text that is no value waits for its author, not for the line.
  expect(counted()).toBe(1);
  network.fault = async (url, pass) => {
    const answer = await pass();
    if (url.includes('/_acks/')) throw new TypeError('connection reset');
    return answer;
  };
  await expect(sync()).rejects.toMatchObject({ code: 'OFFLINE' });
  expect([counted(), await countSubmissions(registry.db, database)]).toEqual([1, 1]);
  network.fault = undefined;
  await sync();
  expect(counted()).toBe(0);
});

it('fault 33: a device says which release of the page sends, and the log keeps nothing but a version of it', async () => {
  for (const version of ['12.3.45', 'Nguyễn Thị Ánh Tuyết', '1.2.3; x']) {
    vi.stubGlobal('CLIENT_VERSION', encodeURI(version));
    await sync();
  }
  vi.unstubAllGlobals();
  const told = registry.logLines.flatMap((line) => (JSON.parse(line) as { client?: string }).client ?? []);
  expect([...new Set(told)]).toEqual(['12.3.45']);
});

it('fault 32: a document of a newer page in the outbox of an older one keeps no other from being acknowledged', async () => {
  const { dev, _rev, ...rest } = await (async () => {
    await write(85);
    return device.outbox.list()[0] as NonNullable<ReturnType<typeof device.outbox.list>[0]>;
  })();
  const strange = { ...rest, dev, n: 2, v: 2, kind: 'remark', _id: 'remark:8A1:01ARZ3NDEKTSV4RRFFQ69G5FAV' };
  await device.outbox.db.put(strange as unknown as Parameters<typeof device.outbox.db.put>[0]);
  await device.outbox.refresh();
  await write(70, SHEET, PUPILS[1] as StudentId);
  await sync();
  expect([unsent(), await countSubmissions(registry.db, database)]).toEqual([0, 2]);
  expect([...device.state.get().ledger.denied.values()].map(({ code }) => code)).toEqual(['CLIENT_TOO_NEW']);
});

it('E4, fault 1: a device counts nothing as sent whose answer was lost, and sends it once only', async () => {
  await write(85);
  network.fault = async (url, pass) => {
    const answer = await pass();
    if (url.endsWith('/_bulk_docs')) throw new TypeError('connection reset');
    return answer;
  };
  await expect(sync()).rejects.toMatchObject({ code: 'OFFLINE' } satisfies Partial<CallError>);
  expect(unsent()).toBe(1);
  network.fault = undefined;
  await sync();
  expect([unsent(), await countSubmissions(registry.db, database)]).toEqual([0, 1]);
});

it('fault 7: a device sends everything again to a registry restored without it, whatever the checkpoints say', async () => {
  await write(85);
  await write(70, SHEET, PUPILS[1] as StudentId);
  await sync();
  await registry.close();
  await connect(await start());
  await sync();
  expect([unsent(), await countSubmissions(registry.db, database)]).toEqual([0, 2]);
  expect(Object.keys(sheetHere()?.cells ?? {})).toEqual(PUPILS);
});

it('fault 11: a device keeps and names what the registry refuses for good, and sends the rest', async () => {
  await write(85, '8A1:van:hk1' as SheetId);
  await write(85);
  await sync();
  const { denied } = device.state.get().ledger;
  expect([...denied.values()].map(({ code }) => code)).toEqual(['OUT_OF_SCOPE']);
  expect([unsent(), await countSubmissions(registry.db, database)]).toEqual([0, 1]);
  expect(device.outbox.list()).toHaveLength(2);
});

it('fault 13: a device makes requests smaller until they fit', async () => {
  await registry.close();
  await connect(await start({ BODY_LIMIT_BYTES: '4000' }));
  for (let n = 0; n < 40; n += 1) await write(n, SHEET);
  await sync();
  expect([unsent(), await countSubmissions(registry.db, database)]).toEqual([0, 40]);
});

it('fault 15: a device takes the page of a captive portal for no answer', async () => {
  await write(85);
  network.fault = async () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
  await expect(sync()).rejects.toMatchObject({ code: 'OFFLINE' });
  network.fault = undefined;
  await sync();
  expect(unsent()).toBe(0);
});

it('E18, fault 18: a device goes on fetching in bulk after bulk requests failed', async () => {
  await sync();
  await write(85);
  let failures = 0;
  network.fault = async (url, pass) => {
    if (url.endsWith('/_bulk_get') && failures++ < 3) throw new TypeError('connection reset');
    return pass();
  };
  await expect(sync()).rejects.toMatchObject({ code: 'OFFLINE' });
  expect([failures, sheetHere()]).toEqual([3, undefined]);
  network.requests.length = 0;
  await sync();
  expect(sheetHere()).toBeDefined();
  expect(network.requests.filter((path) => /sheet|class/.test(path))).toEqual([]);
});

it('a device says when everything was received only after it was, and remembers it over a reload', async () => {
  const syncedAt = () => factsOf([device], ME).syncedAt;
  expect(syncedAt()).toBe(null);
  await write(85);
  network.fault = async (url, pass) => {
    if (url.includes('/_snapshot')) throw new TypeError('connection reset');
    return pass();
  };
  await expect(sync()).rejects.toMatchObject({ code: 'OFFLINE' });
  expect([unsent(), syncedAt()]).toEqual([0, null]);
  network.fault = undefined;
  await sync();
  const received = syncedAt();
  expect(received).not.toBe(null);
  network.fault = async () => {
    throw new TypeError('offline');
  };
  await write(70);
  await expect(sync()).rejects.toMatchObject({ code: 'OFFLINE' });
  expect(syncedAt()).toBe(received);
  const reloaded = await openYear(database, TEACHER);
  expect(factsOf([reloaded], ME)).toMatchObject({ syncedAt: received, unsent: 1 });
  const other = await openYear(database, 'van.8a1' as AccountName);
  expect(factsOf([other], { ...ME, account: other.by }).syncedAt).toBe(null);
});

it('a device takes a text that is no value for nothing unsent, and finds it again after a reload', async () => {
  const cell = { student: PUPILS[0] as StudentId, column: 'tx1' as const, value: null, prev: null };
  await device.drafts.write(SHEET, [{ ...cell, typed: '925' }]);
  await device.drafts.seal(SHEET, deviceNow());
  await sync();
  const reloaded = await openYear(database, TEACHER);
  const place = `/sheet/${year}/${SHEET}#${cell.student}:${cell.column}`;
  expect(factsOf([reloaded], ME)).toMatchObject({ unsent: 0, invalid: 1, place });
});

it('a device opens the new inbox in a tab under whose hands another one threw the old away', async () => {
  await sync();
  const elsewhere = await openYear(database, TEACHER);
  expect(elsewhere.inbox.docs().has('class:8A1')).toBe(true);
  await device.inbox.reset();
  await expect.poll(() => elsewhere.inbox.docs().size).toBe(0);
  await sync();
  await elsewhere.refresh();
  expect(elsewhere.state.get().docs.has('class:8A1')).toBe(true);
});

it('an inbox that its person has left is not made again by a run that is still under way', async () => {
  await sync();
  network.fault = async (url, pass) => {
    if (url.includes('_changes')) await device.inbox.leave();
    return pass();
  };
  await sync().catch(() => undefined);
  expect(await listLocalNames(`inbox-${database}`)).toEqual([]);
  expect(await listLocalNames(`outbox-${database}`)).not.toEqual([]);
});
