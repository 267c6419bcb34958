import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { MAX_RESCUED, type RescueOutcome } from '@hocba/shared/contract/rescue';
import { parseRescueFile } from '@hocba/shared/exchange/rescue-file';
import { RegistryError } from '@hocba/shared/problems';
import { AccountName, type Instant, parseIdentifier } from '@hocba/shared/school/identifiers';
import { readConfig } from '../../config.ts';
import { getAccountCaller } from '../../people/account-caller.ts';
import { takeRescued } from '../../records/intake/rescue.ts';
import { projectAll } from '../../records/projection/project.ts';
import type { Db } from '../../storage/engine/db.ts';
import { type Run, UsageError, withDb } from '../command.ts';
import type { Said } from '../texts/said.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage: hocba rescue FILE.hocba-rescue.json --as ACCOUNT

Brings in what a device could not send itself. ACCOUNT is who brings it: a head or clerk of the school brings the
entries of everybody, others their own. Authors stay, and what the registry holds already is not doubled, so that a file
may be brought in again. Prints how many documents were new, known and refused; exit code 1 when any was refused.`,
  `Cách dùng: hocba rescue TỆP.hocba-rescue.json --as TÀI-KHOẢN

Đưa vào những gì một máy không tự gửi được. TÀI-KHOẢN là người mang tệp đến: hiệu trưởng hoặc văn thư của trường đưa vào phần
của mọi người, người khác đưa vào phần của mình. Tên người nhập được giữ nguyên, nội dung đã có không bị ghi hai lần, nên
nạp lại cùng một tệp cũng được. In ra bao nhiêu nội dung mới, đã có và bị từ chối; mã thoát là 1 khi có nội dung bị từ chối.`,
];

const readNamed = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new RegistryError('FILE_UNREADABLE', `cannot open ${path}`);
  }
};

const bring = async (db: Db, text: string, account: AccountName): Promise<RescueOutcome[]> => {
  const now = new Date().toISOString() as Instant;
  const caller = await getAccountCaller(db, account, 'rescue');
  const { publicUrl: issuer, policy, intakePerDay } = readConfig();
  const outcomes: RescueOutcome[] = [];
  for (const { database, documents } of parseRescueFile(text).years) {
    for (let from = 0; from < documents.length; from += MAX_RESCUED) {
      const part = documents.slice(from, from + MAX_RESCUED);
      outcomes.push(...(await takeRescued({ db, intakePerDay }, caller, database, part, now)));
    }
    await projectAll({ db, issuer, policy }, database);
  }
  return outcomes;
};

/** `hocba rescue`. */
export const run: Run = async (args, io) => {
  const options = { as: { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [path, more] = positionals;
  const account = parseIdentifier(AccountName, values.as);
  if (path === undefined || more !== undefined) {
    throw new UsageError(['one FILE is needed', 'cần đúng một TỆP']);
  }
  if (account === undefined) {
    throw new UsageError(['--as: the account that brings the file', '--as: tài khoản của người mang tệp']);
  }
  const text = await readNamed(path);
  const outcomes = await withDb((db) => bring(db, text, account));
  for (const { id, code } of outcomes.filter((one) => one.outcome === 'refused')) io.err(`${id}: ${code}`);
  const count = (outcome: string) => outcomes.filter((one) => one.outcome === outcome).length;
  const [fresh, known, refused] = [count('new'), count('known'), count('refused')];
  io.out([
    `New ${fresh}, known ${known}, refused ${refused}.`,
    `Mới ${fresh}, đã có ${known}, bị từ chối ${refused}.`,
  ]);
  return refused === 0 ? 0 : 1;
};
