import type { TransferResult } from '@hocba/shared/contract/transfers/transfer';
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
import { listPromisesOf } from '../storage/queries/dossiers/promises.ts';
import { ruled } from './promises/promise-row.ts';
import { TRANSFER_PROCEDURE } from './stored-transfer.ts';

type Kind = TransferResult['kind'];

/** The events that always bring a signed document, with its kind. */
const SIGNED: Partial<Record<TransferEventKind, Kind>> = {
  accept: 'decision',
  refuse: 'decision',
  place: 'receipt',
};

/** A document as a fault names it; whole texts, since a command says each in Vietnamese. */
const NAMES: Readonly<Record<Kind, string>> = {
  decision: 'signed decision of dossier',
  receipt: 'signed receipt of dossier',
  summary: 'signed summary of dossier',
  request: 'signed request of dossier',
  commitment: 'signed commitment of dossier',
};

/** The kinds of the documents that the events of a transfer and the signatures under its letters brought. */
const broughtTo = async (db: Db, dossier: string): Promise<Kind[]> => {
  const letters = (await listPromisesOf(db, dossier)).filter((row) => row.signed_how === 'one-time-code');
  return [
    ...(await listDossierEvents(db, dossier)).flatMap(({ kind }) => SIGNED[kind as TransferEventKind] ?? []),
    ...letters.map((row) => ruled(row).kind),
  ];
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
 * Signed documents of transfers that do not verify, that are of another dossier, or that an event or a signature brought
 * and the registry no longer has. A trust list that has expired still says which keys signed.
 */
export const checkResults = async (db: Db, trustList: string, now: Instant): Promise<string[]> => {
  const trust = await openListOfAnyAge(trustList);
  const faults: string[] = [];
  for await (const page of readDossiers(db)) {
    for (const dossier of page.filter(({ procedure }) => procedure === TRANSFER_PROCEDURE)) {
      const results = await listDossierResults(db, dossier.id);
      for (const row of results) {
        const fault = await faultOf(dossier, row, trust, now);
        if (fault !== undefined) faults.push(`${NAMES[row.kind as Kind]} ${dossier.id}${fault}`);
      }
      const brought = Map.groupBy(await broughtTo(db, dossier.id), (kind) => kind);
      for (const [kind, { length }] of brought) {
        if (results.filter((row) => row.kind === kind).length < length) {
          faults.push(`${NAMES[kind]} ${dossier.id} is missing`);
        }
      }
    }
  }
  return faults;
};
