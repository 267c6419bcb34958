import { type RescueOutcome, rescue } from '@hocba/shared/contract/rescue';
import type { RescuedDocument, RescueFile } from '@hocba/shared/exchange/rescue-file';
import { AccountName, DatabaseName, type Instant, parseIdentifier } from '@hocba/shared/school/identifiers';
import { listLocalNames } from '../../device/database/local-names.ts';
import type { Device } from '../../device/device.ts';
import { thisDevice } from '../../device/this-device.ts';
import { CallError } from '../../registry/call.ts';
import { callRegistry } from '../../registry/session/session.ts';
import { openDrafts } from './drafts/drafts.ts';
import { isAcked, type Ledger } from './ledger.ts';
import type { Stored } from './outbox.ts';
import { type OwnWork, openOwnWork } from './own-work.ts';

/** What one school year on this computer holds that the registry has not acknowledged, of all people who work here. */
export interface Unsent {
  readonly database: DatabaseName;
  readonly documents: readonly Stored[];
  readonly ledger: Ledger;
}

const listDatabases = async (known: readonly DatabaseName[], { home }: Device): Promise<DatabaseName[]> => {
  const found = (await listLocalNames('outbox-')).flatMap((name) => {
    const [database, generation] = name.split(`-${home}`);
    return generation === undefined ? [] : (parseIdentifier(DatabaseName, database) ?? []);
  });
  return [...new Set([...known, ...found])].sort();
};

const opened = new Map<DatabaseName, Promise<OwnWork>>();

/** Opened once, because it is looked at after every run; what failed is tried again. */
const workOf = (database: DatabaseName): Promise<OwnWork> => {
  const work = opened.get(database) ?? openOwnWork(database);
  opened.set(database, work);
  work.catch(() => opened.delete(database));
  return work;
};

/** Seals what people typed here and left, everybody's: a draft is in no outbox yet. */
export const sealEverybody = async (known: readonly DatabaseName[], now: Instant): Promise<void> => {
  for (const database of await listDatabases(known, await thisDevice())) {
    const { outbox } = await workOf(database);
    for (const account of await listLocalNames(`drafts-${database}-`)) {
      const by = parseIdentifier(AccountName, account);
      if (by === undefined) continue;
      const drafts = await openDrafts(database, by, outbox);
      for (const sheet of drafts.list().keys()) await drafts.seal(sheet, now);
    }
  }
};

/** Everything on this computer that the registry has not acknowledged, also of school years that are not open. */
export const listUnsentHere = async (known: readonly DatabaseName[]): Promise<Unsent[]> => {
  const all: Unsent[] = [];
  for (const database of await listDatabases(known, await thisDevice())) {
    const { outbox, ledger: file } = await workOf(database);
    await outbox.refresh();
    const ledger = await file.load();
    const documents = outbox.list().filter((document) => !isAcked(ledger, document));
    if (documents.length > 0) all.push({ database, documents, ledger });
  }
  return all;
};

/** The rescue file of these documents: ids, authors and revisions as they are. */
export const makeRescueFile = async (unsent: readonly Unsent[], now: Instant): Promise<RescueFile> => {
  const years = unsent.map(({ database, documents }) => ({
    database,
    documents: documents as unknown as RescuedDocument[],
  }));
  const count = years.reduce((sum, { documents }) => sum + documents.length, 0);
  const device = await (await thisDevice()).current();
  return { format: 'hocba-rescue', v: 1, madeAt: now, device, count, years };
};

/** Refusals of a whole request that smaller ones may narrow down to the document they are about. */
const ABOUT_ONE: readonly string[] = ['BODY_TOO_LARGE', 'MALFORMED_JSON', 'INVALID_INPUT'];

/** Documents of one request: few enough for a slow line. */
const TOGETHER = 50;

const bring = async (
  database: DatabaseName,
  documents: readonly RescuedDocument[],
): Promise<RescueOutcome[]> => {
  const refuse = (code: string) =>
    documents.map(({ _id: id }): RescueOutcome => ({ id, outcome: 'refused', code }));
  try {
    return (await callRegistry(rescue, { body: { database, documents: [...documents] } })).outcomes;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const { code } = error;
    if (code === 'OUT_OF_SCOPE' || code === 'FORBIDDEN') return refuse('OUT_OF_SCOPE');
    if (!ABOUT_ONE.includes(code)) throw error;
    if (documents.length === 1) return refuse('DOCUMENT_MALFORMED');
    const half = Math.ceil(documents.length / 2);
    return [
      ...(await bring(database, documents.slice(0, half))),
      ...(await bring(database, documents.slice(half))),
    ];
  }
};

/**
 * Brings a rescue file to the registry, some documents at a time. Throws CallError when it cannot be reached; what was
 * brought before stays, and the file may be brought again.
 */
export const bringRescueFile = async ({ years }: RescueFile): Promise<RescueOutcome[]> => {
  const outcomes: RescueOutcome[] = [];
  for (const { database, documents } of years) {
    for (let from = 0; from < documents.length; from += TOGETHER) {
      outcomes.push(...(await bring(database, documents.slice(from, from + TOGETHER))));
    }
  }
  return outcomes;
};
