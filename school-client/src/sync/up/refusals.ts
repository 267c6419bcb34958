import type { AccountName } from '@hocba/shared/school/identifiers';
import type { Ledger } from './ledger.ts';
import type { Outbox, Stored } from './outbox.ts';

/**
 * Refusals that may come to an end: rights and classes change, a proxy bears more, and a registry may be
 * older than this page for a while. This device checked each document itself before it was sealed.
 */
const MAY_END: readonly string[] = [
  'OUT_OF_SCOPE',
  'CLASS_UNKNOWN',
  'BODY_TOO_LARGE',
  'CLIENT_TOO_NEW',
  'DOCUMENT_MALFORMED',
  'AUTHOR_MISMATCH',
];

/** Refused documents of an author that may be offered again, because what was in their way may be gone. */
export const listRefusedForNow = (outbox: Outbox, { denied }: Ledger, by: AccountName): Stored[] =>
  outbox.list().filter((d) => d.by === by && MAY_END.includes(denied.get(d._id)?.code ?? ''));

/**
 * What shares a document's fate: those refused for the same reason about the same sheet or class; for its
 * size, none.
 */
const groupOf = ({ denied }: Ledger, { _id }: Stored): string => {
  const code = denied.get(_id)?.code;
  return code === 'BODY_TOO_LARGE' ? _id : `${code} ${_id.slice(0, _id.lastIndexOf(':'))}`;
};

/** One refused document of each fate: a term's work must not go out every minute to hear the same answer again. */
export const listProbes = (refused: readonly Stored[], ledger: Ledger): Stored[] => [
  ...new Map(refused.toReversed().map((document) => [groupOf(ledger, document), document])).values(),
];

/** The refused documents whose probe was taken; they are sure to be taken too. */
export const listFollowing = (
  refused: readonly Stored[],
  ledger: Ledger,
  isTaken: (document: Stored) => boolean,
): Stored[] => {
  const open = new Set(refused.filter(isTaken).map((document) => groupOf(ledger, document)));
  return refused.filter((document) => !isTaken(document) && open.has(groupOf(ledger, document)));
};
