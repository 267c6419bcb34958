import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import { forgetDevicesOf, isKnownDevice, knowDevice } from '@hocba/server/storage/queries/devices';
import {
  type AccountRow,
  deleteExpiredSessions,
  deleteThrottle,
  deleteThrottlesBefore,
  deleteThrottlesOf,
  endSession,
  endSessionsOf,
  findAccount,
  findRefreshToken,
  findSession,
  findThrottle,
  insertAccount,
  insertRefreshToken,
  insertSession,
  insertThrottle,
  listAccountNames,
  listAccounts,
  listThrottles,
  raiseScopeVersion,
  readAccounts,
  requireUnchanged,
  type SessionRow,
  touchSession,
  updateAccount,
  updateThrottle,
  useRefreshToken,
} from '@hocba/server/storage/queries/people';

const NOW = '2026-10-01T00:00:00.000Z';
const LATER = '2026-10-01T00:05:00.000Z';

const account = (name: string, school: string | null = '08000901'): AccountRow => ({
  name,
  display_name: 'Nguyễn Thị Ánh Tuyết',
  role: 'clerk',
  school,
  password_hash: '$argon2id$x',
  must_change: true,
  disabled: false,
  security_version: 1,
  scope_version: 1,
  created_at: NOW,
});
const session = (id: string, name: string): SessionRow => ({
  id,
  account: name,
  created_at: NOW,
  last_used_at: NOW,
  expires_at: '2026-10-31T00:00:00.000Z',
  ended_at: null,
  ended_reason: null,
});
const conflict = { code: 'WRITE_CONFLICT' };
const duplicate = { code: 'DUPLICATE' };

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a commit that rests on an account’s credentials is undone when they changed meanwhile': async (db) => {
    const read = account('people.unchanged');
    await db.commit([insertAccount(read)]);
    await db.commit([requireUnchanged(read)]);
    assert.deepEqual(await findAccount(db, read.name), read);
    await db.commit([updateAccount(read, { disabled: true })]);
    await assert.rejects(db.commit([requireUnchanged(read)]), { code: 'WRITE_CONFLICT' });
  },
  'an account comes back as it went in, and its name is taken': async (db) => {
    const row = account('people.round');
    await db.commit([insertAccount(row)]);
    assert.deepEqual(await findAccount(db, row.name), row);
    assert.equal(await findAccount(db, 'people.roun'), undefined);
    await assert.rejects(db.commit([insertAccount(row)]), duplicate);
  },
  'accounts are read page by page': async (db) => {
    const rows = [account('people.page.a'), account('people.page.b')];
    await db.commit(rows.map(insertAccount));
    const pages = await Array.fromAsync(readAccounts(db, 1));
    const own = pages.filter(([row]) => row?.name.startsWith('people.page.'));
    assert.deepEqual(own, [[rows[0]], [rows[1]]]);
  },
  'another right is another scope version, and nothing else changes': async (db) => {
    const row = account('people.scope');
    await db.commit([insertAccount(row)]);
    await db.commit([raiseScopeVersion(row.name), raiseScopeVersion(row.name)]);
    assert.deepEqual(await findAccount(db, row.name), { ...row, scope_version: row.scope_version + 2 });
  },
  'names are listed for the accounts of one school': async (db) => {
    await db.commit([
      insertAccount(account('people.names.a', '08000902')),
      insertAccount(account('people.names.b', '08000903')),
      insertAccount(account('people.names.c', null)),
    ]);
    const names = await listAccountNames(db, '08000902');
    assert.deepEqual([...names], [['people.names.a', 'Nguyễn Thị Ánh Tuyết']]);
  },
  'the accounts of one school are listed by name, without their password': async (db) => {
    await db.commit([
      insertAccount(account('people.list.b', '08000904')),
      insertAccount({ ...account('people.list.a', '08000904'), disabled: true }),
      insertAccount(account('people.list.c', '08000905')),
    ]);
    const shared = { display_name: 'Nguyễn Thị Ánh Tuyết', role: 'clerk' };
    assert.deepEqual(await listAccounts(db, '08000904'), [
      { name: 'people.list.a', ...shared, disabled: true },
      { name: 'people.list.b', ...shared, disabled: false },
    ]);
  },
  'a change of credentials raises the security version once': async (db) => {
    const row = account('people.change');
    await db.commit([insertAccount(row)]);
    const outcomes = await Promise.allSettled([
      db.commit([updateAccount(row, { password_hash: 'one', must_change: false })]),
      db.commit([updateAccount(row, { password_hash: 'two' })]),
    ]);
    assert.deepEqual(outcomes.map((o) => o.status).sort(), ['fulfilled', 'rejected']);
    const found = await findAccount(db, row.name);
    assert.equal(found?.security_version, 2);
    assert.equal(found?.must_change, found?.password_hash !== 'one');
  },
  'a session is found with its account, is touched and ends with its first reason': async (db) => {
    const owner = account('people.session');
    const row = session('people-s1', owner.name);
    await db.commit([insertAccount(owner), insertSession(row)]);
    assert.deepEqual(await findSession(db, row.id), { session: row, account: owner });
    assert.equal(await findSession(db, 'people-s0'), undefined);
    await db.commit([touchSession(row.id, LATER)]);
    await db.commit([endSession(row.id, LATER, 'signed-out')]);
    await db.commit([endSession(row.id, NOW, 'again')]);
    const ended = { ...row, last_used_at: LATER, ended_at: LATER, ended_reason: 'signed-out' };
    assert.deepEqual((await findSession(db, row.id))?.session, ended);
  },
  'every open session of one account ends, except the one named': async (db) => {
    const [mine, other] = [account('people.ends'), account('people.stays')];
    await db.commit([
      ...[mine, other].map(insertAccount),
      ...['people-e1', 'people-e2'].map((id) => insertSession(session(id, mine.name))),
      insertSession(session('people-e3', other.name)),
    ]);
    const endedOf = async () =>
      Promise.all(
        ['people-e1', 'people-e2', 'people-e3'].map(
          async (id) => (await findSession(db, id))?.session.ended_at ?? null,
        ),
      );
    await db.commit([endSessionsOf(mine.name, LATER, 'password-changed', 'people-e2')]);
    assert.deepEqual(await endedOf(), [LATER, null, null]);
    await db.commit([endSessionsOf(mine.name, LATER, 'disabled')]);
    assert.deepEqual(await endedOf(), [LATER, LATER, null]);
  },
  'expired sessions of one account are forgotten with their tokens, open ones stay': async (db) => {
    const owner = account('people.expired');
    const token = (hash: string, of: string) => ({ hash, session: of, issued_at: NOW, used_at: NOW });
    await db.commit([
      insertAccount(owner),
      insertSession({ ...session('people-x1', owner.name), expires_at: LATER }),
      insertSession(session('people-x2', owner.name)),
      insertRefreshToken(token('people-tx1', 'people-x1')),
      insertRefreshToken(token('people-tx2', 'people-x2')),
    ]);
    await db.commit(deleteExpiredSessions('somebody.else', '2026-10-02T00:00:00.000Z'));
    assert.notEqual(await findSession(db, 'people-x1'), undefined);
    await db.commit(deleteExpiredSessions(owner.name, '2026-10-02T00:00:00.000Z'));
    assert.equal(await findSession(db, 'people-x1'), undefined);
    assert.equal(await findRefreshToken(db, 'people-tx1'), undefined);
    assert.notEqual(await findSession(db, 'people-x2'), undefined);
    assert.notEqual(await findRefreshToken(db, 'people-tx2'), undefined);
  },
  'a refresh token is used once, however many come at once': async (db) => {
    const row = { hash: 'people-t1', session: 'people-s9', issued_at: NOW, used_at: null };
    await db.commit([insertRefreshToken(row)]);
    const uses = await Promise.allSettled(
      Array.from({ length: 10 }, () => db.commit([useRefreshToken(row.hash, LATER)])),
    );
    assert.equal(uses.filter((o) => o.status === 'fulfilled').length, 1);
    assert.deepEqual(await findRefreshToken(db, row.hash), { ...row, used_at: LATER });
    await assert.rejects(db.commit([insertRefreshToken(row)]), duplicate);
    await assert.rejects(db.commit([useRefreshToken('people-t0', NOW)]), conflict);
  },
  'a failure is counted once per version, and forgotten': async (db) => {
    const row = {
      key: 'people:k',
      failures: 1,
      locked_until: null,
      version: 1,
      last_at: NOW,
      account: 'people.a',
    };
    await db.commit([insertThrottle(row)]);
    await assert.rejects(db.commit([insertThrottle(row)]), duplicate);
    const next = { ...row, failures: 2, locked_until: LATER, version: 2 };
    assert.deepEqual(await listThrottles(db, [row.key, 'no failures']), [row]);
    await db.commit([updateThrottle(next, 1)]);
    await assert.rejects(db.commit([updateThrottle(next, 1)]), conflict);
    assert.deepEqual(await findThrottle(db, row.key), next);
    await db.commit([deleteThrottle(row.key)]);
    assert.equal(await findThrottle(db, row.key), undefined);
  },
  'failures of an account are forgotten together, and old ones by their age': async (db) => {
    const old = {
      key: 'people:old',
      failures: 1,
      locked_until: null,
      version: 1,
      last_at: null,
      account: null,
    };
    const early = { ...old, key: 'people:early', last_at: NOW };
    const late = { ...old, key: 'people:late', last_at: LATER, account: 'people.b' };
    const rows = [old, early, late];
    await db.commit(rows.map(insertThrottle));
    const left = async () => {
      const found = await Promise.all(rows.map(({ key }) => findThrottle(db, key)));
      return found.map((row) => row !== undefined);
    };
    await db.commit([deleteThrottlesBefore(NOW)]);
    assert.deepEqual(await left(), [false, true, true]);
    await db.commit([deleteThrottlesBefore(LATER)]);
    assert.deepEqual(await left(), [false, false, true]);
    await db.commit([deleteThrottlesOf('people.b')]);
    assert.deepEqual(await left(), [false, false, false]);
  },
  'a browser is known to the accounts that signed in there, until it is forgotten': async (db) => {
    await db.commit([...knowDevice('people.c', 'd1', NOW), ...knowDevice('people.d', 'd1', NOW)]);
    await db.commit(knowDevice('people.c', 'd1', LATER));
    assert.equal(await isKnownDevice(db, 'people.c', 'd1'), true);
    assert.equal(await isKnownDevice(db, 'people.c', 'd2'), false);
    await db.commit([forgetDevicesOf('people.c')]);
    assert.equal(await isKnownDevice(db, 'people.c', 'd1'), false);
    assert.equal(await isKnownDevice(db, 'people.d', 'd1'), true);
  },
};
