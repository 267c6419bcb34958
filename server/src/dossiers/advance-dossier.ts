import type { DossierState } from '@hocba/shared/lifecycle/dossier/states';
import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db, Write } from '../storage/engine/db.ts';
import {
  type DossierEventRow,
  type DossierRow,
  insertDossier,
  insertDossierEvents,
  updateDossier,
} from '../storage/queries/dossiers/dossiers.ts';
import { type ChainEnd, eventRows, type NewEvent } from './dossier-events.ts';

/** The rules of a procedure: what an event makes of a case, and the key under which one case at a time is open. */
export interface Procedure<
  Case extends { readonly state: DossierState },
  Event extends { readonly kind: string },
> {
  readonly decide: (
    before: Case | undefined,
    event: Event,
    now: Instant,
  ) => { readonly next: Case } | { readonly refused: ProblemCode };
  readonly openKey: (now: Case, student: string) => string | null;
}

/** The columns of a dossier that no event changes. */
export type DossierHead = Omit<DossierRow, 'open_key' | 'state' | 'body' | 'seq'>;

/** A dossier before events; `end` and `before` are undefined while it has none. */
export interface Advancing<Case> {
  readonly head: DossierHead;
  readonly before: Case | undefined;
  readonly end: ChainEnd | undefined;
  /** The details that are stored beside the columns. */
  readonly bodyOf: (next: Case) => object;
}

/** A dossier after events, with the writes that make it so. */
export interface Advanced<Case> {
  readonly next: Case;
  readonly row: DossierRow;
  readonly end: DossierEventRow;
  readonly writes: Write[];
}

/**
 * Lets events happen to a dossier at one moment, in their order. Throws the code of the first event that state, step or
 * timer do not allow; the commit fails with WRITE_CONFLICT when somebody else added an event meanwhile.
 */
export const advanceDossier = <
  Case extends { readonly state: DossierState },
  Event extends { readonly kind: string },
>(
  db: Pick<Db, 'mac'>,
  { decide, openKey }: Procedure<Case, Event>,
  { head, before, end, bodyOf }: Advancing<Case>,
  events: readonly (NewEvent & { readonly event: Event })[],
  now: Instant,
): Advanced<Case> => {
  let next = before;
  for (const { event } of events) {
    const decision = decide(next, event, now);
    if ('refused' in decision) throw new RegistryError(decision.refused);
    next = decision.next;
  }
  const rows = eventRows(db, head.id, end, events, now);
  const last = rows.at(-1);
  if (next === undefined || last === undefined) throw new Error('a dossier advances by events');
  const row: DossierRow = {
    ...head,
    open_key: openKey(next, head.student),
    state: next.state,
    seq: last.seq,
    body: JSON.stringify(bodyOf(next)),
  };
  const first = end === undefined ? insertDossier(row) : updateDossier(row, end.seq);
  return { next, row, end: last, writes: [first, ...insertDossierEvents(rows)] };
};
