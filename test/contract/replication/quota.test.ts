import '../../../school-client/src/device/browser-for-tests.ts';
import { listQuarantine } from '@hocba/server/storage/queries/replication/sync';
import type { Entry } from '@hocba/shared/record/entry';
import type { AccountName, DatabaseName } from '@hocba/shared/school/identifiers';
import { afterEach, expect, it } from 'vitest';
import { type Office, ONE, openOffice } from '../../faults/office.ts';
import { CLERK, entryOf, HEAD, TEACHER } from '../../fixtures/class-of-two.ts';

/* The share of one account in a day, and the school years to which nothing may be sent at all. */

let office: Office;
afterEach(() => office.close());

const DAY_MS = 86_400_000;
const marks = (count: number, by: AccountName = TEACHER): Entry[] =>
  Array.from({ length: count }, (_, i) => ({ ...entryOf([[ONE, 'tx1', i, null]]), by }));
const post = async (url: string, payload: object, account: AccountName = TEACHER) => {
  const { token } = await office.registry.signIn(account);
  return office.registry.inject(token, { method: 'POST', url, payload });
};
const push = (docs: readonly object[], account = TEACHER, database: string = office.database) =>
  post(`/sync/${database}/_bulk_docs`, { docs }, account);
const rescue = (documents: readonly Entry[], account = TEACHER, database: string = office.database) =>
  post('/rescue', { database, documents: documents.map((doc) => ({ ...doc, _rev: '1-a' })) }, account);

it('field 34: an account that has sent a day’s share is turned away whole and goes on tomorrow; nobody else notices', async () => {
  office = await openOffice({ env: { INTAKE_DOCUMENTS_PER_DAY: '5' } });
  expect((await push(marks(3))).statusCode).toBe(201);
  const beyond = await push(marks(3));
  expect([beyond.statusCode, beyond.json()]).toEqual([
    429,
    expect.objectContaining({ error: 'too_many_requests', code: 'QUOTA_USED_UP' }),
  ]);
  // The clock of these tests stands at 02:00 UTC.
  expect(beyond.headers['retry-after']).toBe(String(22 * 3600));
  expect(await office.log()).toHaveLength(3);
  expect((await push(marks(2))).statusCode).toBe(201);
  expect((await push(marks(1))).statusCode).toBe(429);
  expect((await push(marks(5, CLERK), CLERK)).statusCode).toBe(201);
  office.registry.pass(DAY_MS);
  expect((await push(marks(5))).statusCode).toBe(201);
  expect(await office.log()).toHaveLength(15);
});

it('field 34: bytes count beside documents, and a known document costs nothing', async () => {
  const docs = marks(2);
  const bytes = docs.reduce((sum, doc) => sum + Buffer.byteLength(JSON.stringify(doc)), 0);
  office = await openOffice({ env: { INTAKE_BYTES_PER_DAY: String(bytes + 10) } });
  for (const _ of [1, 2, 3]) expect((await push(docs)).statusCode).toBe(201);
  expect((await push(marks(1))).json()).toMatchObject({ code: 'QUOTA_USED_UP' });
  expect(await office.log()).toHaveLength(2);
});

it('field 39: a rescue file has the same share as a device', async () => {
  office = await openOffice({ env: { INTAKE_DOCUMENTS_PER_DAY: '3' } });
  expect((await push(marks(2, CLERK), CLERK)).statusCode).toBe(201);
  expect((await rescue(marks(2), CLERK)).json()).toMatchObject({ code: 'QUOTA_USED_UP' });
  expect((await rescue(marks(1), CLERK)).statusCode).toBe(200);
  expect(await office.log()).toHaveLength(3);
});

it('field 39: a refused and filed document is part of the share; beyond it nothing is filed and the answers stand', async () => {
  office = await openOffice({ env: { INTAKE_DOCUMENTS_PER_DAY: '3' } });
  const refused = await push(marks(3, HEAD));
  expect(refused.json()).toMatchObject([1, 2, 3].map(() => ({ code: 'AUTHOR_MISMATCH' })));
  const again = await push(marks(3, HEAD));
  expect([again.statusCode, again.json()]).toMatchObject([
    201,
    [1, 2, 3].map(() => ({ error: 'forbidden' })),
  ]);
  expect(await listQuarantine(office.registry.db, office.database)).toHaveLength(3);
  expect((await push(marks(1))).statusCode).toBe(429);
});

it('field 39: rescue files of nothing but nonsense end at the share of a day, and with them the rows of the audit', async () => {
  office = await openOffice({ env: { INTAKE_BYTES_PER_DAY: '200000' } });
  const { token } = await office.registry.signIn(TEACHER);
  const documents = Array.from({ length: 200 }, () => ({ _id: 'x'.repeat(250), _rev: '1-a' }));
  const payload = { database: office.database, documents };
  const codes: unknown[] = [];
  for (let i = 0; i < 5; i += 1) {
    const answer = await office.registry.inject(token, { method: 'POST', url: '/rescue', payload });
    codes.push(answer.json().code ?? answer.statusCode);
  }
  expect(codes).toEqual([200, 200, 'QUOTA_USED_UP', 'QUOTA_USED_UP', 'QUOTA_USED_UP']);
  const rows = await office.registry.db.query.select().from(office.registry.db.tables.audit);
  const brought = rows.filter(({ action }) => action === 'rescue.brought');
  expect(brought.reduce((sum, { detail }) => sum + detail.length, 0)).toBeLessThan(200_000);
});

it('field 39: nothing is written to a school year that the school does not have, and nothing of it is kept', async () => {
  office = await openOffice();
  const nowhere = office.database.replace(/\d{4}-\d{4}$/, '2019-2020');
  for (const answer of [
    await push(marks(2, CLERK), CLERK, nowhere),
    await push([{ _id: 'anything' }], HEAD, nowhere),
    await rescue(marks(1, CLERK), CLERK, nowhere),
  ]) {
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'SCHOOL_YEAR_UNKNOWN']);
  }
  const { db } = office.registry;
  const names = (await db.query.select().from(db.tables.sync_db)).map(({ name }) => name);
  expect(names).toEqual([office.database]);
  expect(await listQuarantine(db, nowhere)).toEqual([]);
});

it('field 39: a device keeps its work for a year the registry lost, and for a day it may not send any more', async () => {
  office = await openOffice({ env: { INTAKE_DOCUMENTS_PER_DAY: '1' } });
  const teacher = await office.open();
  await teacher.sync();
  await teacher.enter('tx1', 70);
  await teacher.sync();
  await teacher.enter('tx2', 80);
  await expect(teacher.run()).rejects.toMatchObject({ code: 'QUOTA_USED_UP' });
  expect([teacher.unsent(), (await office.log()).length]).toEqual([1, 1]);
  office.registry.pass(DAY_MS);
  await teacher.signIn();
  await teacher.sync();
  expect([teacher.unsent(), (await office.log()).length]).toEqual([0, 2]);

  const clerk = await office.open(CLERK);
  const other = await clerk.openOther(office.database.replace(/\d{4}-\d{4}$/, '2019-2020') as DatabaseName);
  const [entry] = marks(1, CLERK) as [Entry];
  await other.device.outbox.append(entry._id, (n, dev) => ({ ...entry, dev, n }));
  await expect(other.run()).rejects.toMatchObject({ code: 'SCHOOL_YEAR_UNKNOWN' });
  expect(other.device.outbox.list()).toHaveLength(1);
});
