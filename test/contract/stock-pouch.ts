import http from 'pouchdb-adapter-http';
import memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import replicationPlugin from 'pouchdb-replication';
import { type ReplicationServer, TOKEN } from './replication-server.ts';

const Stock = PouchDB.plugin(memory).plugin(http).plugin(replicationPlugin);
let serial = 0;

/** The members of PouchDB that these tests use, as version 9 documents them. */
export interface Pouch {
  bulkDocs(docs: readonly object[], options?: object): Promise<unknown>;
  destroy(): Promise<unknown>;
  allDocs(options?: object): Promise<{ rows: { id: string; value: { rev: string }; doc?: object }[] }>;
  get(id: string, options?: object): Promise<Record<string, unknown>>;
  put(doc: object): Promise<{ rev: string }>;
  remove(doc: object): Promise<unknown>;
  info(): Promise<Record<string, unknown>>;
  readonly replicate: {
    to(target: Pouch, options: object): Running;
    from(source: Pouch, options: object): Running;
  };
}

interface Running
  extends Promise<{ ok: boolean; docs_written: number; docs_read: number; last_seq: number }> {
  on(event: 'denied', heard: (denied: { id: string }) => void): this;
  on(event: 'error' | 'paused' | 'complete', heard: (error: unknown) => void): this;
  cancel(): void;
}

/** An empty database in memory. */
export const localPouch = (options: object = {}): Pouch => {
  serial += 1;
  const name = `local-${process.pid}-${serial}`;
  return new Stock(name, { ...options, adapter: 'memory' }) as unknown as Pouch;
};

/** A database over HTTP as an application opens it: made when it is missing, PouchDB's own fetch. */
export const stockPouch = (url: string): Pouch => new Stock(url) as unknown as Pouch;

/** What lies between a stock client and the server: passes the request on, or answers itself. */
export type Between = (url: string, init: RequestInit, pass: typeof fetch) => Promise<Response>;

const passOn: Between = (url, init, pass) => pass(url, init);

/** The remote side, as a device opens it: no set-up, the token on every request. */
export const remotePouch = (
  server: Pick<ReplicationServer, 'url'>,
  name = 'db',
  token: string = TOKEN,
  between: Between = passOn,
  options: object = { skip_setup: true },
): Pouch =>
  new Stock(`${server.url}/${name}`, {
    ...options,
    fetch: (url: string, init: RequestInit) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      return between(url, { ...init, headers }, fetch);
    },
  }) as unknown as Pouch;

/** A stock client's remote side with something between it and the server. */
export const remoteOver = (server: Pick<ReplicationServer, 'url'>, between: Between): Pouch =>
  remotePouch(server, 'db', TOKEN, between);

/** Pushes everything new; answers what was denied. */
export const push = async (local: Pouch, remote: Pouch, options: object = {}) => {
  const denied: string[] = [];
  const running = local.replicate.to(remote, { batch_size: 500, checkpoint: 'source', ...options });
  const result = await running.on('denied', ({ id }) => denied.push(id));
  return { ...result, denied };
};

/** Pulls everything new. */
export const pull = (local: Pouch, remote: Pouch, options: object = {}) =>
  local.replicate.from(remote, { batch_size: 500, checkpoint: 'target', ...options });

/** Ids of a local database. */
export const idsOf = async (local: Pouch): Promise<string[]> =>
  (await local.allDocs()).rows.map(({ id }) => id).sort();
