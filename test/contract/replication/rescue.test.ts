import '../../../school-client/src/device/browser-for-tests.ts';
import { listQuarantine } from '@hocba/server/storage/queries/replication/sync';
import type { RescueOutcome } from '@hocba/shared/contract/rescue';
import { parseRescueFile, type RescueFile } from '@hocba/shared/exchange/rescue-file';
import type { AccountName, Instant } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Computer, type Office, openOffice, TWO } from '../../faults/office.ts';
import { CLERK, HEAD, RECEIVER, TEACHER } from '../../fixtures/class-of-two.ts';
import { listSent } from '../../fixtures/sent.ts';

/* Documents that a computer could not send go out as a file and come in on any other, by anybody who may bring it. */

const NOW = '2026-11-25T02:00:00.000Z' as Instant;
let office: Office;
let teacher: Computer;
beforeEach(async () => {
  office = await openOffice();
  teacher = await office.open();
});
afterEach(() => office.close());

/** The file of what is unsent at the computer that somebody sits at. */
const exported = async (): Promise<RescueFile> => {
  // The page that this computer has loaded.
  const { listUnsentHere, makeRescueFile, sealEverybody } = await import(
    '../../../school-client/src/sync/up/rescue.ts'
  );
  const { ownWorks } = teacher;
  await sealEverybody(ownWorks, [office.database], NOW);
  const { unsent } = await listUnsentHere(ownWorks, [office.database]);
  const file = await makeRescueFile(ownWorks, unsent, NOW);
  return parseRescueFile(JSON.stringify(file));
};
const bring = async (account: AccountName, file: RescueFile): Promise<RescueOutcome[]> => {
  const { token } = await office.registry.signIn(account);
  const outcomes: RescueOutcome[] = [];
  for (const payload of file.years) {
    const answer = await office.registry.inject(token, { method: 'POST', url: '/rescue', payload });
    if (answer.statusCode !== 200) throw new Error(answer.json().code);
    outcomes.push(...answer.json().outcomes);
  }
  return outcomes;
};
const words = (outcomes: RescueOutcome[]) => outcomes.map(({ outcome, code }) => code ?? outcome);
const log = () => office.log();

it('fault 45: a file brought in after half of it was sent, and once more, doubles nothing and loses nothing', async () => {
  await teacher.enter('tx1', 70);
  await teacher.sync();
  await teacher.enter('tx2', 80);
  await teacher.enter('tx3', 90);
  const file = await exported();
  expect(file.count).toBe(2);
  // The normal way brings the first of the two meanwhile.
  office.network.fault = async (url, pass) => {
    if (url.endsWith('/_bulk_docs')) throw new TypeError('connection reset');
    return pass();
  };
  await teacher.run().catch(() => undefined);
  office.network.fault = undefined;
  const half = { ...file, years: file.years.map((y) => ({ ...y, documents: y.documents.slice(0, 1) })) };
  expect(words(await bring(TEACHER, half))).toEqual(['new']);
  const clerk = await office.open(CLERK);
  expect(words(await bring(CLERK, file))).toEqual(['known', 'new']);
  expect(words(await bring(HEAD, file))).toEqual(['known', 'known']);
  expect((await log()).map(({ n }) => n)).toEqual([1, 2, 3]);
  await teacher.sync();
  await clerk.sync();
  expect([teacher.unsent(), (await log()).length]).toEqual([0, 3]);
  for (const computer of [teacher, clerk]) {
    expect(computer.shown('tx3')).toMatchObject({ value: 90, by: TEACHER, state: 'registry' });
  }
});

it('fault 45, fault 34: a rescue file of everybody on a computer comes in with its authors; the log names the account that brought it', async () => {
  await teacher.enter('tx1', 80);
  // Typed and not saved when the teacher left.
  await teacher.device.drafts.write('8A1:toan:hk1' as never, [
    { student: TWO, column: 'tx1', value: 60, prev: null },
  ]);
  const file = await exported();
  const outcomes = await bring(CLERK, file);
  expect(words(outcomes)).toEqual(['new', 'new']);
  const rows = await listSent(office.registry.db, office.database, 0, 10);
  expect(rows.map(({ account, body }) => [account, JSON.parse(body).by])).toEqual([
    [CLERK, TEACHER],
    [CLERK, TEACHER],
  ]);
  const audited = await office.registry.db.query.select().from(office.registry.db.tables.audit);
  const acts = audited.filter(({ action }) => action.startsWith('rescue.'));
  expect(acts.map(({ actor, action, detail }) => [actor, action, JSON.parse(detail).documents])).toEqual([
    [CLERK, 'rescue.brought', 2],
  ]);
  await office.registry.idle();
  await teacher.device.refresh();
  await teacher.sync();
  expect(teacher.shown('tx1', TWO)).toMatchObject({ value: 60, by: TEACHER });
});

/** Makes an outbox that this page cannot open: its database is of a later version than the page knows. */
const damageYear = async (database: string): Promise<void> => {
  const name = `_pouch_hocba-${teacher.disk}outbox-${database}-${teacher.device.outbox.device.home}`;
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 99);
    opening.onsuccess = () => resolve(opening.result.close());
    opening.onerror = reject;
  });
};

it('fault 45: a school year that cannot be read is named, and keeps the others in the file', async () => {
  const { listUnsentHere, sealEverybody } = await import('../../../school-client/src/sync/up/rescue.ts');
  await teacher.enter('tx1', 80);
  const { ownWorks } = teacher;
  expect((await listUnsentHere(ownWorks, [office.database])).unread).toEqual([]);
  const damaged = office.database.replace(/....-....$/, '2019-2020');
  await damageYear(damaged);
  expect(await sealEverybody(ownWorks, [office.database], NOW)).toEqual([damaged]);
  const { unsent, unread } = await listUnsentHere(ownWorks, [office.database]);
  expect(unread).toEqual([damaged]);
  expect(unsent.map(({ database, documents }) => [database, documents.length])).toEqual([
    [office.database, 1],
  ]);
});

it('a file gives nobody rights: foreign schools, approvals of others and what is no document are refused one by one', async () => {
  await teacher.enter('tx1', 80);
  await teacher.enter('tx2', 80);
  await teacher.closeSheet();
  const file = await exported();
  await expect(bring(RECEIVER, file)).rejects.toThrow('OUT_OF_SCOPE');
  const [year] = file.years;
  if (year === undefined) throw new Error('no year');
  const [first, second, close] = year.documents;
  const strange = [
    { ...first, extra: 1 },
    { ...second, by: 'nobody.knows' },
    { ...second, v: 2 },
    { ...second, _rev: '2-abc' },
  ].map((document, i) => ({ ...document, _id: `${first?._id.slice(0, -4)}ZZZ${i}` }));
  const mixed = {
    ...file,
    years: [{ ...year, documents: [...strange, close, first, second] }],
  } as RescueFile;
  expect(words(await bring(CLERK, mixed))).toEqual([
    'DOCUMENT_MALFORMED',
    'AUTHOR_MISMATCH',
    'CLIENT_TOO_NEW',
    'NOT_A_SYNC_DOCUMENT',
    'AUTHOR_MISMATCH',
    'new',
    'new',
  ]);
  expect((await listQuarantine(office.registry.db, office.database)).length).toBe(5);
  // Its author brings the approval.
  expect(words(await bring(TEACHER, mixed)).slice(-3)).toEqual(['new', 'known', 'known']);
  // And another teacher brings nothing of somebody else's.
  await office.registry.addAccount({
    name: 'van.8a1',
    role: 'teacher',
    assignments: [{ year: office.year, class: '8A1', subject: 'gdtc' }] as never,
  });
  const changed = { ...second, _id: `${second?._id.slice(0, -4)}ZZZZ` };
  const others = { ...file, years: [{ ...year, documents: [changed] }] } as RescueFile;
  expect(words(await bring('van.8a1' as AccountName, others))).toEqual(['AUTHOR_MISMATCH']);
});

it.each([
  ['nothing', '', 'RESCUE_UNREADABLE'],
  ['another file', '{"format":"hocba-bundle"}', 'RESCUE_UNREADABLE'],
  ['a list', '[]', 'RESCUE_UNREADABLE'],
  ['a newer version', '{"format":"hocba-rescue","v":2}', 'RESCUE_TOO_NEW'],
])('a file of %s is read for no rescue file', (_, text, code) => {
  expect(() => parseRescueFile(text)).toThrow(code);
});

it('a file that was cut off anywhere, or lost a document, is read for no rescue file', async () => {
  await teacher.enter('tx1', 80);
  await teacher.enter('tx2', 80);
  const file = await exported();
  const text = JSON.stringify(file);
  for (let end = 1; end < text.length; end += 7) {
    expect(() => parseRescueFile(text.slice(0, end))).toThrow('RESCUE_UNREADABLE');
  }
  const less = { ...file, years: file.years.map((y) => ({ ...y, documents: y.documents.slice(1) })) };
  expect(() => parseRescueFile(JSON.stringify(less))).toThrow('RESCUE_UNREADABLE');
  expect(() => parseRescueFile(JSON.stringify({ ...file, more: 1 }))).toThrow('RESCUE_UNREADABLE');
});
