import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../../config.ts';
import { hasToldHeads } from '../../heads/heads-file.ts';
import { isKeyed, type KeyedRows } from '../../storage/engine/chain/key-chains.ts';
import type { Db } from '../../storage/engine/db.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { SchemaError } from '../../storage/engine/schema-error.ts';
import { findLastAudit } from '../../storage/queries/audit/audit-queries.ts';
import { listLoggedDatabases } from '../../storage/queries/submissions.ts';
import { type CommandIo, macOf, type Run, UsageError } from '../command.ts';
import { counted, type Said } from '../texts/said.ts';
import { unfitTexts } from './check-database.ts';
import { faultText } from './doctor-texts.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage: hocba migrate [--new-chain-key]

Brings the database of DATABASE_URL to the schema of this program, from empty as well. Refuses one that is newer. Rows from
before the chain key in SESSION_KEY_FILE are sealed under it once; what did not fit the chains they had is named and kept in
the audit. Make the keys first.
  --new-chain-key  seals all rows anew, because the chain key that the database was under is lost or leaked,
                   or the database no longer tells that it had one
Exit codes: 0 done, 1 refused, or --new-chain-key without another key in SESSION_KEY_FILE, 64 wrong usage.`,
  `Cách dùng: hocba migrate [--new-chain-key]

Đưa cơ sở dữ liệu ở DATABASE_URL về đúng cấu trúc của chương trình này, cả khi còn trống. Từ chối cơ sở dữ liệu mới hơn. Các dòng
có từ trước khóa chuỗi trong SESSION_KEY_FILE được niêm phong một lần bằng khóa đó; chỗ nào không khớp chuỗi cũ thì được nêu
ra và ghi vào sổ kiểm tra. Vui lòng tạo các khóa trước.
  --new-chain-key  niêm phong lại mọi dòng, vì khóa chuỗi của cơ sở dữ liệu đã mất hoặc bị lộ,
                   hoặc cơ sở dữ liệu không còn ghi là đã có khóa
Mã thoát: 0 xong, 1 bị từ chối, hoặc có --new-chain-key mà SESSION_KEY_FILE không có khóa khác, 64 gọi lệnh sai.`,
];

const tellKeyed = ({ submissions, auditRows, unfit }: KeyedRows, io: CommandIo): void => {
  io.out([
    `Sealed under the chain key: ${counted(submissions, 'submission')}, ${counted(auditRows, 'audit row')}.`,
    `Đã niêm phong bằng khóa chuỗi: ${submissions} nội dung đã nhận, ${auditRows} dòng sổ kiểm tra.`,
  ]);
  const faults = unfitTexts(unfit).map((text) => `\n  ${faultText(text)}`);
  if (faults.length === 0) return;
  io.out([
    `Did not fit before, as the audit keeps from now on:${faults.join('')}`,
    `Trước đó không khớp, từ nay sổ kiểm tra ghi lại điều này:${faults.join('')}`,
  ]);
};

/** Of a database that nobody has migrated yet there is nothing to ask. */
const isUnkeyed = (db: Db): Promise<boolean> =>
  isKeyed(db).then(
    (keyed) => !keyed,
    (error) => !(error instanceof SchemaError),
  );

/** Whether there is a row to seal. A database that nobody has migrated yet has no table that could be asked. */
const hasRows = async (db: Db): Promise<boolean> => {
  const audited = await findLastAudit(db).catch(() => undefined);
  const logged = await listLoggedDatabases(db).catch(() => []);
  return (audited?.seq ?? 0) > 0 || logged.length > 0;
};

/**
 * Throws when the database says that no chain key was ever taken, and heads beside the keys say that one was: an
 * administrator took the fact away, so that the next migration seals whatever the rows say now.
 */
const requireNeverKeyed = async (db: Db, config: Config): Promise<void> => {
  if (!(await isUnkeyed(db)) || !(await hasRows(db)) || !(await hasToldHeads(config))) return;
  throw new SchemaError(
    'heads beside the keys tell that this registry had a chain key, and the database does not: put a copy in place with "hocba restore", or seal every row as it stands with "hocba migrate --new-chain-key"',
  );
};

/** A person who replaces a leaked key must not believe that it was done. */
const tellSameKey = (io: CommandIo): void =>
  io.err([
    'Nothing was sealed anew: the chain key in SESSION_KEY_FILE is the one that the database is under. First take the line "chain" out of the file and run "hocba keys create --missing".',
    'Chưa niêm phong lại: khóa chuỗi trong SESSION_KEY_FILE chính là khóa cơ sở dữ liệu đang dùng. Trước hết vui lòng bỏ dòng "chain" khỏi tệp rồi chạy "hocba keys create --missing".',
  ]);

/** `hocba migrate`; 1 when another chain key was asked for and the database is under this one. */
export const run: Run = async (args, io) => {
  const options = { 'new-chain-key': { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length > 0) throw new UsageError(['migrate takes no file', 'migrate không nhận tệp']);
  const config = readConfig();
  const newChainKey = values['new-chain-key'] === true;
  const db = await openStorage(config.databaseUrl, macOf(config));
  const allowed = newChainKey ? Promise.resolve() : requireNeverKeyed(db, config);
  const keyed = await allowed.then(() => migrate(db, { newChainKey })).finally(() => db.close());
  if (keyed !== undefined) tellKeyed(keyed, io);
  io.out([
    'The database has the schema of this program.',
    'Cơ sở dữ liệu đã đúng cấu trúc của chương trình này.',
  ]);
  if (!newChainKey || keyed !== undefined) return 0;
  tellSameKey(io);
  return 1;
};
