import { parseRescueFile, RESCUE_SUFFIX, type RescueFile } from '@hocba/shared/exchange/rescue-file';
import { RegistryError } from '@hocba/shared/problems';
import {
  type AccountName,
  type DatabaseName,
  databaseParts,
  type SchoolYear,
} from '@hocba/shared/school/identifiers';
import { useCallback, useEffect, useState } from 'react';
import { CallError } from '../registry/call.ts';
import type { Stored } from '../sync/up/outbox.ts';
import {
  bringRescueFile,
  listUnsentHere,
  makeRescueFile,
  sealEverybody,
  type Unsent,
} from '../sync/up/rescue.ts';
import { deviceNow } from '../sync/year.ts';
import { useFacts } from '../work/sync-status.ts';
import { useWorkspace } from '../work/use-workspace.ts';
import type { Workspace } from '../work/workspace.ts';
import { changesIn } from '../work/years/facts.ts';

/** A document of the signed-in person that the registry refused for good, until that person has dealt with it. */
export interface RefusedWork {
  readonly database: DatabaseName;
  readonly document: Stored;
  readonly code: string;
}

/** The documents on this computer that the registry has not acknowledged. */
export interface WorkHere {
  /** Changes by the person who made them. */
  readonly people: readonly (readonly [by: AccountName, changes: number])[];
  readonly refused: readonly RefusedWork[];
  readonly unsent: readonly Unsent[];
  /** School years that could not be read: nobody knows what is unsent in them. */
  readonly unread: readonly SchoolYear[];
}

const peopleOf = (unsent: readonly Unsent[]): WorkHere['people'] => {
  const sums = new Map<AccountName, number>();
  for (const document of unsent.flatMap(({ documents }) => documents)) {
    sums.set(document.by, (sums.get(document.by) ?? 0) + changesIn(document));
  }
  return [...sums];
};

const refusedOf = (unsent: readonly Unsent[], by: AccountName): RefusedWork[] =>
  unsent.flatMap(({ database, documents, ledger }) =>
    documents.flatMap((document) => {
      const denied = ledger.denied.get(document._id);
      if (denied === undefined || document.by !== by || ledger.read.has(document._id)) return [];
      return [{ database, document, code: denied.code }];
    }),
  );

/** The newest first, as everywhere on the screen. */
const yearsOf = (databases: readonly DatabaseName[]): SchoolYear[] =>
  [...new Set(databases.map((name) => databaseParts(name).year))].sort().reverse();

const knownTo = ({ years }: Workspace): DatabaseName[] => [...years.get().years.keys()];

const read = async (workspace: Workspace, by: AccountName): Promise<WorkHere> => {
  const { unsent, unread } = await listUnsentHere(workspace.ownWorks, knownTo(workspace));
  return { people: peopleOf(unsent), refused: refusedOf(unsent, by), unsent, unread: yearsOf(unread) };
};

/**
 * The documents that this computer holds for itself, of everybody; undefined until it is read, and read again after
 * every change.
 */
export const useWorkHere = (by: AccountName): { work: WorkHere | undefined; readAgain: () => void } => {
  const [work, setWork] = useState<WorkHere>();
  const workspace = useWorkspace();
  const { unsent, running, refused } = useFacts();
  const readAgain = useCallback(() => {
    read(workspace, by).then(setWork, () => undefined);
  }, [workspace, by]);
  useEffect(readAgain, [readAgain, unsent, running, refused]);
  return { work, readAgain };
};

/** Puts a refused document out of the list; it stays in the outbox and in every rescue file. */
export const putAside = async ({ years }: Workspace, { database, document }: RefusedWork): Promise<void> => {
  const year = years.get().years.get(database);
  await year?.ledger.saveRead(document._id);
  await year?.refresh();
};

/** A rescue file as it is given to a person. */
export interface WrittenFile {
  readonly name: string;
  readonly text: string;
  /** School years of which not everything is in the file: they could not be read, or their drafts not sealed. */
  readonly leftOut: readonly SchoolYear[];
}

/** Writes the rescue file of everything that is not acknowledged, with what people typed and left. */
export const writeRescueFile = async (workspace: Workspace): Promise<WrittenFile> => {
  const now = deviceNow();
  const { ownWorks } = workspace;
  const known = knownTo(workspace);
  const unsealed = await sealEverybody(ownWorks, known, now);
  await workspace.refresh();
  const { unsent, unread } = await listUnsentHere(ownWorks, known);
  const file = await makeRescueFile(ownWorks, unsent, now);
  const school = file.years[0]?.database.slice(0, '08000101'.length) ?? '';
  const time = now.slice(0, 'yyyy-mm-ddThh:mm'.length).replaceAll(':', '');
  return {
    name: `${school}-${time}${RESCUE_SUFFIX}`,
    text: JSON.stringify(file, null, 1),
    leftOut: yearsOf([...unsealed, ...unread]),
  };
};

/** The fate of the documents of a rescue file. */
export interface Brought {
  readonly fresh: number;
  readonly known: number;
  /** How many were refused for which reason. */
  readonly refused: readonly (readonly [code: string, count: number])[];
}

const parse = (text: string): RescueFile => {
  try {
    return parseRescueFile(text);
  } catch (error) {
    throw error instanceof RegistryError ? new CallError(error.code) : error;
  }
};

/** Brings a rescue file in. Throws CallError; nothing of a file that is none is taken, and one may be brought again. */
export const bringInFile = async (
  { session, wake }: Pick<Workspace, 'session' | 'wake'>,
  text: string,
): Promise<Brought> => {
  const outcomes = await bringRescueFile(session.callRegistry, parse(text));
  const codes = outcomes.flatMap(({ outcome, code }) => (outcome === 'refused' ? [code ?? 'FORBIDDEN'] : []));
  const count = (what: string) => outcomes.filter(({ outcome }) => outcome === what).length;
  wake();
  return {
    fresh: count('new'),
    known: count('known'),
    refused: [...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]),
  };
};
