import type { TrustList } from './trust-list.ts';

/**
 * The memory of a reader of records about trust lists: the root that came first, and the newest list that it signed.
 */
export interface Seen {
  /** RFC 7638 thumbprint of the pinned root; undefined before the first list came. */
  readonly root: string | undefined;
  readonly list: Pick<TrustList, 'payload'> | undefined;
}

/**
 * How a list stands to what was seen. `first` pins its root; `current` takes the place of the list that was seen; `older`
 * gives way to it, so that nobody brings back a list that did not know of a lost key yet; `otherRoot` replaces nothing
 * until a person has compared the two thumbprints.
 */
export type Standing = 'first' | 'current' | 'older' | 'otherRoot';

/** The one rule of pages and commands about a trust list that came. */
export const standingOf = (
  came: Pick<TrustList, 'payload' | 'rootThumbprint'>,
  { root, list }: Seen,
): Standing => {
  if (root === undefined) return 'first';
  if (root !== came.rootThumbprint) return 'otherRoot';
  return list !== undefined && came.payload.sequence < list.payload.sequence ? 'older' : 'current';
};

/** A thumbprint in groups of four, as people compare it or read it aloud. */
export const thumbprintGroups = (thumbprint: string): string => thumbprint.replaceAll(/.{4}(?=.)/g, '$& ');

/** The thumbprint that a person typed, with blanks between groups or without; undefined when it is none. */
export const readThumbprint = (typed: string): string | undefined => {
  const plain = typed.replaceAll(/\s/g, '');
  return /^[A-Za-z0-9_-]{43}$/.test(plain) ? plain : undefined;
};
