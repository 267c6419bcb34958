import { localPouch, type Pouch } from '../fixtures/stock-pouch.ts';
import type { Harness } from './harness/harness.ts';

/** A document as it is sent or shown. */
export type Doc = { readonly _id: string; readonly _rev?: string } & Readonly<Record<string, unknown>>;

/** The fate of one document of a batch. */
export type Told = { readonly rev: string } | { readonly status: number; readonly error: string };

/** A row of a feed. */
export interface Change {
  readonly seq: number;
  readonly id: string;
  readonly changes: readonly { readonly rev: string }[];
  readonly deleted?: boolean;
  readonly doc?: Doc;
}

export interface Feed {
  readonly results: readonly Change[];
  readonly last_seq: number;
}

/** A document of `open_revs`, or of `_all_docs`. */
export type Open = { readonly ok: Doc } | { readonly missing: string };
export interface Row {
  readonly id?: string;
  readonly key: string;
  readonly value?: { readonly rev: string; readonly deleted?: boolean };
  readonly doc?: Doc | null;
  readonly error?: string;
}

/** Parameters in the words that PouchDB and CouchDB share. */
export type Asked = Readonly<Record<string, unknown>>;

/** One of the two that are compared. */
export interface Side {
  /** One entry per document of an ordinary batch; the errors alone of a replicated one. */
  bulk(docs: readonly Doc[], newEdits: boolean): Promise<Told[]>;
  /** One document by its path. */
  put(doc: Doc): Promise<Told>;
  compact(): Promise<void>;
  get(id: string, asked: Asked): Promise<Doc | { readonly status: number; readonly reason: string }>;
  open(id: string, asked: Asked): Promise<readonly Open[]>;
  all(asked: Asked): Promise<{ readonly total_rows: number; readonly rows: readonly Row[] }>;
  changes(asked: Asked): Promise<Feed>;
}

/** Questions to our side only. */
export interface OurSide extends Side {
  diff(asked: Readonly<Record<string, readonly string[]>>): Promise<Record<string, { missing: string[] }>>;
}

interface Failed {
  readonly status: number;
  readonly name?: string;
  readonly error?: string | true;
  readonly reason?: string;
}

const toldOf = (entry: { rev?: string } & Partial<Failed>): Told =>
  entry.rev === undefined || entry.error !== undefined
    ? { status: entry.status ?? 0, error: entry.name ?? String(entry.error) }
    : { rev: entry.rev };

type Memory = Omit<Pouch, 'bulkDocs' | 'get'> & {
  bulkDocs(docs: readonly Doc[], asked: Asked): Promise<({ rev?: string } & Partial<Failed>)[]>;
  get(id: string, asked: Asked): Promise<unknown>;
  compact(): Promise<unknown>;
  changes(asked: Asked): Promise<Feed>;
};

/** PouchDB in memory, which keeps so many revisions of a history. */
export const theirSide = (revsLimit = 1000): Side => {
  const memory = localPouch({ revs_limit: revsLimit }) as unknown as Memory;
  return {
    // PouchDB writes into what it is given.
    bulk: async (docs, newEdits) =>
      (await memory.bulkDocs(structuredClone(docs), { new_edits: newEdits })).map(toldOf),
    put: (doc) => memory.put(structuredClone(doc)).then(toldOf, toldOf),
    compact: async () => {
      await memory.compact();
    },
    get: (id, asked) =>
      memory.get(id, asked).then(
        (doc) => doc as Doc,
        ({ status, reason }: Failed) => ({ status, reason: reason ?? '' }),
      ),
    open: async (id, asked) => (await memory.get(id, asked)) as Open[],
    all: async (asked) =>
      (await memory.allDocs(asked)) as unknown as { total_rows: number; rows: readonly Row[] },
    changes: (asked) => memory.changes(asked),
  };
};

const queryOf = (asked: Asked): string =>
  Object.entries(asked)
    .map(([name, value]) => {
      const text = name === 'rev' || name === 'style' || value === 'all' ? value : JSON.stringify(value);
      return `${name}=${encodeURIComponent(String(text))}`;
    })
    .join('&');

/** The module behind HTTP, in a database of its own. */
export const ourSide = async (
  { url }: Pick<Harness, 'url'>,
  name: string,
  revsLimit?: number,
): Promise<OurSide> => {
  const send = async (path: string, method: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers };
    const answer = await fetch(`${url}/${name}${path}`, { method, ...sent });
    return { status: answer.status, json: await answer.json() };
  };
  const read = async (path: string, asked: Asked) => send(`${path}?${queryOf(asked)}`, 'GET');
  await send('', 'PUT');
  if (revsLimit !== undefined) await send('/_revs_limit', 'PUT', revsLimit);
  return {
    bulk: async (docs, newEdits) =>
      (await send('/_bulk_docs', 'POST', { docs, new_edits: newEdits })).json.map(toldOf),
    put: async (doc) => toldOf((await send(`/${doc._id}`, 'PUT', doc)).json),
    compact: async () => {
      await send('/_compact', 'POST');
    },
    get: async (id, asked) => {
      const { status, json } = await read(`/${id}`, asked);
      return status === 200 ? json : { status, reason: json.reason };
    },
    open: async (id, asked) => (await read(`/${id}`, asked)).json,
    all: async (asked) => (await read('/_all_docs', asked)).json,
    changes: async ({ doc_ids, ...asked }) =>
      doc_ids === undefined
        ? (await read('/_changes', asked)).json
        : (await send(`/_changes?filter=_doc_ids&${queryOf(asked)}`, 'POST', { doc_ids })).json,
    diff: async (asked) => (await send('/_revs_diff', 'POST', asked)).json,
  };
};
