import type { JsonObject } from '@hocba/server/replication/document';

/** A document that is never replicated, in its newest version. */
export interface Local {
  readonly n: number;
  readonly members: JsonObject;
}

/** Bytes of an attachment, as base64 text. */
export interface Bytes {
  readonly data: string;
  readonly length: number;
}

/** Revisions kept of a history, as CouchDB keeps them until it is told otherwise. */
const USUAL_REVS_LIMIT = 1000;

/** The things that belong to one database and have no place in the registry's tables. */
export interface Beside {
  readonly locals: Map<string, Local>;
  /** By document, then by digest: a digest alone never opens what another document holds. */
  readonly bytes: Map<string, Map<string, Bytes>>;
  revsLimit: number;
}

/** Things that the registry has no tables for; a stop of the server forgets it. */
export interface Memory {
  of(name: string): Beside;
  forget(name: string): void;
}

/** An empty memory. */
export const openMemory = (): Memory => {
  const byName = new Map<string, Beside>();
  return {
    of: (name) => {
      const beside = byName.get(name) ?? { locals: new Map(), bytes: new Map(), revsLimit: USUAL_REVS_LIMIT };
      byName.set(name, beside);
      return beside;
    },
    forget: (name) => void byName.delete(name),
  };
};
