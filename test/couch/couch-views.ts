import { expect } from 'vitest';
import { IDS, ourName, type Pair, revsOf } from './couch-pair.ts';
import type { Asked, Doc, Feed, Open, Row, Side } from './couch-sides.ts';

/*
 * Everything a client can read, of both sides in the same form: their revisions under our names, and sorted where
 * neither CouchDB nor PouchDB promises an order.
 */

/** Our name of a revision of a document. */
type Name = (id: string, rev: string) => string;

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const plainDoc = (doc: Doc, name: Name) => {
  const { _id, _rev = '', _revisions: _r, _conflicts, _revs_info, salt: _s, ...members } = doc;
  const infos = (_revs_info ?? []) as { rev: string; status: string }[];
  return {
    _id,
    _rev: name(_id, _rev),
    path: revsOf(doc).map((rev) => name(_id, rev)),
    conflicts: listOf(_conflicts)
      .map((rev) => name(_id, rev))
      .sort(),
    // CouchDB tells a revision that deletes by its status; PouchDB says that it is there, and so it is.
    infos: infos.map(({ rev, status }) => [name(_id, rev), status === 'deleted' ? 'available' : status]),
    members: Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)),
  };
};

const plainGet = (found: Awaited<ReturnType<Side['get']>>, name: Name) =>
  '_id' in found ? plainDoc(found, name) : found;

const plainOpen = (id: string, entries: readonly Open[], name: Name) =>
  entries
    .map((entry) =>
      JSON.stringify('ok' in entry ? plainDoc(entry.ok, name) : { missing: name(id, entry.missing) }),
    )
    .sort();

const plainRow = ({ id, key, value, doc, error }: Row, name: Name) => ({
  key,
  error,
  ...(id === undefined || value === undefined
    ? {}
    : { id, rev: name(id, value.rev), deleted: value.deleted === true }),
  doc: doc === undefined || doc === null ? doc : plainDoc(doc, name),
});

/** The rows of a feed without their numbers, and with the leaves in no order. */
const plainChanges = ({ results }: Feed, name: Name) =>
  results.map(({ id, changes, deleted, doc }) => ({
    id,
    leaves: changes.map(({ rev }) => name(id, rev)).sort(),
    deleted: deleted === true,
    doc: doc === undefined ? undefined : plainDoc(doc, name),
  }));

const byId = <Row extends { id: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const allRevs = (pair: Pair, id: string): string[] =>
  pair.known.get(id)?.paths.map(([rev = '']) => rev) ?? [];

const viewOf = async (pair: Pair, side: Side, name: Name, nameThere: Name) => {
  const docs: unknown[] = [];
  for (const id of IDS) {
    const revs = allRevs(pair, id).map((rev) => nameThere(id, rev));
    const winner = await side.get(id, { conflicts: true, revs: true, revs_info: true });
    docs.push(plainGet(winner, name));
    if ('reason' in winner && winner.reason === 'missing') continue;
    docs.push(plainOpen(id, await side.open(id, { open_revs: 'all', revs: true }), name));
    docs.push(plainOpen(id, await side.open(id, { open_revs: [...revs, '7-nobody'] }), name));
    for (const rev of revs) {
      const one = await side.get(id, { rev, revs: true });
      docs.push('_id' in one ? plainDoc(one, name) : one.status);
    }
  }
  const rowsOf = async (asked: Asked) => {
    const { total_rows, rows } = await side.all(asked);
    return { total_rows, rows: rows.map((row) => plainRow(row, name)) };
  };
  return {
    docs,
    rows: await rowsOf({ include_docs: true, conflicts: true }),
    keys: await rowsOf({ keys: ['c', 'x', 'a'], include_docs: true }),
    backward: await rowsOf({ descending: true, startkey: 'b', limit: 1 }),
    all: byId(plainChanges(await side.changes({ style: 'all_docs' }), name)),
    main: byId(
      plainChanges(await side.changes({ style: 'main_only', include_docs: true, conflicts: true }), name),
    ),
  };
};

/**
 * What PouchDB answers otherwise than CouchDB, or not at all, against what our leaves tell of their past: a revision
 * grew into the leaves that come from it, and a sender need not send what one of them comes from, body or none.
 */
const comparePasts = async ({ ours, known }: Pair): Promise<void> => {
  for (const [id, { ours: names }] of known) {
    if (names.size === 0) continue;
    const leaves = await ours.open(id, { open_revs: 'all', revs: true });
    const pasts = leaves.map((leaf) => ('ok' in leaf ? revsOf(leaf.ok) : []));
    for (const rev of names.values()) {
      const grown = leaves.filter((_, i) => pasts[i]?.includes(rev));
      const found = await ours.open(id, { open_revs: [rev], latest: true, revs: true });
      expect(found).toEqual(grown.length > 0 ? grown : [{ missing: rev }]);
    }
    const asked = [...names.values(), '3-nobody'];
    const missing = asked.filter((rev) => !pasts.flat().includes(rev));
    expect((await ours.diff({ [id]: asked }))[id]?.missing).toEqual(missing);
  }
};

/**
 * Compares what can be read of the two sides but for what came before each revision: PouchDB keeps the shared part of
 * stemmed branches once for each.
 */
export const compareShort = async (pair: Pair): Promise<void> => {
  const translate: Name = (id, rev) => ourName(pair, id, rev);
  const asItIs: Name = (_, rev) => rev;
  const seen = async (side: Side, name: Name, nameThere: Name) => {
    const bodies: unknown[] = [];
    const { results } = await side.changes({ style: 'all_docs' });
    for (const id of results.map((row) => row.id).sort()) {
      const open_revs = allRevs(pair, id).map((rev) => nameThere(id, rev));
      bodies.push(plainOpen(id, await side.open(id, { open_revs }), name));
    }
    return {
      bodies,
      rows: (await side.all({ include_docs: true, conflicts: true })).rows.map((row) => plainRow(row, name)),
      changes: byId(plainChanges(await side.changes({ style: 'all_docs' }), name)),
      main: byId(plainChanges(await side.changes({ include_docs: true, conflicts: true }), name)),
    };
  };
  expect(await seen(pair.ours, asItIs, translate)).toEqual(await seen(pair.theirs, translate, asItIs));
};

/** Compares everything that can be read of the two sides. */
export const compareViews = async (pair: Pair): Promise<void> => {
  const translate: Name = (id, rev) => ourName(pair, id, rev);
  const asItIs: Name = (_, rev) => rev;
  expect(await viewOf(pair, pair.ours, asItIs, translate)).toEqual(
    await viewOf(pair, pair.theirs, translate, asItIs),
  );
  await comparePasts(pair);
  // CouchDB lists the winner before the other leaves; PouchDB sorts them all by generation.
  const first = async (style: string) =>
    (await pair.ours.changes({ style })).results.map(({ changes }) => changes[0]?.rev);
  expect(await first('all_docs')).toEqual(await first('main_only'));
};

/**
 * Questions about the feed whose answers have an order, up to its `last` number. A number that a database has not
 * reached is of another life of it: PouchDB echoes it and CouchDB waits, we begin at the start.
 */
const questions = (last: number): Asked[] => [
  {},
  { style: 'all_docs' },
  ...Array.from({ length: last + 1 }, (_, since) => ({ since })),
  ...[0, 1, 2].flatMap((limit) => [
    { limit },
    { limit, since: Math.min(2, last) },
    { limit, descending: true },
  ]),
  { descending: true },
  { descending: true, since: Math.min(2, last) },
  { doc_ids: ['a', 'c', 'x'] },
  { doc_ids: ['b'], limit: 1 },
  { doc_ids: ['b', 'a'], since: Math.min(2, last) },
  { doc_ids: ['b', 'a'], descending: true },
  { doc_ids: [] },
];

/** Compares the feeds in their order, with their numbers: for histories of one document at a time. */
export const compareFeeds = async (pair: Pair): Promise<void> => {
  const translate: Name = (id, rev) => ourName(pair, id, rev);
  const { last_seq: last } = await pair.theirs.changes({});
  for (const asked of questions(last)) {
    const [theirs, ours] = [await pair.theirs.changes({ ...asked }), await pair.ours.changes(asked)];
    const seen = (feed: Feed, name: Name) => ({
      asked,
      rows: plainChanges(feed, name),
      seqs: feed.results.map(({ seq }) => seq),
      // Behind a filter PouchDB's number stays at the last row that passed, so that the next reader looks at the same
      // ones again; CouchDB's and ours goes on. On the way back neither promises one.
      last: 'doc_ids' in asked || 'descending' in asked ? undefined : feed.last_seq,
    });
    expect(seen(ours, (_, rev) => rev)).toEqual(seen(theirs, translate));
  }
};
