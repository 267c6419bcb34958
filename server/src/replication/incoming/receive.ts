import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import {
  countQuarantine,
  insertQuarantine,
  openSyncDb,
  raiseSeq,
} from '../../storage/queries/replication/sync.ts';
import { openTurns } from '../../turns/turns.ts';
import { withHead } from '../document.ts';
import type { IntakeHooks } from '../hooks.ts';
import type { Incoming, RefusedDocument } from './incoming.ts';

/** The destination of documents from outside, and the hook that decides what becomes of them. */
export interface Receiver<Context, Entry> {
  readonly db: Db;
  readonly hooks: IntakeHooks<Context, Entry>;
  readonly name: string;
  readonly context: Context;
  /** ISO-8601 UTC text. */
  readonly now: string;
}

/** The fate of a document: stored, now or before; or refused. */
export type DocumentOutcome =
  | { readonly id: string; readonly rev: string }
  | { readonly id: string; readonly forbidden: ProblemCode };

const sameBody = (a: string, b: string): boolean =>
  a === b || isDeepStrictEqual(JSON.parse(a), JSON.parse(b));

/** Documents that are read and decided about in one turn of the event loop. */
const DOCS_OF_TURN = 64;

/** One reading, one decision per document, one commit for all that may be stored. Ids are distinct. */
const settle = async <Context, Entry>(
  { db, hooks, name, context, now }: Receiver<Context, Entry>,
  docs: readonly Incoming[],
): Promise<DocumentOutcome[]> => {
  const ids = docs.map(({ id }) => id);
  const known = new Map((await hooks.log.list(name, ids)).map((logged) => [logged.id, logged]));
  const account = hooks.account(context);
  const entries: Entry[] = [];
  let bytes = 0;
  const outcomes: DocumentOutcome[] = [];
  const turns = openTurns(DOCS_OF_TURN);
  for (const doc of docs) {
    const { id, rev } = doc;
    await turns.spend(1);
    const value = doc.open();
    const stored = known.get(id);
    const isSame = stored !== undefined && sameBody(stored.body, doc.body());
    // An owner is told that it is here, also one who may not send it any more; any other account could be guessing.
    if (isSame && stored.owners.includes(account)) {
      outcomes.push({ id, rev });
      continue;
    }
    const decision = await hooks.acceptDoc({ value, rev, text: doc.text }, name, context);
    if ('forbidden' in decision) {
      outcomes.push({ id, forbidden: decision.forbidden });
    } else if (isSame) {
      outcomes.push({ id, rev });
    } else if (stored !== undefined) {
      // A stored text never changes, whatever the hook thinks of the new text.
      outcomes.push({ id, forbidden: 'NOT_A_SYNC_DOCUMENT' });
    } else {
      bytes += Buffer.byteLength(doc.text());
      entries.push(decision.entry);
      outcomes.push({ id, rev });
    }
  }
  const documents = entries.length;
  if (documents > 0) {
    const charged = (await hooks.charge?.(context, { documents, bytes })) ?? [];
    // The sequence is raised once for all, because a statement for each document would be most of the work.
    const raised = [openSyncDb(name, now), raiseSeq(name, documents)];
    await db.commit([...raised, ...hooks.log.writes(entries), ...charged]);
  }
  return outcomes;
};

/** Stores documents together; when one of them spoils the commit, halves find it, so that it goes alone. */
const take = async <Context, Entry>(
  receiver: Receiver<Context, Entry>,
  docs: readonly Incoming[],
): Promise<readonly DocumentOutcome[]> => {
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
 * Files refused documents; the same refusal sent again is the same row. A document that is refused beyond the most that
 * is kept is on the device that sent it, and nowhere else.
 */
const quarantine = async <Context, Entry>(
  { db, hooks, name, context, now }: Receiver<Context, Entry>,
  refused: readonly RefusedDocument[],
): Promise<void> => {
  if (refused.length === 0) return;
  const account = hooks.account(context);
  const rows = refused.map(({ id: doc, forbidden: code, text: body }) => {
    const id = createHash('sha256')
      .update(JSON.stringify([name, account, doc, code, body]))
      .digest('hex');
    return insertQuarantine({ id, db: name, doc: fileName(doc), account, code, body, received_at: now });
  });
  await decideAgain(async () => {
    const room = MAX_FILED - (await countQuarantine(db, name, account));
    const filed = refused.slice(0, Math.max(0, room));
    if (filed.length === 0) return;
    const bytes = filed.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    const charged = (await hooks.charge?.(context, { documents: filed.length, bytes })) ?? [];
    await db.commit([...rows.slice(0, filed.length), ...charged]);
  }).catch((error: unknown) => {
    // The answers stand, although the share of the account has no room for these texts any more.
    if (!(error instanceof RegistryError && error.code === 'QUOTA_USED_UP')) throw error;
  });
};

/** The first document of each id; a later one shares its fate if its text is equal. */
const firstOfEach = (docs: readonly (Incoming | RefusedDocument)[]): Map<string, Incoming> => {
  const first = new Map<string, Incoming>();
  for (const doc of docs) if ('body' in doc && !first.has(doc.id)) first.set(doc.id, doc);
  return first;
};

const refusedText = ({ id, rev, body }: Incoming): string => withHead({ _id: id, _rev: rev }, body());

/**
 * Takes documents from outside: stores what the hook accepts, all together if possible, answers what is stored
 * already, files what is refused. The outcomes stand in the order of the documents; whatever can be stored is,
 * however its neighbours fare. Throws only what concerns the whole batch.
 */
export const receive = async <Context, Entry>(
  receiver: Receiver<Context, Entry>,
  docs: readonly (Incoming | RefusedDocument)[],
): Promise<DocumentOutcome[]> => {
  const first = firstOfEach(docs);
  const taken = first.size === 0 ? [] : await take(receiver, [...first.values()]);
  const byId = new Map(taken.map((outcome) => [outcome.id, outcome]));
  const refused: RefusedDocument[] = [];
  const outcomes = docs.map((doc): DocumentOutcome => {
    if ('forbidden' in doc) {
      refused.push(doc);
      return { id: doc.id, forbidden: doc.forbidden };
    }
    const twin = first.get(doc.id);
    const shared =
      twin !== undefined && (twin === doc || sameBody(twin.body(), doc.body()))
        ? byId.get(doc.id)
        : undefined;
    const outcome: DocumentOutcome = shared ?? { id: doc.id, forbidden: 'NOT_A_SYNC_DOCUMENT' };
    if ('forbidden' in outcome) refused.push({ ...outcome, text: refusedText(doc) });
    return outcome;
  });
  await quarantine(receiver, refused);
  return outcomes;
};
