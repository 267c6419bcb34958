import type { Child } from './child.ts';

/** A document of a bench as it is sent to every server. */
export type BenchDoc = { readonly _id: string };

/** One database of a server, as a device that is signed in finds it. */
export interface Place {
  /** Address above the database, and the database's name. */
  readonly url: string;
  readonly name: string;
  readonly token: string;
}

/** A server that takes part. */
export interface Side {
  readonly name: string;
  /** Whether its documents are still there after a restart. */
  readonly keeps: boolean;
  readonly server: Pick<Child, 'measure'>;
  /** A database with nothing in it, ready to be pushed to. */
  emptyPlace(): Promise<Place>;
  /** A database with these documents, ready to be pulled from. */
  filledPlace(docs: readonly BenchDoc[]): Promise<Place>;
  /** A fresh token for a database of before; a long bench outlives one. */
  again(place: Place): Promise<Place>;
  stop(): Promise<void>;
}
