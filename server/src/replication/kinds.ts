/** Kinds of documents: as a list to ask a database for, and as a set to look one up in. */
export interface Kinds {
  /** Frozen: a database may keep what it made of it. */
  readonly list: readonly string[];
  readonly set: ReadonlySet<string>;
}

/** Makes both of a list; to be kept, as there may be hundreds. */
export const kindsOf = (list: readonly string[]): Kinds => ({
  list: Object.freeze([...list]),
  set: new Set(list),
});
