import { type RescueOutcome, rescue } from '@hocba/shared/contract/rescue';
import type { RescuedDocument, RescueFile } from '@hocba/shared/exchange/rescue-file';
import { AccountName, DatabaseName, type Instant, parseIdentifier } from '@hocba/shared/school/identifiers';
import { listLocalNames } from '../../device/database/local-names.ts';
import type { Device } from '../../device/device.ts';
import { CallError } from '../../registry/call.ts';
import type { CallRegistry } from '../../registry/session/session.ts';
import { openDrafts } from './drafts/drafts.ts';
import { isAcked, type Ledger } from './ledger.ts';
import type { Stored } from './outbox.ts';
import type { OwnWorks } from './own-work.ts';

/**
 * The documents of one school year on this computer that the registry has not acknowledged, of all people who work
 * here.
 */
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

/** The outcome for the school years on this computer. */
interface EachYear<T> {
  readonly ends: readonly T[];
  /** The school years in which it failed. */
  readonly failed: readonly DatabaseName[];
}

/** Does something to each school year on this computer; one that cannot be opened keeps no other back. */
const eachYear = async <T>(
  works: OwnWorks,
  known: readonly DatabaseName[],
  work: (database: DatabaseName) => Promise<T>,
): Promise<EachYear<T>> => {
  const databases = await listDatabases(known, await works.thisDevice());
  const ends = await Promise.allSettled(databases.map(work));
  return {
    ends: ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : [])),
    failed: databases.filter((_, i) => ends[i]?.status === 'rejected'),
  };
};

/**
 * Seals what people typed here and left, everybody's: a draft is in no outbox yet. Returns the school years in which not
 * everything could be sealed.
 */
export const sealEverybody = async (
  works: OwnWorks,
  known: readonly DatabaseName[],
  now: Instant,
): Promise<readonly DatabaseName[]> => {
  const { failed } = await eachYear(works, known, async (database) => {
    const { outbox } = await works.of(database);
    for (const account of await listLocalNames(`drafts-${database}-`)) {
      const by = parseIdentifier(AccountName, account);
      if (by === undefined) continue;
      const drafts = await openDrafts(database, by, outbox);
      for (const sheet of drafts.list().keys()) await drafts.seal(sheet, now);
    }
  });
  return failed;
};

/** Everything on this computer that the registry has not acknowledged. */
export interface UnsentHere {
  readonly unsent: readonly Unsent[];
  /** School years that could not be read: nobody knows what is unsent in them. */
  readonly unread: readonly DatabaseName[];
}

/** Reads what the registry has not acknowledged, also of school years that are not open. */
export const listUnsentHere = async (
  works: OwnWorks,
  known: readonly DatabaseName[],
): Promise<UnsentHere> => {
  const { ends, failed } = await eachYear(works, known, async (database): Promise<Unsent> => {
    const { outbox, ledger: file } = await works.of(database);
    await outbox.refresh();
    const ledger = await file.load();
    return { database, documents: outbox.list().filter((document) => !isAcked(ledger, document)), ledger };
  });
  return { unsent: ends.filter(({ documents }) => documents.length > 0), unread: failed };
};

/** The rescue file of these documents: ids, authors and revisions as they are. */
export const makeRescueFile = async (
  works: OwnWorks,
  unsent: readonly Unsent[],
  now: Instant,
): Promise<RescueFile> => {
  const years = unsent.map(({ database, documents }) => ({
    database,
    documents: documents as unknown as RescuedDocument[],
  }));
  const count = years.reduce((sum, { documents }) => sum + documents.length, 0);
  const device = await (await works.thisDevice()).current();
  return { format: 'hocba-rescue', v: 1, madeAt: now, device, count, years };
};

/** Refusals of a whole request that smaller ones may narrow down to the document they are about. */
const ABOUT_ONE: readonly string[] = ['BODY_TOO_LARGE', 'MALFORMED_JSON', 'INVALID_INPUT'];

/** Documents of one request: few enough for a slow line. */
const TOGETHER = 50;

const bring = async (
  callRegistry: CallRegistry,
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
      ...(await bring(callRegistry, database, documents.slice(0, half))),
      ...(await bring(callRegistry, database, documents.slice(half))),
    ];
  }
};

/**
 * Brings a rescue file to the registry, some documents at a time. Throws CallError when it cannot be reached; what was
 * brought before stays, and the file may be brought again.
 */
export const bringRescueFile = async (
  callRegistry: CallRegistry,
  { years }: RescueFile,
): Promise<RescueOutcome[]> => {
  const outcomes: RescueOutcome[] = [];
  for (const { database, documents } of years) {
    for (let from = 0; from < documents.length; from += TOGETHER) {
      outcomes.push(...(await bring(callRegistry, database, documents.slice(from, from + TOGETHER))));
    }
  }
  return outcomes;
};
