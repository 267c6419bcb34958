import { verifyDocument } from '@hocba/shared/credential/transfer/verify-document';
import { openListOfAnyAge, type Trust } from '@hocba/shared/credential/trust/open-trust';
import type { TransferEventKind } from '@hocba/shared/lifecycle/transfer/events';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/engine/db.ts';
import {
  type DossierResultRow,
  type DossierRow,
  listDossierEvents,
  listDossierResults,
  readDossiers,
} from '../storage/queries/dossiers/dossiers.ts';
import { TRANSFER_PROCEDURE } from './stored-transfer.ts';

/** The events that always bring a signed document, with its kind. */
const SIGNED: Partial<Record<TransferEventKind, DossierResultRow['kind']>> = {
  accept: 'decision',
  refuse: 'decision',
  place: 'receipt',
};

/** The name of a signed document, whole, so that its translation can be found by it. */
const nameOfResult = (kind: string, id: string): string => {
  switch (kind) {
    case 'decision':
      return `signed decision of dossier ${id}`;
    case 'receipt':
      return `signed receipt of dossier ${id}`;
    case 'request':
      return `signed request of dossier ${id}`;
    case 'commitment':
      return `signed commitment of dossier ${id}`;
    default:
      return `signed summary of dossier ${id}`;
  }
};

/** The fault of a document; undefined where it holds and is the one of its row. */
const faultOf = async (
  { id, code }: DossierRow,
  row: DossierResultRow,
  trust: Trust,
  now: Instant,
): Promise<string | undefined> => {
  const { verdict, steps, payload } = await verifyDocument(row.jws, trust, now);
  if (verdict !== 'VALID') {
    const failed = steps.at(-1)?.code ?? verdict;
    // Nobody can tell any more who signed with that key, and a doctor could do nothing about it.
    return failed === 'KEY_COMPROMISED' ? undefined : `: ${failed}`;
  }
  const subject = payload?.credentialSubject;
  const isOwn = payload?.id === `urn:uuid:${row.id}` && subject?.dossier === (code ?? id);
  return isOwn && subject.kind === row.kind ? undefined : ' is of another dossier';
};

/**
 * Signed documents of transfers that do not verify, that are of another dossier, or that an event brought and the
 * registry no longer has. A trust list that has expired still says which keys signed.
 */
export const checkResults = async (db: Db, trustList: string, now: Instant): Promise<string[]> => {
  const trust = await openListOfAnyAge(trustList);
  const faults: string[] = [];
  for await (const page of readDossiers(db)) {
    for (const dossier of page.filter(({ procedure }) => procedure === TRANSFER_PROCEDURE)) {
      const nameOf = (kind: string): string => nameOfResult(kind, dossier.id);
      const results = await listDossierResults(db, dossier.id);
      for (const row of results) {
        const fault = await faultOf(dossier, row, trust, now);
        if (fault !== undefined) faults.push(nameOf(row.kind) + fault);
      }
      for (const { kind } of await listDossierEvents(db, dossier.id)) {
        const due = SIGNED[kind as TransferEventKind];
        if (due !== undefined && !results.some((row) => row.kind === due)) {
          faults.push(`${nameOf(due)} is missing`);
        }
      }
    }
  }
  return faults;
};
