import type { Instant } from '@hocba/shared/school/identifiers';
import type { Mac } from '../storage/engine/chain-mac.ts';
import type { Db } from '../storage/engine/db.ts';
import {
  type DossierEventRow,
  listDossierEvents,
  readDossiers,
} from '../storage/queries/dossiers/dossiers.ts';

/** The account that events of the registry and of its timers stand under. */
export const REGISTRY = 'registry';

/** An event as a use case makes it; `enclosed` is what travels with it. */
export interface NewEvent {
  readonly event: { readonly kind: string };
  readonly actor: string;
  readonly enclosed?: object;
}

/** The end of a dossier's chain of events: nothing stands before the first one. */
export type ChainEnd = Pick<DossierEventRow, 'seq' | 'hash'>;

const hashOf = (mac: Mac, before: string, row: Omit<DossierEventRow, 'hash'>): string =>
  mac(
    'dossier',
    JSON.stringify([before, row.dossier, row.seq, row.kind, row.at, row.actor, row.body, row.enclosed]),
  );

/** The rows of new events behind the end of a dossier's chain, in their order. */
export const eventRows = (
  { mac }: Pick<Db, 'mac'>,
  dossier: string,
  end: ChainEnd | undefined,
  events: readonly NewEvent[],
  at: Instant,
): DossierEventRow[] => {
  let hash = end?.hash ?? '';
  return events.map(({ event, actor, enclosed }, i) => {
    const row = {
      dossier,
      seq: (end?.seq ?? 0) + 1 + i,
      kind: event.kind,
      at,
      actor,
      body: JSON.stringify(event),
      enclosed: enclosed === undefined ? null : JSON.stringify(enclosed),
    };
    hash = hashOf(mac, hash, row);
    return { ...row, hash };
  });
};

/** Dossiers whose events are not as this registry wrote them, or of which some are missing. */
export const checkDossiers = async (db: Db): Promise<string[]> => {
  const faults: string[] = [];
  for await (const page of readDossiers(db)) {
    for (const { id, seq } of page) {
      const events = await listDossierEvents(db, id);
      let before = '';
      const isWhole = events.every(({ hash, ...row }, i) => {
        const fits = row.seq === i + 1 && hash === hashOf(db.mac, before, row);
        before = hash;
        return fits;
      });
      if (!isWhole || events.length !== seq)
        faults.push(`the events of dossier ${id} are not as they were written`);
    }
  }
  return faults;
};
