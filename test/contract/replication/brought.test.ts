import '../../../school-client/src/device/browser-for-tests.ts';
import { findPublished } from '@hocba/server/replication/publish';
import type { SheetDocument, VerdictDocument } from '@hocba/shared/documents/downward';
import type { Entry, EntryCell } from '@hocba/shared/record/entry';
import type { AccountName } from '@hocba/shared/school/identifiers';
import { asc } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Computer, type Office, ONE, openOffice, TWO } from '../../faults/office.ts';
import { CLERK, entryOf, SHEET, TEACHER } from '../../fixtures/class-of-two.ts';

/* A rescue file carries marks under the name of another: the account that brought them stands wherever the marks stand. */

let office: Office;
let teacher: Computer;
beforeEach(async () => {
  office = await openOffice();
  teacher = await office.open();
  await teacher.sync();
});
afterEach(() => office.close());

const bring = async (documents: readonly Entry[], account: AccountName = CLERK) => {
  const { token } = await office.registry.signIn(account);
  const payload = { database: office.database, documents: documents.map((doc) => ({ ...doc, _rev: '1-a' })) };
  const answer = await office.registry.inject(token, { method: 'POST', url: '/rescue', payload });
  expect(answer.json().outcomes).toMatchObject(documents.map(() => ({ outcome: 'new' })));
  await office.registry.idle();
};
const mark = (value: EntryCell[2], prev: EntryCell[3] = null, settles?: Entry['settles']): Entry => ({
  ...entryOf([[ONE, 'tx1', value, prev]]),
  ...(settles === undefined ? {} : { settles }),
});
const body = async <T>(id: string) =>
  (await findPublished(office.registry.db, office.database, id))?.body as T;
const sheet = () => body<SheetDocument>(`sheet:${SHEET}`);
const verdict = ({ _id }: Entry) => body<VerdictDocument>(`verdict:${_id}`);

it('field 35: the account that brought a mark under another’s name stands in the cell, in the verdict and in the cell’s history', async () => {
  const brought = mark(85);
  await bring([brought]);
  expect((await sheet()).cells[ONE]?.tx1).toEqual([85, brought._id, TEACHER, brought.at, CLERK]);
  expect(await verdict(brought)).toMatchObject({
    outcome: 'brought',
    code: 'BROUGHT_BY_OTHER',
    author: TEACHER,
    broughtBy: CLERK,
    findings: [{ code: 'BROUGHT_BY_OTHER', student: ONE, column: 'tx1' }],
  });
  await teacher.sync();
  expect(teacher.shown('tx1')).toMatchObject({ value: 85, by: TEACHER, broughtBy: CLERK });
  // An entry that the author makes afterwards is the author's own again.
  await teacher.enter('tx1', 80);
  await teacher.sync();
  expect(teacher.shown('tx1')).toMatchObject({ value: 80, by: TEACHER });
  expect(teacher.shown('tx1')).not.toHaveProperty('broughtBy');
});

it('field 35: a cell that holds a value already is contested by what is brought, not replaced', async () => {
  await teacher.enter('tx1', 70);
  await teacher.sync();
  const [, head = null] = (await sheet()).cells[ONE]?.tx1 ?? [];
  const brought = mark(95, head);
  await bring([brought]);
  const { cells, contested } = await sheet();
  expect(cells[ONE]?.tx1?.slice(0, 3)).toEqual([70, head, TEACHER]);
  expect(contested).toMatchObject([{ value: 95, by: TEACHER, broughtBy: CLERK }]);
  expect(await verdict(brought)).toMatchObject({ outcome: 'contested', author: TEACHER, broughtBy: CLERK });
  // Nor does clearing it, or following an entry that comes later.
  await bring([mark(null, head)]);
  expect((await sheet()).cells[ONE]?.tx1?.[0]).toBe(70);
});

it('field 35: a brought entry decides no contest and takes no place when the entry that it follows comes', async () => {
  await teacher.enter('tx1', 70);
  await teacher.sync();
  const [, head = null] = (await sheet()).cells[ONE]?.tx1 ?? [];
  const later = mark(75, head);
  const follower = mark(99, later._id);
  const other = { ...mark(60), by: CLERK };
  await bring([follower]);
  await bring([other]);
  await bring([mark(70, null, [other._id])]);
  expect((await sheet()).contested.map(({ value }) => value)).toEqual([99, 60]);
  const { token } = await office.registry.signIn(TEACHER);
  const payload = { docs: [later] };
  await office.registry.inject(token, {
    method: 'POST',
    url: `/sync/${office.database}/_bulk_docs`,
    payload,
  });
  await office.registry.idle();
  const { cells, contested } = await sheet();
  expect([cells[ONE]?.tx1?.[0], contested.map(({ value }) => value)]).toEqual([75, [99, 60]]);
});

it('field 35: a chain of one author in one file comes in as it was, onto cells that were empty', async () => {
  const first = mark(70);
  const second = mark(75, first._id);
  await bring([first, second, entryOf([[TWO, 'tx1', 60, null]])]);
  const { cells, contested } = await sheet();
  expect([cells[ONE]?.tx1?.[0], cells[TWO]?.tx1?.[0], contested]).toEqual([75, 60, []]);
});

it('field 35: the own rescue file needs no notice, and the own entries stay as they are', async () => {
  const own = mark(70);
  await bring([own], TEACHER);
  expect((await sheet()).cells[ONE]?.tx1).toHaveLength(4);
  expect(await verdict(own)).toBeUndefined();
});

it('field 35: the audit names every document that was brought, and whose name it carries', async () => {
  const documents = Array.from({ length: 120 }, (_, i) => mark(i % 100));
  await bring(documents);
  const { audit } = office.registry.db.tables;
  const rows = await office.registry.db.query.select().from(audit).orderBy(asc(audit.seq));
  const brought = rows
    .filter(({ action, actor }) => action === 'rescue.brought' && actor === CLERK)
    .flatMap(({ detail }) => (JSON.parse(detail) as { brought: { id: string; by: string }[] }).brought);
  expect(brought).toEqual(documents.map(({ _id: id }) => ({ id, by: TEACHER })));
});

it('field 35: the author is told at the next sign-in, by name and sheet, until it is marked as seen', async () => {
  const documents = [mark(85), entryOf([[TWO, 'tx1', 60, null]])];
  await bring(documents);
  await teacher.signIn();
  await teacher.sync();
  const { listBrought } = await import('../../../school-client/src/model/brought.ts');
  const told = () => listBrought(teacher.device).map(({ sheet: of, bringer, cells }) => [of, bringer, cells]);
  expect(told()).toEqual([
    [SHEET, CLERK, 1],
    [SHEET, CLERK, 1],
  ]);
  // It is no refusal: nothing of it waits for the person to enter it again.
  expect(teacher.facts().refused).toBe(0);
  await teacher.device.ledger.saveRead(documents[0]?._id ?? '');
  await teacher.device.refresh();
  expect(told()).toHaveLength(1);
  // Nobody else is told.
  const clerk = await office.open(CLERK);
  await clerk.sync();
  expect(listBrought(clerk.device)).toEqual([]);
});
