import '../../school-client/src/device/browser-for-tests.ts';
import { write } from '@hocba/server/storage/engine/db';
import { listQuarantine } from '@hocba/server/storage/queries/replication/sync';
import { insertAssignments } from '@hocba/server/storage/queries/schools/schools';
import type { Me } from '@hocba/shared/contract/auth';
import type { ProblemCode } from '@hocba/shared/problems';
import type { Entry } from '@hocba/shared/record/entry';
import type { SheetId } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { problems as en } from '../../school-client/src/i18n/en/problems.ts';
import { vi as texts } from '../../school-client/src/i18n/vi-texts.ts';
import { factsOf } from '../../school-client/src/work/years/facts.ts';
import { CLASS, HEAD, SCHOOL, SHEET, TEACHER } from '../fixtures/class-of-two.ts';
import { type Computer, type Office, ONE, openOffice, TWO } from './office.ts';

/* Tokens that end, rights that go and come back, documents that are refused: nothing of it may strand a mark. */

const GDTC = '8A1:gdtc:hk1' as SheetId;
const MINUTE = 60_000;

let office: Office;
let teacher: Computer;
beforeEach(async () => {
  office = await openOffice();
  teacher = await office.open();
});
afterEach(() => office.close());

const entries = async () => (await office.log()).map(({ body }) => JSON.parse(body) as Entry);
const assignment = (subject: string) => ({
  school: SCHOOL,
  year: office.year,
  class: CLASS,
  subject,
  account: TEACHER,
});
const give = (subject: string) => office.registry.db.commit(insertAssignments([assignment(subject)]));
/** All that the teacher teaches. */
const takeAway = () => office.registry.db.commit([write((query, { assignment: t }) => query.delete(t))]);
const denied = () => [...teacher.device.state.get().ledger.denied.values()].map(({ code }) => code);
/** Does something before the first request to a path. */
const before = (path: string, act: () => unknown) => {
  let done = false;
  office.network.fault = async (url, pass) => {
    if (!done && url.includes(path)) {
      done = true;
      await act();
    }
    return pass();
  };
};

it.each(['_revs_diff', '_bulk_docs', '_acks', '_changes', '_bulk_get'])(
  'fault 10: a token that ends before %s is renewed, and the run comes to its end',
  async (path) => {
    await teacher.enter('tx1', 80);
    before(path, () => office.registry.pass(11 * MINUTE));
    await teacher.sync();
    await teacher.sync();
    expect([teacher.unsent(), (await office.log()).length]).toEqual([0, 1]);
    expect(teacher.shown('tx1')).toMatchObject({ value: 80, state: 'registry' });
  },
);

it('fault 10, fault 12: a right that goes in the middle of a run strands nothing, and what was refused is taken when it is back', async () => {
  await teacher.sync();
  await give('gdtc');
  await teacher.enter('tx1', 'Đ', ONE, GDTC);
  await teacher.enter('tx1', 80);
  before('_bulk_docs', async () => {
    await takeAway();
    await give('gdtc');
  });
  await teacher.sync();
  expect([denied(), teacher.unsent()]).toEqual([['OUT_OF_SCOPE'], 0]);
  expect((await entries()).map(({ sheet }) => sheet)).toEqual([GDTC]);
  const [filed] = await listQuarantine(office.registry.db, office.database);
  expect(JSON.parse(filed?.body ?? '')).toMatchObject({ sheet: SHEET, cells: [[ONE, 'tx1', 80, null]] });
  await give('toan');
  await teacher.sync();
  await teacher.sync();
  expect([denied(), teacher.unsent()]).toEqual([[], 0]);
  expect((await entries()).map(({ sheet }) => sheet)).toEqual([GDTC, SHEET]);
  expect(teacher.shown('tx1')).toMatchObject({ value: 80, state: 'registry' });
});

it('fault 10: a school year that is closed to somebody keeps the unsent marks until it is open again', async () => {
  await teacher.sync();
  await teacher.enter('tx1', 80);
  await takeAway();
  await expect(teacher.run()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect([denied(), teacher.unsent(), (await office.log()).length]).toEqual([[], 1, 0]);
  await give('toan');
  await teacher.sync();
  expect([teacher.unsent(), (await office.log()).length]).toEqual([0, 1]);
});

it('fault 12: an entry for a class that the registry does not know yet is taken when the class has come', async () => {
  const head = await office.open(HEAD);
  await head.sync();
  const { db } = office.registry;
  const { school_class: classes } = db.tables;
  const kept = await db.query.select().from(classes).where(eq(classes.code, CLASS));
  // As after a restore: the backup is older than the class.
  await db.commit([write((query, { school_class: t }) => query.delete(t).where(eq(t.code, CLASS)))]);
  await head.enter('tx1', 80, TWO);
  await head.sync();
  expect([...head.device.state.get().ledger.denied.values()].map(({ code }) => code)).toEqual([
    'CLASS_UNKNOWN',
  ]);
  expect(await office.log()).toEqual([]);
  await db.commit([write((query, { school_class: t }) => query.insert(t).values(kept))]);
  await head.sync();
  await head.sync();
  expect([head.unsent(), head.device.state.get().ledger.denied.size]).toEqual([0, 0]);
  expect((await entries())[0]).toMatchObject({ sheet: SHEET, cells: [[TWO, 'tx1', 80, null]] });
});

it('fault 34: no marks go in the name of a person who signs in in another tab of the browser', async () => {
  await teacher.sync();
  await teacher.enter('tx1', 80);
  const other = await office.registry.signIn(HEAD);
  before('_revs_diff', () => {
    // The other tab has the cookie now, and the token of this one ends.
    office.network.jar.cookie = other.cookie;
    office.registry.pass(11 * MINUTE);
  });
  await expect(teacher.run()).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  expect([denied(), teacher.unsent(), (await office.log()).length]).toEqual([[], 1, 0]);
  await teacher.signIn();
  await teacher.sync();
  expect([denied(), teacher.unsent(), (await office.log()).length]).toEqual([[], 0, 1]);
});

it('fault 43, fault 11: a refused entry stays visible and explained however often it is offered, until a person has read it', async () => {
  await teacher.sync();
  await teacher.enter('tx1', 'Đ', ONE, GDTC);
  await teacher.enter('tx1', 80);
  for (let i = 0; i < 4; i += 1) await teacher.sync();
  const { device: reopened } = await teacher.openOther(office.database);
  const me = { account: TEACHER, assignments: [] } as unknown as Me;
  for (const facts of [teacher.facts(), factsOf([reopened], me)]) {
    expect(facts).toMatchObject({ refused: 1, unsent: 0, place: '/account' });
  }
  const [refused] = [...reopened.state.get().ledger.denied.values()];
  const code = refused?.code as ProblemCode;
  expect([texts.problems[code], en[code]].map((text) => text.length > 10)).toEqual([true, true]);
  expect((await office.log()).length).toBe(1);

  await reopened.ledger.saveRead(refused?.id ?? '');
  await reopened.refresh();
  expect(factsOf([reopened], me).refused).toBe(0);
  const kept = reopened.outbox.list().find(({ _id }) => _id === refused?.id) as Entry | undefined;
  expect(kept?.cells).toEqual([[ONE, 'tx1', 'Đ', null]]);
});

it('fault 11, fault 13: an entry that no request can carry keeps back no other, and goes when a request can', async () => {
  await office.replace({ env: { BODY_LIMIT_BYTES: '1000' } });
  await teacher.signIn();
  const columns = ['tx1', 'tx2', 'tx3', 'tx4', 'gk', 'ck'] as const;
  const all = [ONE, TWO].flatMap((student) =>
    columns.map((column): [typeof student, typeof column, number] => [student, column, 70]),
  );
  await teacher.enter('tx1', 60);
  await teacher.enterAll(all);
  await teacher.enterAll(all.map(([student, column]) => [student, column, 75]));
  await teacher.enter('gk', 80);
  for (let i = 0; i < 2; i += 1) await teacher.sync();
  expect((await entries()).map(({ n }) => n)).toEqual([1, 2, 4]);
  expect([denied(), teacher.unsent(), teacher.facts().refused]).toEqual([['BODY_TOO_LARGE'], 0, 1]);
  await office.replace();
  await teacher.signIn();
  for (let i = 0; i < 2; i += 1) await teacher.sync();
  expect((await entries()).map(({ n }) => n).toSorted()).toEqual([1, 2, 3, 4]);
  expect([denied(), teacher.unsent(), teacher.facts().refused]).toEqual([[], 0, 0]);
  expect([teacher.shown('gk').value, teacher.shown('ck').value]).toEqual([80, 75]);
});

it.each(['CLIENT_TOO_NEW', 'DOCUMENT_MALFORMED'])(
  'fault 32, fault 12: an entry that a registry of an older release refuses as %s is taken by the next one',
  async (code) => {
    await teacher.sync();
    await teacher.enter('tx1', 80);
    /** A release that was rolled back: it does not know this form of an entry. */
    office.network.fault = async (path, pass) => {
      if (!path.endsWith('/_bulk_docs')) return pass();
      const [entry] = teacher.device.outbox.list();
      return Response.json([{ id: entry?._id, error: 'forbidden', code }], { status: 201 });
    };
    for (let i = 0; i < 3; i += 1) await teacher.sync();
    expect([denied(), teacher.facts().refused, (await office.log()).length]).toEqual([[code], 1, 0]);
    office.network.fault = undefined;
    for (let i = 0; i < 2; i += 1) await teacher.sync();
    expect([denied(), teacher.facts().refused, (await office.log()).length]).toEqual([[], 0, 1]);
  },
);

it('fault 12, fault 38: a term of refused entries is asked about by one of each sheet, and all go when one is taken', async () => {
  await teacher.sync();
  for (let i = 0; i < 30; i += 1) await teacher.enter('tx1', i % 2 === 0 ? 'Đ' : 'CĐ', ONE, GDTC);
  await teacher.enter('tx1', 80);
  await teacher.sync();
  expect([denied().length, teacher.unsent(), (await office.log()).length]).toEqual([30, 0, 1]);
  const sent: number[] = [];
  office.network.fault = async (path, pass) => {
    const answer = await pass();
    if (path.endsWith('/_bulk_docs')) sent.push(((await answer.clone().json()) as unknown[]).length);
    return answer;
  };
  await teacher.run();
  expect(sent).toEqual([1]);
  await give('gdtc');
  await teacher.sync();
  await teacher.sync();
  expect([denied(), teacher.unsent(), (await office.log()).length]).toEqual([[], 0, 31]);
  expect(teacher.shown('tx1', ONE, GDTC)).toMatchObject({ value: 'CĐ', state: 'registry' });
  expect(teacher.sheet(GDTC).contested).toEqual([]);
});
