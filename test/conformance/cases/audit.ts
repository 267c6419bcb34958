import assert from 'node:assert/strict';
import { type Db, write } from '@hocba/server/storage/engine/db';
import { listActsAbout, readActs } from '@hocba/server/storage/queries/audit/acts';
import {
  appendAudit,
  appendAudits,
  auditHash,
  checkAuditChain,
  listAuditOf,
  openAudit,
} from '@hocba/server/storage/queries/audit/audit';
import {
  type AuditFilter,
  countingActions,
  findLastAudit,
  listActionsOf,
  listAuditAfter,
  listAuditHashes,
  listNewestActions,
  readAudit,
  setAuditHashes,
} from '@hocba/server/storage/queries/audit/audit-queries';
import { valueBySeq } from '@hocba/server/storage/queries/value-by-seq';
import { eq } from 'drizzle-orm';

const event = (action: string, student: string | null) => ({
  at: '2026-09-05T00:00:00.000Z',
  actor: 'clerk.tantrao',
  action,
  student,
  detail: { purpose: 'chuyển trường', b: 1, a: [2] },
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'the acts on a pupil are listed in their order': async (db) => {
    await db.commit([appendAudit(event('record.read', 'audit-pupil'))]);
    await db.commit([
      appendAudits([event('record.signed', 'audit-pupil'), event('record.read', 'audit-other')]),
    ]);
    const rows = await listAuditOf(db, 'audit-pupil');
    assert.deepEqual(
      rows.map((row) => row.action),
      ['record.read', 'record.signed'],
    );
    // Stored as text: a column that reorders members would break the chain.
    assert.equal(rows[0]?.detail, JSON.stringify(event('', null).detail));
  },

  'acts of some kinds are read in their order over all pages, and by the pupils that they were about': async (
    db,
  ) => {
    const many = Array.from({ length: 501 }, (_, i) => event('acts.many', `acts-p${i % 2}`));
    await db.commit([appendAudits([...many, event('acts.other', 'acts-p0'), event('acts.one', 'acts-p0')])]);
    const read: string[] = [];
    for await (const { action } of readActs(db, ['acts.many', 'acts.one'])) read.push(action);
    assert.equal(read.length, 502);
    assert.equal(read.at(-1), 'acts.one');
    assert.equal((await listActsAbout(db, 'acts.many', ['acts-p1', 'acts-p9'])).length, 250);
    assert.deepEqual(await listActsAbout(db, 'acts.many', []), []);
  },

  'the end of the chain and the hash of each of its rows are found by number': async (db) => {
    await db.commit([appendAudits([event('audit.end', null), event('audit.end', 'audit-end')])]);
    const [row] = await listAuditOf(db, 'audit-end');
    assert.ok(row !== undefined);
    const last = { seq: row.seq, hash: row.hash };
    assert.deepEqual(await findLastAudit(db), last);
    const hashes = await listAuditHashes(db, [last.seq, last.seq - 1, last.seq + 1]);
    assert.deepEqual([...hashes.keys()].sort(), [last.seq - 1, last.seq].sort());
    assert.equal(hashes.get(last.seq), last.hash);
  },

  'the hash of an audit row can be replaced, and no hash of a row that is not there': async (db) => {
    await db.commit([appendAudits([event('audit.a', null), event('audit.b', null)])]);
    const [before, last] = (await Array.fromAsync(readAudit(db))).flat().slice(-2);
    assert.ok(before !== undefined && last !== undefined);
    assert.equal(last.hash, auditHash(db.mac, before.hash, last));
    await db.commit(setAuditHashes([{ seq: last.seq, hash: 'other' }, before]));
    assert.equal((await findLastAudit(db)).hash, 'other');
    const hash = valueBySeq([
      [before.seq, 'not this row'],
      [last.seq, last.hash],
    ]);
    await db.commit([write((q, { audit: t }) => q.update(t).set({ hash }).where(eq(t.seq, last.seq)), 1)]);
    assert.deepEqual(await findLastAudit(db), { seq: last.seq, hash: last.hash });
    await assert.rejects(db.commit(setAuditHashes([{ seq: last.seq + 1, hash: 'x' }])), {
      code: 'WRITE_CONFLICT',
    });
  },

  'the audit is followed from a number on, so many rows at once': async (db) => {
    const { seq } = await findLastAudit(db);
    await db.commit([
      appendAudits([event('audit.f1', null), event('audit.f2', null), event('audit.f3', null)]),
    ]);
    const actions = async (from: number, limit: number) =>
      (await listAuditAfter(db, from, limit)).map(({ action }) => action);
    assert.deepEqual(await actions(seq, 2), ['audit.f1', 'audit.f2']);
    assert.deepEqual(await actions(seq + 2, 2), ['audit.f3']);
    assert.deepEqual(await actions(seq + 3, 2), []);
  },

  'the audit is read by pupil, by account, by time and page by page': async (db) => {
    const at = (day: number) => `2027-01-0${day}T00:00:00.000Z`;
    const rows = [1, 2, 3].map((day) => ({
      ...event(`audit.q${day % 2}`, day === 3 ? null : `audit-q${day}`),
      at: at(day),
      actor: `audit.a${day % 2}`,
    }));
    await db.commit([appendAudits(rows)]);
    const pages = async (filter: AuditFilter, size = 10) =>
      (await Array.fromAsync(readAudit(db, { since: at(1), ...filter }, size))).map((page) =>
        page.map((row) => row.at),
      );
    const read = async (filter: AuditFilter) => (await pages(filter)).flat();
    assert.deepEqual(await read({}), [at(1), at(2), at(3)]);
    assert.deepEqual(await read({ since: at(2), until: at(3) }), [at(2)]);
    assert.deepEqual(await read({ actor: 'audit.a1' }), [at(1), at(3)]);
    assert.deepEqual(await read({ student: 'audit-q2' }), [at(2)]);
    assert.deepEqual(await read({ action: ['audit.q1', 'audit.q9'] }), [at(1), at(3)]);
    assert.deepEqual(await pages({}, 2), [[at(1), at(2)], [at(3)]]);

    const actions = ['audit.q0', 'audit.q1'];
    await db.commit([appendAudit({ ...event('audit.q1', 'audit-q1'), at: at(3), actor: 'audit.a1' })]);
    const counted = (actor: string, kinds: readonly string[], since: string) =>
      countingActions(kinds)(db, actor, since);
    assert.deepEqual(await counted('audit.a1', actions, at(1)), { actions: 3, pupils: 1 });
    assert.deepEqual(await counted('audit.a1', actions, at(2)), { actions: 2, pupils: 1 });
    assert.deepEqual(await counted('audit.a0', ['audit.q1'], at(1)), { actions: 0, pupils: 0 });
    const own = { action: 'audit.q1', since: at(2), limit: 1 };
    assert.deepEqual(
      (await listActionsOf(db, 'audit.a1', own)).map((row) => row.at),
      [at(3)],
    );
    const newest = await listNewestActions(db, {
      actors: ['audit.a0', 'audit.a1'],
      actions,
      since: at(1),
      limit: 2,
    });
    assert.deepEqual(
      newest.map((row) => [row.at, row.student]),
      [
        [at(3), 'audit-q1'],
        [at(3), null],
      ],
    );
  },

  'the audit chain of a database is opened once, and a second time refused': async (db) => {
    await assert.rejects(db.commit([openAudit()]), { code: 'DUPLICATE' });
  },

  'an append of no event adds no row to the audit': async (db) => {
    const before = await checkAuditChain(db);
    await db.commit([appendAudits([])]);
    assert.deepEqual(await checkAuditChain(db), before);
  },

  'field 44: commits at the same moment all stand, and the chain holds over more than one page': async (
    db,
  ) => {
    const before = (await checkAuditChain(db)).rows;
    const lists = Array.from({ length: 5 }, () => appendAudits(Array(600).fill(event('bulk', null))));
    await Promise.all(lists.map((list) => db.commit([list])));
    assert.deepEqual(await checkAuditChain(db), { rows: before + 3000, brokenAt: null });
  },
};
