import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Config } from '../../../config.ts';
import { checkCopy } from '../../../heads/heads-of-copy.ts';
import { RESTORED, restoredDetail } from '../../../heads/lives.ts';
import { checkCredentials } from '../../../issuing/check-credentials.ts';
import type { Db } from '../../../storage/engine/db.ts';
import { appendAudit } from '../../../storage/queries/audit/audit.ts';
import { putSetting } from '../../../storage/queries/settings.ts';
import { type CommandIo, UsageError } from '../../command.ts';
import { say } from '../../texts/said.ts';
import { checkDerived, type Fault } from '../check-contents.ts';
import { checkChains, describeContents } from '../check-database.ts';

/** The knowledge that a database is checked against. */
export interface Witnesses {
  readonly config: Config;
  readonly trustList: string;
  /** The file of the copy, if heads may lie beside it. */
  readonly copy?: string;
}

/** The text of TRUST_LIST_FILE; signed records cannot be verified without it. */
export const readTrustList = ({ trustListFile }: Config): string => {
  try {
    return readFileSync(trustListFile, 'utf8').trim();
  } catch {
    throw new UsageError([
      `${trustListFile} cannot be read: the trust list is needed to verify signed records`,
      `không đọc được ${trustListFile}: cần danh sách khóa tin cậy để kiểm tra học bạ đã ký`,
    ]);
  }
};

/**
 * Gives a database of this schema a new epoch and writes into its audit where the life before ended. Everything is checked
 * before anything is changed, so that all faults are listed at once; with faults, nothing is changed.
 */
export const giveNewEpoch = async (
  db: Db,
  { config, trustList, copy }: Witnesses,
  io: CommandIo,
): Promise<readonly Fault[]> => {
  const at = new Date().toISOString() as Instant;
  const { contents, faults } = await checkChains(db);
  const records = await checkCredentials(db, trustList, at);
  const derived = faults.length > 0 ? [] : await checkDerived({ ...config, db, tell: io.err });
  const heads = await checkCopy(db, config, copy);
  const all = [...faults, ...records.faults, ...derived, ...heads.faults];
  if (all.length > 0) return all;
  const epoch = randomUUID();
  const detail = { ...contents, ...(await restoredDetail(db, epoch, heads.heads)) };
  const act = { at, actor: 'cli', action: RESTORED, student: null, detail };
  await db.commit([putSetting('epoch', epoch), appendAudit(act)]);
  io.out(`${say(['Verified', 'Đã kiểm tra'])}: ${describeContents(contents)}.`);
  if (records.compromised > 0) {
    io.out([
      `${records.compromised} records were signed with a key that is compromised: nobody can verify them.`,
      `${records.compromised} học bạ ký bằng khóa đã bị lộ: không ai kiểm tra được.`,
    ]);
  }
  return [];
};
