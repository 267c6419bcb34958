import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfigWith } from '../../config.ts';
import type { Mac } from '../../storage/engine/chain-mac.ts';
import { isMigrated } from '../../storage/engine/migrate.ts';
import { openStorage, openToRead } from '../../storage/engine/open.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import {
  checkSqliteFile,
  copySqlite,
  placeNewFile,
  sqliteFileOf,
} from '../../storage/engine/sqlite/sqlite-file.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { type CommandIo, EX_USAGE, macOf, type Run, UsageError } from '../command.ts';
import { type Said, say } from '../texts/said.ts';
import { type Contents, checkChains, describeContents } from './check-database.ts';
import { faultText } from './doctor-texts.ts';

const USAGE = `Usage: hocba backup FILE

Copies the SQLite database of DATABASE_URL as it is at one moment, while the registry runs, into FILE, opens the copy
and checks it: every page, the schema, the audit chain, the submission chains. FILE must not exist; it appears only when
the copy is good. The key files and the trust list are not in it: copy them as well, after the database.
Exit codes: 0 done, 1 refused or the copy does not hold, 64 wrong usage or PostgreSQL (use pg_dump).`;

const USAGE_VI = `Cách dùng: hocba backup TỆP

Sao chép cơ sở dữ liệu SQLite của DATABASE_URL đúng như ở một thời điểm, trong khi hệ thống vẫn chạy, vào TỆP, rồi mở bản sao
và kiểm tra: từng trang, cấu trúc, chuỗi của sổ kiểm tra, chuỗi nội dung đã nhận. TỆP phải chưa có; tệp chỉ hiện ra khi bản sao
tốt. Các tệp khóa và danh sách khóa tin cậy không nằm trong đó: vui lòng sao chép riêng, sau cơ sở dữ liệu.
Mã thoát: 0 xong, 1 bị từ chối hoặc bản sao không tốt, 64 gọi lệnh sai hoặc dùng PostgreSQL (dùng pg_dump).`;

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [USAGE, USAGE_VI];

const checkCopy = async (file: string, mac: Mac): Promise<{ contents?: Contents; faults: string[] }> => {
  const faults = checkSqliteFile(file);
  if (faults.length > 0) return { faults };
  const db = await openToRead(`file:${file}`, mac);
  try {
    if (!(await isMigrated(db)))
      return { faults: ['schema: not the one of this program; run "hocba migrate" first'] };
    return await checkChains(db);
  } finally {
    await db.close();
  }
};

const makeBackup = (from: string, file: string, mac: Mac, io: CommandIo): Promise<boolean> =>
  placeNewFile(file, async (path) => {
    copySqlite(from, path);
    const { contents, faults } = await checkCopy(path, mac);
    if (contents === undefined || faults.length > 0) {
      const list = faults.map(faultText).join('\n  ');
      io.err(
        say([
          `No backup was made, because the copy does not hold:\n  ${list}`,
          `Chưa có bản sao lưu, vì bản sao không tốt:\n  ${list}`,
        ]),
      );
      return false;
    }
    io.out(
      say([
        `Backup ${file}: opened and checked, ${describeContents(contents)}.`,
        `Bản sao lưu ${file}: đã mở và kiểm tra, ${describeContents(contents)}.`,
      ]),
    );
    return true;
  });

/** A copy of the database is a reading of everything in it. */
const auditCopy = async (from: string, mac: Mac): Promise<void> => {
  const db = await openStorage(`file:${from}`, mac);
  const at = new Date().toISOString();
  const act = { at, actor: 'cli', action: 'database.copied', student: null, detail: {} };
  try {
    await decideAgain(() => db.commit([appendAudit(act)]));
  } finally {
    await db.close();
  }
};

/** `hocba backup`: copies the running registry's SQLite database and checks the copy. */
export const run: Run = async (args, io) => {
  const [file, ...more] = parseArgs({ args: [...args], options: {}, allowPositionals: true }).positionals;
  if (file === undefined || more.length > 0) {
    throw new UsageError(say(['backup takes one file', 'backup nhận đúng một tệp']));
  }
  const config = readConfigWith({ PUBLIC_URL: 'https://backup.invalid' });
  const from = sqliteFileOf(config.databaseUrl);
  if (from === undefined) {
    io.err(
      say([
        'This copies SQLite files only. For PostgreSQL use pg_dump; see the operator’s guide.',
        'Lệnh này chỉ sao chép tệp SQLite. Với PostgreSQL dùng pg_dump; xem server/OPERATING.md.',
      ]),
    );
    return EX_USAGE;
  }
  if (!existsSync(from) || existsSync(file)) {
    io.err(
      existsSync(file)
        ? say([`${file} exists already; nothing is overwritten.`, `${file} đã có; không ghi đè tệp nào.`])
        : say([`There is no database ${from}.`, `Không có cơ sở dữ liệu ${from}.`]),
    );
    return 1;
  }
  const mac = macOf(config);
  if (!(await makeBackup(from, file, mac, io))) return 1;
  await auditCopy(from, mac);
  io.out(
    say([
      'The key files and the trust list are not in it: copy them too, now that the database is copied.',
      'Các tệp khóa và danh sách khóa tin cậy không nằm trong đó: vui lòng sao chép chúng ngay sau đây.',
    ]),
  );
  return 0;
};
