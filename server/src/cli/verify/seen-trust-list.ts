import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openListOfAnyAge, whileValid } from '@hocba/shared/credential/trust/open-trust';
import { type Standing, standingOf } from '@hocba/shared/credential/trust/seen-list';
import type { TrustList } from '@hocba/shared/credential/trust/trust-list';
import type { Instant } from '@hocba/shared/school/identifiers';
import { makeFolder } from '../../files/make-folder.ts';
import { replaceFile } from '../../files/replace-file.ts';
import type { CommandIo } from '../command.ts';
import { verifyTexts } from './verify-texts.ts';

/** The root of a list that was given, beside the one that this user's command line believes for its issuer. */
export interface Roots {
  readonly issuer: string;
  readonly given: string;
  readonly believed: string;
  /** The root was pinned by this very call. */
  readonly isFirst: boolean;
}

/** A trust list in use, as text, and where it was kept when the one that was given is older. */
export interface ListInUse {
  readonly text: string | undefined;
  readonly keptIn?: string;
  /** Absent when the text is no trust list. */
  readonly roots?: Roots;
}

/** Where this user's command line remembers lists, as of when it is asked, and the root that a person named. */
export interface Memory {
  readonly folder: string;
  readonly now: Instant;
  readonly root: string | undefined;
}

const fileOf = (folder: string, root: string): string => join(folder, 'trust-lists', `${root}.jws`);

/** One pin for each issuer, as a page of the issuer has one. */
const pinOf = (folder: string, issuer: string): string =>
  join(folder, 'trust-lists', `${issuer.replaceAll(/[^a-z0-9.-]/g, '_')}.root`);

const readKept = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
};

const openKept = async (
  file: string,
  root: string,
): Promise<{ text: string; list: TrustList } | undefined> => {
  const text = readKept(file);
  const list = await openListOfAnyAge(text, root);
  return text === undefined || 'code' in list ? undefined : { text, list };
};

const keep = (file: string, text: string, io: CommandIo): void => {
  try {
    makeFolder(join(file, '..'), 0o700);
    replaceFile(file, `${text}\n`, 0o600);
  } catch (error) {
    io.err(verifyTexts().notKept(file, error instanceof Error ? error.message : String(error)));
  }
};

/** How a list stands to the pinned root of its issuer, which a person may name anew, and to the newest list kept. */
const standing = async (list: TrustList, { folder, root: named }: Memory) => {
  const file = fileOf(folder, list.rootThumbprint);
  const kept = await openKept(file, list.rootThumbprint);
  const pinned = readKept(pinOf(folder, list.payload.iss));
  // A list that was kept before roots were pinned pins its own.
  const root = named ?? pinned ?? kept?.list.rootThumbprint;
  const stands: Standing = standingOf(list, { root, list: kept?.list });
  return { file, kept, pinned, stands, believed: root ?? list.rootThumbprint };
};

/**
 * The newest list of a root that this user's command line has seen, by the rule of the verify page: the root that came
 * first for an issuer is pinned, a list that was given is kept when it is newer, and a newer one is used in its place. A
 * list of another root is neither kept nor believed until a person names that root. A list of a later day than `now` is
 * no help and passed over.
 */
export const newestSeen = async (
  given: string | undefined,
  memory: Memory,
  io: CommandIo,
): Promise<ListInUse> => {
  const list = await openListOfAnyAge(given);
  if (given === undefined || 'code' in list) return { text: given };
  const { file, kept, pinned, stands, believed } = await standing(list, memory);
  const { iss } = list.payload;
  const roots = { issuer: iss, given: list.rootThumbprint, believed, isFirst: stands === 'first' };
  if (stands === 'otherRoot') return { text: given, roots };
  if (pinned !== believed) keep(pinOf(memory.folder, iss), believed, io);
  if (kept === undefined || kept.list.payload.sequence < list.payload.sequence) keep(file, given, io);
  if (stands !== 'older' || kept === undefined) return { text: given, roots };
  const dated = whileValid(kept.list, memory.now);
  return 'code' in dated && dated.code === 'TRUST_LIST_NOT_YET'
    ? { text: given, roots }
    : { text: kept.text, keptIn: file, roots };
};
