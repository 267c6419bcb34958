import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import type { Db, Write } from '../storage/db.ts';
import { decideAgain } from '../storage/retry.ts';
import {
  countQuarantine,
  insertQuarantine,
  insertSyncDocs,
  insertSyncRevs,
  listSyncDocs,
  listSyncRevs,
  openSyncDb,
  raiseSeq,
} from '../storage/sync.ts';
import type { ReplicationHooks } from './hooks.ts';
import type { Incoming, Refused } from './incoming.ts';
import { treeOfPath, writeTree } from './revision-tree.ts';

/** Where documents from outside go, and who says what becomes of them. */
export interface Receiver<Context> {
  readonly db: Db;
  readonly hooks: Pick<ReplicationHooks<Context>, 'acceptDoc' | 'account' | 'onCommitted' | 'keptBodies'>;
  readonly name: string;
  readonly context: Context;
  /** ISO-8601 UTC text. */
  readonly now: string;
}

/** What became of a document: stored, now or before; or refused. */
export type Outcome =
  | { readonly id: string; readonly rev: string }
  | { readonly id: string; readonly forbidden: ProblemCode };

const sameBody = (a: string, b: string): boolean =>
  a === b || isDeepStrictEqual(JSON.parse(a), JSON.parse(b));

/** The bodies stored under each id that is known already. */
const knownBodies = async <Context>(
  { db, hooks, name }: Receiver<Context>,
  ids: readonly string[],
): Promise<Map<string, string[]>> => {
  const known = new Map((await listSyncDocs(db, name, ids)).map(({ id }) => [id, [] as string[]]));
  const found = [...known.keys()];
  if (found.length === 0) return known;
  const kept = [...(await listSyncRevs(db, name, found)), ...((await hooks.keptBodies?.(name, found)) ?? [])];
  for (const { id, body } of kept) known.get(id)?.push(body);
  return known;
};

/** A document that is to be stored, and what else belongs to it. */
interface Accepted {
  readonly doc: Incoming;
  readonly kind: string;
  readonly writes: readonly Write[];
}

/**
 * The numbers are raised one by one, so that each document's own writes find its number; rows and bodies follow for
 * all together, because a statement for each would be most of the work.
 */
const writesOf = <Context>(
  { hooks, name, now }: Receiver<Context>,
  accepted: readonly Accepted[],
): Write[] => [
  openSyncDb(name, now),
  ...accepted.flatMap(({ writes }) => [raiseSeq(name, 1), ...writes]),
  ...insertSyncDocs(
    name,
    accepted.map(({ doc: { id, rev }, kind }) => {
      const tree = writeTree(treeOfPath([rev], false));
      return { id, winner: rev, deleted: false, kind, tree };
    }),
  ),
  ...(hooks.keptBodies === undefined
    ? insertSyncRevs(accepted.map(({ doc: { id, rev, body } }) => ({ db: name, id, rev, body })))
    : []),
];

/** One reading, one decision per document, one commit for all that may be stored. Ids are distinct. */
const settle = async <Context>(
  receiver: Receiver<Context>,
  docs: readonly Incoming[],
): Promise<Outcome[]> => {
  const { db, hooks, name, context } = receiver;
  const ids = docs.map(({ id }) => id);
  const known = await knownBodies(receiver, ids);
  const accepted: Accepted[] = [];
  const outcomes: Outcome[] = [];
  for (const doc of docs) {
    const { id, rev } = doc;
    const bodies = known.get(id);
    if (bodies?.some((body) => sameBody(body, doc.body))) {
      outcomes.push({ id, rev });
      continue;
    }
    const decision = await hooks.acceptDoc(doc.doc, name, context);
    if ('forbidden' in decision) {
      outcomes.push({ id, forbidden: decision.forbidden });
    } else if (bodies !== undefined) {
      // What is stored never changes, whatever the hook thinks of the new text.
      outcomes.push({ id, forbidden: 'NOT_A_SYNC_DOCUMENT' });
    } else {
      accepted.push({ doc, ...decision });
      outcomes.push({ id, rev });
    }
  }
  if (accepted.length > 0) {
    await db.commit(writesOf(receiver, accepted));
    hooks.onCommitted(name);
  }
  return outcomes;
};

/** Stores documents together; when one of them spoils the commit, halves find it, so that it goes alone. */
const take = async <Context>(
  receiver: Receiver<Context>,
  docs: readonly Incoming[],
): Promise<readonly Outcome[]> => {
  try {
    return await decideAgain(() => settle(receiver, docs));
  } catch (error) {
    const code = error instanceof RegistryError ? error.code : undefined;
    if (code !== 'DUPLICATE' && code !== 'WRITE_CONFLICT') throw error;
    const [first] = docs;
    if (docs.length > 1) {
      const half = Math.ceil(docs.length / 2);
      const parts = [docs.slice(0, half), docs.slice(half)].map((part) => take(receiver, part));
      return (await Promise.all(parts)).flat();
    }
    // Its id is new and still it clashes with something stored: no retry will ever help.
    if (first === undefined || code === 'WRITE_CONFLICT') throw error;
    return [{ id: first.id, forbidden: code }];
  }
};

/** A refused document may call itself anything: only what a row can hold on every engine (PostgreSQL takes no NUL). */
const fileName = (id: string): string => id.replaceAll('\0', '\ufffd').slice(0, 256);

/** Refused documents kept of one account: enough for every honest mistake, and no way to fill the disk. */
const MAX_FILED = 500;

/**
 * Files refused documents; the same refusal sent again is the same row. What is refused beyond the most that is kept is
 * on the device that sent it, and nowhere else.
 */
const quarantine = async <Context>(
  { db, hooks, name, context, now }: Receiver<Context>,
  refused: readonly Refused[],
): Promise<void> => {
  if (refused.length === 0) return;
  const account = hooks.account(context);
  const rows = refused.map(({ id: doc, forbidden: code, text: body }) => {
    const id = createHash('sha256')
      .update(JSON.stringify([name, account, doc, code, body]))
      .digest('hex');
    return insertQuarantine({ id, db: name, doc: fileName(doc), account, code, body, received_at: now });
  });
  const room = MAX_FILED - (await countQuarantine(db, name, account));
  if (room > 0) await db.commit(rows.slice(0, room));
};

/** The first document of each id; a later one shares its fate if it says the same. */
const firstOfEach = (docs: readonly (Incoming | Refused)[]): Map<string, Incoming> => {
  const first = new Map<string, Incoming>();
  for (const doc of docs) if ('body' in doc && !first.has(doc.id)) first.set(doc.id, doc);
  return first;
};

const textOf = ({ id, rev, body }: Incoming): string =>
  JSON.stringify({ _id: id, _rev: rev, ...(JSON.parse(body) as object) });

/**
 * Takes documents from outside: stores what the hook accepts, all together if possible, answers what is stored
 * already, files what is refused. The outcomes stand in the order of the documents; whatever can be stored is,
 * however its neighbours fare. Throws only what concerns the whole batch.
 */
export const receive = async <Context>(
  receiver: Receiver<Context>,
  docs: readonly (Incoming | Refused)[],
): Promise<Outcome[]> => {
  const first = firstOfEach(docs);
  const taken = first.size === 0 ? [] : await take(receiver, [...first.values()]);
  const byId = new Map(taken.map((outcome) => [outcome.id, outcome]));
  const refused: Refused[] = [];
  const outcomes = docs.map((doc): Outcome => {
    if ('forbidden' in doc) {
      refused.push(doc);
      return { id: doc.id, forbidden: doc.forbidden };
    }
    const twin = first.get(doc.id);
    const shared =
      twin !== undefined && (twin === doc || sameBody(twin.body, doc.body)) ? byId.get(doc.id) : undefined;
    const outcome: Outcome = shared ?? { id: doc.id, forbidden: 'NOT_A_SYNC_DOCUMENT' };
    if ('forbidden' in outcome) refused.push({ ...outcome, text: textOf(doc) });
    return outcome;
  });
  await quarantine(receiver, refused);
  return outcomes;
};
