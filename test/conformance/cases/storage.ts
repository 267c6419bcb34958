import assert from 'node:assert/strict';
import { type Db, write } from '@hocba/server/storage/engine/db';
import {
  insertEnrolments,
  insertStudents,
  listStudentsByCode,
} from '@hocba/server/storage/queries/schools/schools';
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';

const student = (id: string, name = 'Nguyễn Thị Ánh Tuyết') => ({
  id: `storage-${id}`,
  code: `storage-${id}`,
  personal_id: null,
  name,
  sort_key: 'x',
  search_key: 'x',
  birth_date: '2013-05-17',
  sex: 'nữ',
  ethnicity: 'Kinh',
});

const enrolment = (id: string) => ({
  school: 'storage',
  year: '2026-2027',
  student: `storage-${id}`,
  class: '8A1',
  position: 7,
  status: 'studying',
  joined_on: null,
  left_on: null,
  exempt: ['gdtc', 'ngoại ngữ "1"'],
  not_taken: null,
  not_assessed: true,
});

const counter = (name: string, value: number) =>
  write((query, { counter: t }) => query.insert(t).values({ name: `storage:${name}`, value }), 1);

const raise = (name: string, from: number) =>
  write(
    (query, { counter: t }) =>
      query
        .update(t)
        .set({ value: from + 1 })
        .where(and(eq(t.name, `storage:${name}`), eq(t.value, from))),
    1,
  );

const findValue = async (db: Db, name: string): Promise<number | undefined> => {
  const t = db.tables.counter;
  return (
    await db.query
      .select()
      .from(t)
      .where(eq(t.name, `storage:${name}`))
  )[0]?.value;
};

const countOutcomes = (outcomes: readonly PromiseSettledResult<void>[]) => ({
  won: outcomes.filter((o) => o.status === 'fulfilled').length,
  conflicts: outcomes.filter((o) => o.status === 'rejected' && o.reason.code === 'WRITE_CONFLICT').length,
});

/** Raises the counter without knowing it and takes the number raised, all in one commit. */
const numbered = (doc: string) => [
  write(
    (query, { counter: t }) =>
      query
        .update(t)
        .set({ value: sql`${t.value} + 1` })
        .where(eq(t.name, 'storage:numbers')),
    1,
  ),
  write((query, { submission: t, counter: c }) => {
    const seq = query.select({ value: c.value }).from(c).where(eq(c.name, 'storage:numbers'));
    const rest = { kind: 'entry', dev: 'd', n: 1, account: 'a', received_at: '', body: '{}' };
    return query.insert(t).values({ db: 'storage:numbers', seq: sql<number>`${seq}`, doc, ...rest });
  }, 1),
];

/** Reads the numbered rows from a cursor until `done`; every number must follow the one before. */
const follow = async (db: Db, done: () => boolean): Promise<number> => {
  const t = db.tables.submission;
  let cursor = 0;
  for (let last = false; !last; ) {
    last = done();
    const rows = await db.query
      .select({ seq: t.seq })
      .from(t)
      .where(and(eq(t.db, 'storage:numbers'), gt(t.seq, cursor)))
      .orderBy(asc(t.seq));
    for (const { seq } of rows) assert.equal(seq, ++cursor, 'a number appeared behind the cursor');
    await new Promise(setImmediate);
  }
  return cursor;
};

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'text, boolean, whole number and JSON come back as they went in': async (db) => {
    const row = enrolment('kinds');
    await db.commit([
      ...insertStudents([student('kinds')]),
      ...insertEnrolments([row]),
      counter('large', Number.MAX_SAFE_INTEGER),
    ]);
    const t = db.tables.enrolment;
    assert.deepEqual(await db.query.select().from(t).where(eq(t.student, row.student)), [row]);
    assert.equal(await findValue(db, 'large'), Number.MAX_SAFE_INTEGER);
  },

  'a join keeps the kinds of both sides': async (db) => {
    await db.commit([...insertStudents([student('join')]), ...insertEnrolments([enrolment('join')])]);
    const { student: s, enrolment: e } = db.tables;
    const rows = await db.query
      .select({ name: s.name, exempt: e.exempt, flag: e.not_assessed, position: e.position })
      .from(e)
      .innerJoin(s, eq(s.id, e.student))
      .where(eq(s.id, 'storage-join'));
    const { exempt, not_assessed: flag, position } = enrolment('join');
    assert.deepEqual(rows, [{ name: student('join').name, exempt, flag, position }]);
  },

  'a stale version undoes the whole list': async (db) => {
    await db.commit([counter('stale', 4)]);
    const list = [counter('stale-other', 1), raise('stale', 4), raise('stale', 4)];
    await assert.rejects(db.commit(list), { code: 'WRITE_CONFLICT' });
    assert.equal(await findValue(db, 'stale'), 4);
    assert.equal(await findValue(db, 'stale-other'), undefined);
  },

  'a row may not point at nothing': async (db) => {
    await assert.rejects(db.commit([counter('foreign', 1), ...insertEnrolments([enrolment('nobody')])]));
    assert.equal(await findValue(db, 'foreign'), undefined);
  },

  'a taken key is DUPLICATE, by primary key and by unique column': async (db) => {
    await db.commit([counter('taken', 1), ...insertStudents([student('taken')])]);
    await assert.rejects(db.commit([counter('taken', 2)]), { code: 'DUPLICATE' });
    const sameCode = { ...student('taken'), id: 'storage-taken-too' };
    await assert.rejects(db.commit(insertStudents([sameCode])), { code: 'DUPLICATE' });
    assert.equal(await findValue(db, 'taken'), 1);
  },

  'of twenty decisions on the same version one wins': async (db) => {
    await db.commit([counter('twenty', 0)]);
    const tries = Array.from({ length: 20 }, () => db.commit([raise('twenty', 0)]));
    assert.deepEqual(countOutcomes(await Promise.allSettled(tries)), { won: 1, conflicts: 19 });
    assert.equal(await findValue(db, 'twenty'), 1);
  },

  'a refused list does not take its neighbours down': async (db) => {
    await db.commit([counter('neighbour', 0)]);
    const outcomes = await Promise.allSettled([
      db.commit([counter('neighbour-1', 1)]),
      db.commit([counter('neighbour-2', 2), counter('neighbour', 1)]),
      db.commit([counter('neighbour-3', 3)]),
    ]);
    assert.deepEqual(
      outcomes.map((o) => o.status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.equal(await findValue(db, 'neighbour-2'), undefined);
    assert.equal(await findValue(db, 'neighbour-3'), 3);
  },

  'numbers raised by 100 commits at once, some refused, leave no gap and pass no follower': async (db) => {
    await db.commit([counter('numbers', 0), ...numbered('first')]);
    let running = true;
    const follower = follow(db, () => !running);
    const tries = Array.from({ length: 100 }, (_, i) =>
      db.commit([...numbered(`doc-${i}`), ...(i % 11 === 5 ? numbered('first') : [])]),
    );
    const refused = (await Promise.allSettled(tries)).filter((o) => o.status === 'rejected');
    running = false;
    assert.equal(refused.length, 9);
    assert.equal(await follower, 92);
    assert.equal(await findValue(db, 'numbers'), 92);
  },

  'more rows than one statement binds are written and found': async (db) => {
    const rows = Array.from({ length: 1_201 }, (_, i) => student(`many-${i}`));
    await db.commit(insertStudents(rows));
    const found = await listStudentsByCode(
      db,
      rows.map((row) => row.code),
    );
    assert.equal(new Set(found.map((row) => row.id)).size, rows.length);
  },

  'texts sort and compare byte by byte, whatever the locale': async (db) => {
    const names = ['a', 'B', '_', 'Đ', 'á', 'z', '-b', 'b'].map((name) => `storage:order:${name}`);
    const t = db.tables.setting;
    await db.commit(
      names.map((key) => write((q, { setting }) => q.insert(setting).values({ key, value: '' }))),
    );
    const sorted = await db.query
      .select({ key: t.key })
      .from(t)
      .where(inArray(t.key, names))
      .orderBy(asc(t.key));
    const bytes = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual(
      sorted.map((row) => row.key),
      bytes,
    );
    const after = await db.query
      .select({ key: t.key })
      .from(t)
      .where(and(inArray(t.key, names), gt(t.key, 'storage:order:_')));
    assert.equal(after.length, 5);
  },

  'those who listen hear of a commit, and no more after they stopped': async (db) => {
    let heard = 0;
    const stop = db.onCommit(() => {
      heard += 1;
    });
    await db.commit([counter('heard', 1)]);
    await assert.rejects(db.commit([counter('heard', 2)]));
    assert.equal(heard, 1);
    stop();
    await db.commit([counter('unheard', 1)]);
    assert.equal(heard, 1);
  },

  'an empty list is a commit': async (db) => {
    await db.commit([]);
  },
};
