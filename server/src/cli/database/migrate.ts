import { parseArgs } from 'node:util';
import { readConfig } from '../../config.ts';
import type { KeyedRows } from '../../storage/engine/chain/key-chains.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { type CommandIo, macOf, type Run, UsageError } from '../command.ts';
import { counted, type Said, say } from '../texts/said.ts';
import { unfitTexts } from './check-database.ts';
import { faultText } from './doctor-texts.ts';

const USAGE = `Usage: hocba migrate [--new-chain-key]

Brings the database of DATABASE_URL to the schema of this program, from empty as well. Refuses one that is newer. Rows from
before the chain key in SESSION_KEY_FILE are sealed under it once; what did not fit the chains they had is named and kept in
the audit. Make the keys first.
  --new-chain-key  seals all rows anew, because the chain key that the database was under is lost or leaked`;

const USAGE_VI = `Cách dùng: hocba migrate [--new-chain-key]

Đưa cơ sở dữ liệu ở DATABASE_URL về đúng cấu trúc của chương trình này, cả khi còn trống. Từ chối cơ sở dữ liệu mới hơn. Các dòng
có từ trước khóa chuỗi trong SESSION_KEY_FILE được niêm phong một lần bằng khóa đó; chỗ nào không khớp chuỗi cũ thì được nêu
ra và ghi vào sổ kiểm tra. Vui lòng tạo các khóa trước.
  --new-chain-key  niêm phong lại mọi dòng, vì khóa chuỗi của cơ sở dữ liệu đã mất hoặc bị lộ`;

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [USAGE, USAGE_VI];

const tellKeyed = ({ submissions, auditRows, unfit }: KeyedRows, io: CommandIo): void => {
  io.out(
    say([
      `Sealed under the chain key: ${counted(submissions, 'submission')}, ${counted(auditRows, 'audit row')}.`,
      `Đã niêm phong bằng khóa chuỗi: ${submissions} nội dung đã nhận, ${auditRows} dòng sổ kiểm tra.`,
    ]),
  );
  const faults = unfitTexts(unfit).map((text) => `\n  ${faultText(text)}`);
  if (faults.length === 0) return;
  io.out(
    say([
      `Did not fit before, as the audit keeps from now on:${faults.join('')}`,
      `Trước đó không khớp, từ nay sổ kiểm tra ghi lại điều này:${faults.join('')}`,
    ]),
  );
};

/** `hocba migrate`. */
export const run: Run = async (args, io) => {
  const options = { 'new-chain-key': { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length > 0) throw new UsageError(say(['migrate takes no file', 'migrate không nhận tệp']));
  const config = readConfig();
  const db = await openStorage(config.databaseUrl, macOf(config));
  try {
    const keyed = await migrate(db, { newChainKey: values['new-chain-key'] === true });
    if (keyed !== undefined) tellKeyed(keyed, io);
  } finally {
    await db.close();
  }
  io.out(
    say([
      'The database has the schema of this program.',
      'Cơ sở dữ liệu đã đúng cấu trúc của chương trình này.',
    ]),
  );
  return 0;
};
