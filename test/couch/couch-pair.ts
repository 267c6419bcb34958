import { createHash } from 'node:crypto';
import { generationOf } from '@hocba/server/replication/revision-tree';
import fc from 'fast-check';
import { expect } from 'vitest';
import { nextRevision } from './complete/edits/next-revision.ts';
import type { Doc, OurSide, Side, Told } from './couch-sides.ts';

/*
 * One history told to two sides. Each side names the revisions of ordinary edits in its own way, so that revisions are
 * kept in pairs; everything here is written in their names, and ours are looked up.
 */

export const IDS = ['a', 'b', 'c'] as const;

/** A revision that a document was once given, newest first with what came before it. */
type Path = readonly string[];

/** An edit as somebody makes it: of nothing, of a known revision counted from the newest, or of one nobody knows. */
interface Edit {
  readonly kind: 'edit';
  readonly id: string;
  readonly from: number;
  readonly deleted: boolean;
}
/** A document as a replicator brings it, grown from nothing or a known revision; the first may tell only so many. */
interface Replicated {
  readonly kind: 'replicated';
  readonly id: string;
  readonly from: number;
  readonly steps: readonly number[];
  readonly told: number;
}
export type Step =
  | { readonly kind: 'edits'; readonly edits: readonly Edit[]; readonly alone: boolean }
  | { readonly kind: 'replicated'; readonly docs: readonly Replicated[] }
  | { readonly kind: 'compact' };

const UNKNOWN = 9;
const id = fc.constantFrom(...IDS);
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constant('edit' as const),
  id,
  from: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 0, max: 4 }) },
    { weight: 1, arbitrary: fc.constant(UNKNOWN) },
  ),
  deleted: fc.boolean(),
});
const replicated: fc.Arbitrary<Replicated> = fc.record({
  kind: fc.constant('replicated' as const),
  id,
  from: fc.integer({ min: 0, max: 5 }),
  steps: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 3 }),
  told: fc.constantFrom(99, 99, 1, 2),
});

/** Histories whose batches have up to so many documents. */
export const history = (most: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('edits' as const),
          edits: fc.array(edit, { minLength: 1, maxLength: most }),
          alone: fc.boolean(),
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('replicated' as const),
          docs: fc.array(replicated, { minLength: 1, maxLength: most }),
        }),
      },
      { weight: 1, arbitrary: fc.constant({ kind: 'compact' as const }) },
    ),
    { minLength: 2, maxLength: 9 },
  );

/** The knowledge of both sides about one document. */
interface Known {
  readonly paths: Path[];
  readonly ours: Map<string, string>;
}

/** Two sides that hear of the same changes. */
export interface Pair {
  readonly theirs: Side;
  readonly ours: OurSide;
  readonly known: ReadonlyMap<string, Known>;
  /** The cases seen so far, so that a test can tell that it tested something. */
  readonly seen: { accepted: number; refused: number; again: number };
  serial: number;
}

export const pairOf = (theirs: Side, ours: OurSide): Pair => ({
  theirs,
  ours,
  known: new Map(IDS.map((each) => [each, { paths: [], ours: new Map() }])),
  seen: { accepted: 0, refused: 0, again: 0 },
  serial: 0,
});

const knownOf = (pair: Pair, name: string): Known => {
  const known = pair.known.get(name);
  if (known === undefined) throw new Error(`no document ${name} in these histories`);
  return known;
};

/** Our name of one of their revisions; what was replicated has one name everywhere. */
export const ourName = (pair: Pair, name: string, rev: string): string =>
  pair.known.get(name)?.ours.get(rev) ?? rev;

const note = ({ paths, ours }: Known, path: Path, name: string): void => {
  const [rev = ''] = path;
  ours.set(rev, name);
  if (!paths.some(([each]) => each === rev)) paths.push(path);
};

/** A document's hash says whose child it is: a revision has one parent, no matter which side tells of it. */
const hashAfter = (parent: string | undefined, step: number): string => {
  const digest = createHash('md5').update(`${parent} ${step}`).digest('hex').slice(0, 8);
  // Before or behind every hash of an ordinary edit, so that both sides agree about which of two is greater.
  return `${step === 0 ? '00000000' : 'h'}${digest}`;
};

const hashOf = (rev: string): string => rev.slice(rev.indexOf('-') + 1);

const grown = (known: Known, { from, steps }: Replicated): Path => {
  let path: Path = from === 0 ? [] : (known.paths.at(-from) ?? []);
  for (const step of steps) {
    path = [`${generationOf(path[0] ?? '') + 1}-${hashAfter(path[0], step)}`, ...path];
  }
  return path;
};

/** The documents that a replicator sends; whether it deletes is decided by its name, so that nobody disagrees. */
const sentOf = (name: string, path: Path, told: number): Doc => {
  const [rev = ''] = path;
  const ids = path.slice(0, told).map(hashOf);
  return {
    _id: name,
    _rev: rev,
    _revisions: { start: generationOf(rev), ids },
    ...(Number.parseInt(rev.slice(-1), 16) % 3 === 0 ? { _deleted: true } : {}),
    told: rev,
  };
};

/**
 * A batch cut where a document comes again. PouchDB's batches differ from one batch after the other when they name a
 * document twice: it keeps a bodiless leaf of an edit that it refuses, and a body that it would not take later. CouchDB
 * makes no such difference, nor do we; so PouchDB hears the parts.
 */
const onceEach = <Each>(docs: readonly Each[], idOf: (doc: Each) => string): Each[][] => {
  const parts: Each[][] = [];
  for (const doc of docs) {
    const last = parts.at(-1);
    if (last === undefined || last.some((other) => idOf(other) === idOf(doc))) parts.push([doc]);
    else last.push(doc);
  }
  return parts;
};

const replicate = async (pair: Pair, docs: readonly Replicated[]): Promise<void> => {
  const theirs: Doc[] = [];
  const ours: Doc[] = [];
  for (const each of docs) {
    const known = knownOf(pair, each.id);
    const path = grown(known, each);
    if (known.ours.has(path[0] ?? '')) pair.seen.again += 1;
    const named = path.map((rev) => ourName(pair, each.id, rev));
    // PouchDB keeps a revision twice when a history closes the gap between two that were told in part.
    const told = known.paths.length === 0 ? each.told : path.length;
    theirs.push(sentOf(each.id, path, told));
    ours.push({ ...sentOf(each.id, named, told), told: path[0] });
    for (let at = path.length - 1; at >= 0; at -= 1) note(known, path.slice(at), named[at] ?? '');
  }
  for (const part of onceEach(theirs, ({ _id }) => _id))
    expect(await pair.theirs.bulk(part, false)).toEqual([]);
  expect(await pair.ours.bulk(ours, false)).toEqual([]);
};

const sameOrder = (known: Known, rev: string, name: string): boolean =>
  [...known.ours].every(
    ([theirs, ours]) =>
      generationOf(theirs) !== generationOf(rev) ||
      hashOf(theirs) < hashOf(rev) === hashOf(ours) < hashOf(name),
  );

/** Our revision for what became `path` there, and the salt that makes it stand where theirs stands among others. */
const saltFor = (known: Known, path: Path, { n, deleted }: { n: number; deleted: boolean }) => {
  const parent = path[1] === undefined ? undefined : (known.ours.get(path[1]) ?? path[1]);
  for (let salt = 0; ; salt += 1) {
    const rev = nextRevision(parent, JSON.stringify({ n, salt }), deleted);
    if (sameOrder(known, path[0] ?? '', rev)) return { salt, rev };
  }
};

/** A document's revisions, newest first. */
export const revsOf = ({ _revisions }: Doc): string[] => {
  const { start, ids } = (_revisions ?? { start: 0, ids: [] }) as { start: number; ids: string[] };
  return ids.map((hash, i) => `${start - i}-${hash}`);
};

/** An edit in their names. */
interface Draft {
  readonly id: string;
  readonly rev: string | undefined;
  readonly deleted: boolean;
  readonly n: number;
}

const draftOf = (pair: Pair, { id: name, from, deleted }: Edit): Draft => {
  pair.serial += 1;
  const rev = from === UNKNOWN ? '2-nobodyknows' : knownOf(pair, name).paths.at(-from)?.[0];
  return { id: name, rev: from === 0 ? undefined : rev, deleted, n: pair.serial };
};

const docOf = ({ id: name, rev, deleted, n }: Draft, more: object = {}): Doc => ({
  _id: name,
  ...(rev === undefined ? {} : { _rev: rev }),
  ...(deleted ? { _deleted: true } : {}),
  n,
  ...more,
});

const CONFLICT: Told = { status: 409, error: 'conflict' };

/** Whether an edit names a revision that they never heard of. */
const isOfNothing = async ({ theirs }: Pair, { id: name, rev }: Draft): Promise<boolean> => {
  if (rev === undefined) return false;
  const found = await theirs.get(name, {});
  if ('reason' in found && found.reason === 'missing') return true;
  const leaves = await theirs.open(name, { open_revs: 'all', revs: true });
  return leaves.every((leaf) => !('ok' in leaf) || !revsOf(leaf.ok).includes(rev));
};

const send = async (side: Side, docs: readonly Doc[], alone: boolean): Promise<Told[]> => {
  const [only] = docs;
  return alone && docs.length === 1 && only !== undefined ? [await side.put(only)] : side.bulk(docs, true);
};

/** Their answers to an edit, and the history it made. */
interface Answered {
  readonly told: Told;
  readonly path: Path;
}

/**
 * What they say of each edit. PouchDB takes any revision as the parent of a deleted document, CouchDB none but a leaf:
 * those that name no revision of it at all are not offered.
 */
const askThem = async (pair: Pair, drafts: readonly Draft[], alone: boolean): Promise<Answered[]> => {
  const answered = new Map<Draft, Answered>();
  for (const part of onceEach(drafts, ({ id: name }) => name)) {
    const offered: Draft[] = [];
    for (const draft of part) if (!(await isOfNothing(pair, draft))) offered.push(draft);
    const docs = offered.map((draft) => docOf(draft));
    const answers = docs.length === 0 ? [] : await send(pair.theirs, docs, alone);
    for (const [i, draft] of offered.entries()) {
      const told = answers[i] ?? CONFLICT;
      // Read at once: the next part may shorten it.
      const made = 'rev' in told ? await pair.theirs.get(draft.id, { rev: told.rev, revs: true }) : undefined;
      answered.set(draft, { told, path: made === undefined ? [] : revsOf(made as Doc) });
    }
  }
  return drafts.map((draft) => answered.get(draft) ?? { told: CONFLICT, path: [] });
};

const change = async (pair: Pair, edits: readonly Edit[], alone: boolean): Promise<void> => {
  const drafts = edits.map((each) => draftOf(pair, each));
  const theirs = await askThem(pair, drafts, alone);
  const sent: Doc[] = [];
  const expected: Told[] = [];
  for (const [i, draft] of drafts.entries()) {
    const { told, path } = theirs[i] as Answered;
    const known = knownOf(pair, draft.id);
    const rev = draft.rev === undefined ? undefined : ourName(pair, draft.id, draft.rev);
    if ('rev' in told) {
      const made = saltFor(known, path, draft);
      note(known, path, made.rev);
      sent.push(docOf({ ...draft, rev }, { salt: made.salt }));
      expected.push({ rev: made.rev });
      pair.seen.accepted += 1;
    } else {
      sent.push(docOf({ ...draft, rev }));
      expected.push(told);
      pair.seen.refused += 1;
    }
  }
  expect(await send(pair.ours, sent, alone)).toEqual(expected);
};

/** Tells one step to both sides, and compares what each answers. */
export const tell = async (pair: Pair, step: Step): Promise<void> => {
  if (step.kind === 'replicated') await replicate(pair, step.docs);
  else if (step.kind === 'edits') await change(pair, step.edits, step.alone);
  else await Promise.all([pair.theirs.compact(), pair.ours.compact()]);
};
