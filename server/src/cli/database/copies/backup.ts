import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Config, readConfigOr } from '../../../config.ts';
import { writeNewFiles } from '../../../files/write-new-files.ts';
import { appendHeads } from '../../../heads/heads-file.ts';
import { type HeadsOfCopy, headsBeside, headsOfCopy } from '../../../heads/heads-of-copy.ts';
import { describeFault } from '../../../storage/engine/away.ts';
import type { Db } from '../../../storage/engine/db.ts';
import { isMigrated } from '../../../storage/engine/migrate.ts';
import { openStorage, openToRead } from '../../../storage/engine/open.ts';
import { decideAgain } from '../../../storage/engine/retry.ts';
import {
  checkSqliteFile,
  copySqlite,
  placeNewFile,
  sqliteFileOf,
} from '../../../storage/engine/sqlite/sqlite-file.ts';
import { appendAudit } from '../../../storage/queries/audit/audit.ts';
import { type CommandIo, EX_USAGE, macOf, type Run, UsageError } from '../../command.ts';
import { type Said, say } from '../../texts/said.ts';
import { type Contents, checkChains, describeContents } from '../check-database.ts';
import { faultText } from '../doctor-texts.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage: hocba backup FILE

Copies the SQLite database of DATABASE_URL as it is at one moment, while the registry runs, into FILE, opens the copy
and checks it: every page, the schema, the audit chain, the submission chains. FILE must not exist; it appears only when
the copy is good. Signed heads of the copy lie beside it in FILE.heads: "hocba restore" and "hocba doctor --since" compare
them. The key files and the trust list are not in it: copy them as well, after the database.
Exit codes: 0 done, 1 refused or the copy does not hold, 64 wrong usage or PostgreSQL (use pg_dump).`,
  `Cách dùng: hocba backup TỆP

Sao chép cơ sở dữ liệu SQLite của DATABASE_URL đúng như ở một thời điểm, trong khi hệ thống vẫn chạy, vào TỆP, rồi mở bản sao
và kiểm tra: từng trang, cấu trúc, chuỗi của sổ kiểm tra, chuỗi nội dung đã nhận. TỆP phải chưa có; tệp chỉ hiện ra khi bản sao
tốt. Các mốc đối chiếu đã ký của bản sao nằm cạnh nó trong TỆP.heads, để "hocba restore" và "hocba doctor --since" so. Các
tệp khóa và danh sách khóa tin cậy không nằm trong đó: vui lòng sao chép riêng, sau cơ sở dữ liệu.
Mã thoát: 0 xong, 1 bị từ chối hoặc bản sao không tốt, 64 gọi lệnh sai hoặc dùng PostgreSQL (dùng pg_dump).`,
];

interface Copy {
  readonly contents?: Contents;
  readonly faults: readonly string[];
  /** The file of heads beside it, or why there is none. */
  readonly heads?: HeadsOfCopy | { readonly why: string };
}

const takeHeadsOf = async (db: Db, config: Config): Promise<NonNullable<Copy['heads']>> => {
  try {
    return await headsOfCopy(db, config, new Date().toISOString());
  } catch (error) {
    return { why: describeFault(error) };
  }
};

const checkCopy = async (file: string, config: Config): Promise<Copy> => {
  const faults = checkSqliteFile(file);
  if (faults.length > 0) return { faults };
  const db = await openToRead(`file:${file}`, macOf(config));
  try {
    if (!(await isMigrated(db)))
      return { faults: ['schema: not the one of this program; run "hocba migrate" first'] };
    return { ...(await checkChains(db)), heads: await takeHeadsOf(db, config) };
  } finally {
    await db.close();
  }
};

/** Adds heads of news in the copy to the file of this registry as well, where its folder can be written. */
const keepNews = (config: Config, { news }: HeadsOfCopy, io: CommandIo): void => {
  try {
    appendHeads(config, news);
  } catch (error) {
    io.err(faultText(describeFault(error)));
  }
};

/** Writes the heads of a copy that is in its place beside it; a copy without heads is a good copy nevertheless. */
const writeHeads = (file: string, config: Config, heads: Copy['heads'], io: CommandIo): void => {
  if (heads === undefined) return;
  if ('why' in heads) {
    const why = faultText(heads.why);
    io.err([
      `No signed heads lie beside the copy, so nobody can tell later whether it was altered: ${why}`,
      `Cạnh bản sao không có mốc đối chiếu đã ký, nên sau này không biết được nó có bị sửa không: ${why}`,
    ]);
    return;
  }
  writeNewFiles([{ path: headsBeside(file), text: heads.text, mode: 0o600 }]);
  keepNews(config, heads, io);
  io.out([
    `Signed heads of the copy: ${headsBeside(file)}. Keep one of them where nobody who administers the database can write.`,
    `Mốc đối chiếu đã ký của bản sao: ${headsBeside(file)}. Vui lòng giữ thêm một bản ở nơi người quản trị cơ sở dữ liệu không ghi được.`,
  ]);
};

/** The contents of a good copy; undefined when none was made. */
const makeBackup = async (
  from: string,
  file: string,
  config: Config,
  io: CommandIo,
): Promise<Contents | undefined> => {
  let copy: Copy = { faults: [] };
  const placed = await placeNewFile(file, async (path) => {
    copySqlite(from, path);
    copy = await checkCopy(path, config);
    const { contents, faults } = copy;
    if (contents === undefined || faults.length > 0) {
      const list = faults.map(faultText).join('\n  ');
      io.err([
        `No backup was made, because the copy does not hold:\n  ${list}`,
        `Chưa có bản sao lưu, vì bản sao không tốt:\n  ${list}`,
      ]);
      return false;
    }
    io.out([
      `Backup ${file}: opened and checked, ${describeContents(contents)}.`,
      `Bản sao lưu ${file}: đã mở và kiểm tra, ${describeContents(contents)}.`,
    ]);
    return true;
  });
  if (!placed) return undefined;
  writeHeads(file, config, copy.heads, io);
  return copy.contents;
};

/** A copy of the database is a reading of everything in it. */
const auditCopy = async (from: string, config: Config, { auditRows }: Contents): Promise<void> => {
  const db = await openStorage(`file:${from}`, macOf(config));
  const at = new Date().toISOString();
  const act = { at, actor: 'cli', action: 'database.copied', student: null, detail: { auditRows } };
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
    throw new UsageError(['backup takes one file', 'backup nhận đúng một tệp']);
  }
  const config = readConfigOr({ PUBLIC_URL: 'https://backup.invalid' });
  const from = sqliteFileOf(config.databaseUrl);
  if (from === undefined) {
    io.err([
      'This copies SQLite files only. For PostgreSQL use pg_dump; see the operator’s guide.',
      'Lệnh này chỉ sao chép tệp SQLite. Với PostgreSQL dùng pg_dump; xem server/OPERATING.md.',
    ]);
    return EX_USAGE;
  }
  const there = [file, headsBeside(file)].find((path) => existsSync(path));
  if (!existsSync(from) || there !== undefined) {
    io.err(
      there !== undefined
        ? say([`${there} exists already; nothing is overwritten.`, `${there} đã có; không ghi đè tệp nào.`])
        : say([`There is no database ${from}.`, `Không có cơ sở dữ liệu ${from}.`]),
    );
    return 1;
  }
  const contents = await makeBackup(from, file, config, io);
  if (contents === undefined) return 1;
  await auditCopy(from, config, contents);
  io.out([
    'The key files and the trust list are not in it: copy them too, now that the database is copied.',
    'Các tệp khóa và danh sách khóa tin cậy không nằm trong đó: vui lòng sao chép chúng ngay sau đây.',
  ]);
  return 0;
};
