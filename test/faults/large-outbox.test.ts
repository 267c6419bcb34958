import type { Entry } from '@hocba/shared/record/entry';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entryOf, TEACHER } from '../fixtures/class-of-two.ts';
import { type Computer, type Office, ONE, openOffice } from './office.ts';

/*
 * A term's work on a slow line, made small: hundreds of entries where one request holds 20. Counted in requests, not in
 * time, because that is what a slow line charges for.
 */

const ENTRIES = 300;
const MOST = 20;
let office: Office;
let teacher: Computer;
beforeEach(async () => {
  office = await openOffice({ env: { INTAKE_MAX_BATCH: String(MOST) } });
  teacher = await office.open();
  await teacher.sync();
  for (let i = 0; i < ENTRIES; i += 1) {
    const entry = entryOf([[ONE, 'tx1', i % 100, null]]);
    await teacher.device.outbox.append(entry._id, (n, dev) => ({ ...entry, dev, n }));
  }
  teacher.device.show();
});
afterEach(() => office.close());

const isPush = (path: string) => path.endsWith('/_bulk_docs');
const arrived = async () => (await office.log()).length;

it('fault 38: an entry that arrived is acknowledged and counted while the rest is still on its way', async () => {
  const seen: { readonly arrived: number; readonly unsent: number }[] = [];
  office.network.fault = async (path, pass) => {
    const answer = await pass();
    if (isPush(path)) seen.push({ arrived: await arrived(), unsent: teacher.unsent() });
    return answer;
  };
  expect(teacher.unsent()).toBe(ENTRIES);
  await teacher.run();
  expect([teacher.unsent(), await arrived()]).toEqual([0, ENTRIES]);
  // The first acknowledgement is heard within three requests of the first documents.
  const first = seen.findIndex(({ arrived: count }) => count > 0);
  const told = seen.findIndex(({ unsent }) => unsent < ENTRIES);
  expect(told).toBeGreaterThan(0);
  expect(told - first).toBeLessThanOrEqual(3);
  // No number is shown that the registry does not hold.
  for (const step of seen) expect(step.unsent).toBeGreaterThanOrEqual(ENTRIES - step.arrived);
});

it('fault 38: a run that is cut goes on where it was, and sends hardly anything twice', async () => {
  let sent = 0;
  let left = 12;
  office.network.fault = async (path, pass) => {
    if (!isPush(path)) return pass();
    if (left === 0) throw new TypeError('connection reset');
    left -= 1;
    sent += 1;
    return pass();
  };
  await expect(teacher.run()).rejects.toMatchObject({ code: 'OFFLINE' });
  const before = await arrived();
  expect(before).toBeGreaterThan(0);
  left = Number.POSITIVE_INFINITY;
  const requests = sent;
  await teacher.run();
  expect([teacher.unsent(), await arrived()]).toEqual([0, ENTRIES]);
  const batch = before / (requests - 2);
  // Looking for the size that fits, the rest, and one batch that was cut.
  expect(sent - requests).toBeLessThanOrEqual(Math.ceil((ENTRIES - before) / batch) + 4);
  expect(new Set((await office.log()).map(({ body }) => (JSON.parse(body) as Entry).n)).size).toBe(ENTRIES);
  expect(teacher.account).toBe(TEACHER);
});
