import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openListOfAnyAge, whileValid } from '@hocba/shared/credential/trust/open-trust';
import type { TrustList } from '@hocba/shared/credential/trust/trust-list';
import type { Instant } from '@hocba/shared/school/identifiers';
import { makeFolder } from '../../files/make-folder.ts';
import { replaceFile } from '../../files/replace-file.ts';
import type { CommandIo } from '../command.ts';
import { verifyTexts } from './verify-texts.ts';

/** A trust list in use, as text, and where it was kept when the one that was given is older. */
export interface ListInUse {
  readonly text: string | undefined;
  readonly keptIn?: string;
}

const fileOf = (folder: string, { rootThumbprint }: TrustList): string =>
  join(folder, 'trust-lists', `${rootThumbprint}.jws`);

const openKept = async (
  file: string,
  root: string,
): Promise<{ text: string; list: TrustList } | undefined> => {
  try {
    const text = readFileSync(file, 'utf8').trim();
    const list = await openListOfAnyAge(text, root);
    return 'code' in list ? undefined : { text, list };
  } catch {
    return undefined;
  }
};

const keep = (file: string, text: string, io: CommandIo): void => {
  try {
    makeFolder(join(file, '..'), 0o700);
    replaceFile(file, `${text}\n`, 0o600);
  } catch (error) {
    io.err(verifyTexts().notKept(file, error instanceof Error ? error.message : String(error)));
  }
};

/**
 * The newest list of a root that this user's command line has seen, as the verify page keeps it in its browser: a list
 * that was given is kept when it is newer, and a newer one is used in its place, so that nobody brings back a list that
 * did not know of a lost key yet. A list of a later day than `now` is no help and passed over.
 */
export const newestSeen = async (
  given: string | undefined,
  { folder, now }: { readonly folder: string; readonly now: Instant },
  io: CommandIo,
): Promise<ListInUse> => {
  const list = await openListOfAnyAge(given);
  if (given === undefined || 'code' in list) return { text: given };
  const file = fileOf(folder, list);
  const kept = await openKept(file, list.rootThumbprint);
  if (kept === undefined || kept.list.payload.sequence < list.payload.sequence) keep(file, given, io);
  if (kept === undefined || kept.list.payload.sequence <= list.payload.sequence) return { text: given };
  const dated = whileValid(kept.list, now);
  return 'code' in dated && dated.code === 'TRUST_LIST_NOT_YET'
    ? { text: given }
    : { text: kept.text, keptIn: file };
};
