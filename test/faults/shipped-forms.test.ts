import type { SheetDocument } from '@hocba/shared/documents/downward';
import type { StudentId } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Office, ONE, openOffice, TWO } from './office.ts';

/*
 * Entries as every release that was ever shipped wrote them. A device may come back after a term with any of
 * them in its outbox, so nothing here is ever changed: a new form is added below the others.
 */
const head = (serial: number) => ({
  _id: `entry:8A1:toan:hk1:01K0000000000000000000000${serial}`,
  v: 1,
  kind: 'entry',
  dev: 'd0123456789ab',
  n: serial,
  by: 'toan.8a1',
  at: '2026-10-01T02:00:00.000Z',
  sheet: '8A1:toan:hk1',
});
const SHIPPED: readonly [string, object][] = [
  ['the first release', { ...head(1), cells: [[ONE, 'tx1', 70, null]] }],
  ['a release with reasons', { ...head(2), why: 'Nhập nhầm', cells: [[ONE, 'tx1', 75, head(1)._id]] }],
  [
    'a release that names the contest it decides over',
    { ...head(3), cells: [[TWO, 'tx1', 60, null]], settles: [head(2)._id] },
  ],
];

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const push = async (docs: readonly object[]) => {
  const { token } = await office.registry.signIn('toan.8a1');
  const payload = { docs: docs.map((doc) => ({ _rev: `1-${'a'.repeat(32)}`, ...doc })), new_edits: false };
  const url = `/sync/${office.database}/_bulk_docs`;
  return (await office.registry.inject(token, { method: 'POST', url, payload })).json();
};

it('fault 33: entries of every form that was ever shipped are taken and folded, after however long', async () => {
  expect(await push(SHIPPED.map(([, doc]) => doc))).toEqual([]);
  const computer = await office.open();
  await computer.sync();
  const { cells } = computer.sheet() as SheetDocument;
  const shown = (student: StudentId) => cells[student]?.tx1?.slice(0, 2);
  expect([shown(ONE), shown(TWO)]).toEqual([
    [75, head(2)._id],
    [60, head(3)._id],
  ]);
  expect(computer.verdicts()).toEqual([]);
});

it('fault 33: an entry of a form that is not shipped yet is kept whole and told, and its neighbours are taken', async () => {
  const future = { ...head(4), v: 2, cells: { [ONE]: { tx2: { tenths: 80 } } } };
  const past = { ...head(5), cells: [[ONE, 'tx2', 65, null]] };
  expect(await push([future, past])).toMatchObject([
    { id: future._id, error: 'forbidden', code: 'CLIENT_TOO_NEW' },
  ]);
  const { db } = office.registry;
  const [filed] = await db.query.select().from(db.tables.sync_quarantine);
  expect(JSON.parse(filed?.body ?? '')).toMatchObject(future);
  expect((await office.log()).map(({ doc }) => doc)).toEqual([past._id]);
});
