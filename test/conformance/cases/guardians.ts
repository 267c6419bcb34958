import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  type ChallengeRow,
  findChallenge,
  insertChallenge,
  updateChallenge,
} from '@hocba/server/storage/queries/guardians/challenges';
import {
  deleteGuardianSessionsBefore,
  endGuardianSession,
  findGuardian,
  findGuardianSession,
  type GuardianRow,
  insertGuardian,
  insertGuardianSession,
  listContactsOf,
  listGuardians,
  listGuardiansAt,
  listSessionsOf,
  replaceContacts,
  touchGuardianSession,
  updateGuardian,
} from '@hocba/server/storage/queries/guardians/guardian-accounts';
import {
  findLinkCode,
  type GuardianLinkRow,
  insertGuardianLink,
  insertLinkCodes,
  type LinkCodeRow,
  listLinksOf,
  listLinksTo,
  listOpenLinkCodes,
  readGuardianLinks,
  updateGuardianLink,
  updateLinkCode,
} from '@hocba/server/storage/queries/guardians/guardian-links';

import {
  findRestriction,
  insertRestriction,
  listRestrictionsOf,
  listRestrictionsTo,
  type RestrictionRow,
  readRestrictions,
  updateRestriction,
} from '@hocba/server/storage/queries/guardians/restrictions';

const NOW = '2026-10-01T00:00:00.000Z';
const LATER = '2026-10-02T00:00:00.000Z';

const account = (id: string): GuardianRow => ({
  id,
  name: 'Ma Thị Hường',
  language: 'vi',
  pin_hash: 'kept',
  disabled: false,
  security_version: 1,
  created_at: NOW,
});
const phone = (guardian: string, value: string) => ({ guardian, kind: 'phone', value, verified_at: NOW });

const link = (id: string, guardian: string, student: string): GuardianLinkRow => ({
  id,
  guardian,
  student,
  relation: 'mother',
  source: 'slip',
  evidence: null,
  valid_from: NOW,
  valid_until: null,
  may_see: true,
  may_ask: true,
  may_decide: true,
  gets_messages: true,
  limits: null,
  ended_at: null,
  version: 1,
  seal: 'sealed',
});

const slip = (id: string, student: string): LinkCodeRow => ({
  id,
  student,
  school: '08000101',
  hash: 'aa',
  relation: null,
  evidence: null,
  valid_until: null,
  guardian: null,
  issued_by: 'clerk.tantrao',
  created_at: NOW,
  expires_at: LATER,
  failures: 0,
  used_at: null,
  version: 1,
});

const challenge = (id: string, created_at: string, expires_at: string): ChallengeRow => ({
  id,
  kind: 'phone',
  value: '+84900000001',
  code_hash: 'bb',
  link_code: null,
  created_at,
  expires_at,
  failures: 0,
  verified_at: null,
  version: 1,
});

const restriction = (id: string, guardian: string, student: string): RestrictionRow => ({
  ...{ id, guardian, student, school: '08000101', kind: 'no-access', document: 'QĐ 12/2026' },
  ...{
    valid_from: NOW,
    valid_until: null,
    state: 'proposed',
    proposed_by: 'clerk.tantrao',
    proposed_at: NOW,
  },
  ...{ confirmed_by: null, confirmed_at: null, end_asked_by: null, end_reason: null, ended_at: null },
  ...{ version: 1, seal: 'sealed' },
});

/** The rows of a kind whose id begins so, read in pages of two. */
const readAll = async <Row extends { readonly id: string }>(
  pages: AsyncGenerator<readonly Row[]>,
  begin: string,
): Promise<Row[]> => {
  const found: Row[] = [];
  for await (const page of pages) found.push(...page);
  return found.filter(({ id }) => id.startsWith(begin));
};

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'all links and all orders are read page by page, by id': async (db) => {
    const links = ['lp-3', 'lp-1', 'lp-2'].map((id) => link(id, 'g-pages', 's-pages'));
    const orders = ['op-2', 'op-3', 'op-1'].map((id) => restriction(id, 'g-pages', 's-pages'));
    await db.commit([...links.map(insertGuardianLink), ...orders.map(insertRestriction)]);
    const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
    assert.deepEqual(ids(await readAll(readGuardianLinks(db, 2), 'lp-')), ['lp-1', 'lp-2', 'lp-3']);
    assert.deepEqual(ids(await readAll(readRestrictions(db, 2), 'op-')), ['op-1', 'op-2', 'op-3']);
  },
  'accounts that share a phone number are found at it, oldest first': async (db) => {
    const first = account('g0000000000a1');
    const second = { ...account('g0000000000a2'), created_at: LATER };
    await db.commit([
      ...insertGuardian(second, [phone(second.id, '+84900000011')]),
      ...insertGuardian(first, [phone(first.id, '+84900000011')]),
    ]);
    assert.deepEqual(await listGuardiansAt(db, 'phone', '+84900000011'), [first, second]);
    assert.deepEqual(await listGuardiansAt(db, 'mail', '+84900000011'), []);
    assert.deepEqual(await findGuardian(db, first.id), first);
    assert.deepEqual(await listGuardians(db, [second.id, 'g0000000000a9']), [second]);
    assert.deepEqual(await listContactsOf(db, [first.id]), [phone(first.id, '+84900000011')]);
  },
  'an account that changed since it was read is not changed again': async (db) => {
    const row = account('g0000000000a3');
    await db.commit(insertGuardian(row, []));
    await db.commit([updateGuardian(row, { name: 'Ma Thị Hương' })]);
    await assert.rejects(db.commit([updateGuardian(row, { disabled: true })]), { code: 'WRITE_CONFLICT' });
    assert.deepEqual(await findGuardian(db, row.id), { ...row, name: 'Ma Thị Hương', security_version: 2 });
  },
  'a guardian’s session is found, touched, ended once and removed when its time is over': async (db) => {
    const row = {
      id: 'gs-1',
      guardian: 'g0000000000a4',
      created_at: NOW,
      last_used_at: NOW,
      expires_at: LATER,
      idle_seconds: 60,
      ended_at: null,
      proof: 'proof',
    };
    await db.commit([insertGuardianSession(row)]);
    assert.deepEqual(await listSessionsOf(db, [row.guardian, 'g0000000000a9']), [row]);
    await db.commit([touchGuardianSession(row.id, LATER)]);
    await db.commit([endGuardianSession(row.id, LATER)]);
    await db.commit([endGuardianSession(row.id, '2026-10-09T00:00:00.000Z')]);
    assert.deepEqual(await findGuardianSession(db, row.id), { ...row, last_used_at: LATER, ended_at: LATER });
    await db.commit([deleteGuardianSessionsBefore(row.guardian, '2026-10-03T00:00:00.000Z')]);
    assert.equal(await findGuardianSession(db, row.id), undefined);
  },
  'a link is listed by guardian and by pupil, and a race for it is lost by the second writer': async (db) => {
    const row = link('l000000000001', 'g0000000000a5', 's0000000000g1');
    await db.commit([insertGuardianLink(row)]);
    assert.deepEqual(await listLinksOf(db, row.guardian), [row]);
    assert.deepEqual(await listLinksTo(db, row.student), [row]);
    const ended = { ...row, ended_at: LATER, version: 2 };
    await db.commit([updateGuardianLink(row, ended)]);
    await assert.rejects(db.commit([updateGuardianLink(row, ended)]), { code: 'WRITE_CONFLICT' });
    assert.deepEqual(await listLinksTo(db, row.student), [ended]);
  },
  'an account’s contacts are replaced as a whole, and another account keeps its own': async (db) => {
    const [one, other] = [account('g0000000000b1'), account('g0000000000b2')];
    await db.commit([
      ...insertGuardian(one, [phone(one.id, '+84900000021')]),
      ...insertGuardian(other, [phone(other.id, '+84900000021')]),
    ]);
    await db.commit(replaceContacts(one.id, [phone(one.id, '+84900000022')]));
    assert.deepEqual(await listContactsOf(db, [one.id]), [phone(one.id, '+84900000022')]);
    assert.deepEqual(await listGuardiansAt(db, 'phone', '+84900000021'), [other]);
  },
  'an order is found by id, by guardian and by pupils, and a race for it is lost by the second writer':
    async (db) => {
      const row = restriction('o000000000001', 'g0000000000b3', 's0000000000h1');
      const later = { ...restriction('o000000000000', 'g0000000000b4', 's0000000000h2'), proposed_at: LATER };
      await db.commit([insertRestriction(later), insertRestriction(row)]);
      assert.deepEqual(await listRestrictionsOf(db, row.guardian), [row]);
      assert.deepEqual(await listRestrictionsTo(db, [later.student, row.student]), [row, later]);
      assert.deepEqual(await listRestrictionsTo(db, []), []);
      const confirmed = {
        ...row,
        state: 'confirmed',
        confirmed_by: 'ht.tantrao',
        confirmed_at: LATER,
        version: 2,
      };
      await db.commit([updateRestriction(row, confirmed)]);
      await assert.rejects(db.commit([updateRestriction(row, confirmed)]), { code: 'WRITE_CONFLICT' });
      assert.deepEqual(await findRestriction(db, row.id), confirmed);
    },
  'a slip is open until it is used or its time is over': async (db) => {
    const row = slip('k-1', 's0000000000g2');
    await db.commit(insertLinkCodes([row, slip('k-2', 's0000000000g3')]));
    assert.deepEqual(await listOpenLinkCodes(db, row.student, NOW), [row]);
    assert.deepEqual(await listOpenLinkCodes(db, row.student, LATER), []);
    await db.commit([updateLinkCode(row, { used_at: NOW })]);
    assert.deepEqual(await listOpenLinkCodes(db, row.student, NOW), []);
    await assert.rejects(db.commit([updateLinkCode(row, { used_at: NOW })]), { code: 'WRITE_CONFLICT' });
    assert.deepEqual(await findLinkCode(db, row.id), { ...row, used_at: NOW, version: 2 });
  },
  'a way in goes one step at a time, and ways whose time is over go with the next one': async (db) => {
    const row = challenge('ch-1', NOW, LATER);
    await db.commit(insertChallenge(row));
    await db.commit([updateChallenge(row, { verified_at: NOW })]);
    await assert.rejects(db.commit([updateChallenge(row, { failures: 1 })]), { code: 'WRITE_CONFLICT' });
    assert.deepEqual(await findChallenge(db, row.id), { ...row, verified_at: NOW, version: 2 });
    await db.commit(
      insertChallenge(challenge('ch-2', '2026-10-03T00:00:00.000Z', '2026-10-04T00:00:00.000Z')),
    );
    assert.equal(await findChallenge(db, row.id), undefined);
  },
};
