import type { Me } from '@hocba/shared/contract/auth';
import type { VerdictDocument } from '@hocba/shared/documents/downward';
import { sheetParts } from '@hocba/shared/school/identifiers';
import { listUnsent } from '../sync/push.ts';
import type { SyncFacts } from '../sync/status.ts';
import type { OpenYear } from '../sync/year.ts';

type Counted = Pick<SyncFacts, 'unsent' | 'since' | 'refused' | 'contested'>;

const changesIn = (document: { readonly kind: string; readonly cells?: readonly unknown[] }): number =>
  document.kind === 'entry' ? (document.cells?.length ?? 0) : 1;

/** Answers to a person's own documents that say no and have not been read. */
export const listRefusals = (year: OpenYear): VerdictDocument[] => {
  const { docs, ledger, outbox } = year.state.get();
  return outbox.flatMap(({ _id, by }) => {
    const verdict = docs.get(`verdict:${_id}`);
    const counts =
      verdict?.kind === 'verdict' &&
      verdict.outcome !== 'contested' &&
      by === year.by &&
      !ledger.read.has(_id);
    return counts ? [verdict] : [];
  });
};

const countContested = (year: OpenYear, me: Me): number => {
  let count = 0;
  for (const doc of year.state.get().docs.values()) {
    if (doc.kind !== 'sheet' || doc.contested.length === 0) continue;
    const parts = sheetParts(doc.sheet);
    const isMine = me.assignments.some(
      (a) => year.database.endsWith(a.year) && a.class === parts.class && a.subject === parts.subject,
    );
    count += doc.contested.filter((c) => isMine || c.by === me.account).length;
  }
  return count;
};

const factsOfYear = (year: OpenYear, me: Me): Counted => {
  const { drafts, ledger } = year.state.get();
  const unsent = listUnsent(year.outbox, ledger, year.by);
  const typed = [...drafts.values()].reduce((sum, draft) => sum + draft.cells.length, 0);
  const denied = [...ledger.denied.keys()].filter((id) => !ledger.read.has(id)).length;
  return {
    unsent: unsent.reduce((sum, document) => sum + changesIn(document), typed),
    since: unsent.reduce<Counted['since']>(
      (first, { at }) => (first === null || at < first ? at : first),
      null,
    ),
    refused: denied + listRefusals(year).length,
    contested: countContested(year, me),
  };
};

/** What the header counts, over all open school years. */
export const factsOf = (years: readonly OpenYear[], me: Me | null): Counted => {
  const zero: Counted = { unsent: 0, since: null, refused: 0, contested: 0 };
  if (me === null) return zero;
  return years
    .map((year) => factsOfYear(year, me))
    .reduce((a, b) => {
      const times = [a.since, b.since].filter((t) => t !== null).sort();
      return {
        unsent: a.unsent + b.unsent,
        since: times[0] ?? null,
        refused: a.refused + b.refused,
        contested: a.contested + b.contested,
      };
    }, zero);
};
