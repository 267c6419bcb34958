// The few members of PouchDB 9 that this client uses, of its browser build; only pouch.ts sees them.
declare module 'pouchdb/lib/index-browser.es.js' {
  export interface RawDoc {
    _id: string;
    _rev?: string;
  }
  export interface RawChange {
    readonly id: string;
    readonly deleted?: boolean;
    readonly doc?: RawDoc;
  }
  export interface Replication extends Promise<{ readonly last_seq: number }> {
    on(event: 'denied', heard: (error: { id: string; code?: unknown }) => void): this;
    on(event: 'change', heard: () => void): this;
    cancel(): void;
  }
  export default class PouchDB {
    static plugin(plugin: unknown): typeof PouchDB;
    constructor(name: string, options?: object);
    readonly replicate: {
      to(target: PouchDB, options: object): Replication;
      from(source: PouchDB, options: object): Replication;
    };
    get(id: string): Promise<RawDoc>;
    put(doc: object): Promise<{ rev: string }>;
    bulkDocs(docs: readonly object[], options: object): Promise<unknown>;
    allDocs(options: object): Promise<{ rows: readonly { readonly doc?: RawDoc }[] }>;
    changes(options: object): Promise<{ results: readonly RawChange[]; last_seq: number }>;
    info(): Promise<object>;
    close(): Promise<void>;
    destroy(): Promise<void>;
  }
}
