import { randomUUID } from 'node:crypto';
import { constants, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type Config, readConfig } from '../../config.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { checkCredentials } from '../../issuing/check-credentials.ts';
import { describeFault } from '../../storage/engine/away.ts';
import type { Mac } from '../../storage/engine/chain-mac.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import {
  checkSqliteFile,
  listSqliteFiles,
  placeNewFile,
  sqliteFileOf,
} from '../../storage/engine/sqlite/sqlite-file.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { putSetting } from '../../storage/queries/settings.ts';
import { type CommandIo, EX_USAGE, macOf, type Run, UsageError } from '../command.ts';
import { type Said, say } from '../texts/said.ts';
import { checkDerived, type Fault } from './check-contents.ts';
import { checkChains, describeContents } from './check-database.ts';
import { faultText } from './doctor-texts.ts';

const USAGE = `Usage: hocba restore FILE --verify

Puts a copy made by "hocba backup" in the place of the SQLite database of DATABASE_URL. Stop the registry first and move
its database away, with what SQLite keeps beside it (-wal, -shm): nothing is overwritten. The copy is brought to the
schema of this program; every page, both chains, every school year against its log folded anew and every signed record
against TRUST_LIST_FILE are checked, and it gets
a new epoch, so that devices compare everything and send again what it lacks. Unless all of it holds, nothing is put in
place. --verify has to be said; there is no restoring without.
Exit codes: 0 done, 1 refused or the copy does not hold, 64 wrong usage or PostgreSQL (use pg_restore).`;

const USAGE_VI = `Cách dùng: hocba restore TỆP --verify

Đặt một bản sao do "hocba backup" tạo vào chỗ cơ sở dữ liệu SQLite của DATABASE_URL. Trước hết dừng hệ thống và chuyển cơ sở dữ
liệu của nó đi, kể cả các tệp SQLite để bên cạnh (-wal, -shm): không ghi đè gì. Bản sao được đưa về đúng cấu trúc của chương
trình này; từng trang, cả hai chuỗi, từng năm học so với nhật ký dựng lại từ đầu và mọi học bạ đã ký theo TRUST_LIST_FILE được kiểm tra, và bản sao nhận một kỷ nguyên mới, để
các máy so lại tất cả và gửi lại phần còn thiếu. Chỉ đặt vào chỗ khi mọi thứ đều tốt. Phải ghi --verify; không có cách khôi phục
nào khác.
Mã thoát: 0 xong, 1 bị từ chối hoặc bản sao không tốt, 64 gọi lệnh sai hoặc dùng PostgreSQL (dùng pg_restore).`;

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [USAGE, USAGE_VI];

const readTrustList = ({ trustListFile }: Config): string => {
  try {
    return readFileSync(trustListFile, 'utf8').trim();
  } catch {
    throw new UsageError(
      say([
        `${trustListFile} cannot be read: the trust list is needed to verify signed records`,
        `không đọc được ${trustListFile}: cần danh sách khóa tin cậy để kiểm tra học bạ đã ký`,
      ]),
    );
  }
};

/** What a copy is checked against. */
interface Seals extends Pick<Config, 'publicUrl' | 'policy'> {
  readonly trustList: string;
  readonly mac: Mac;
}

/** Everything is checked before anything is changed, so that all faults are listed at once. */
const makeRestored = async (path: string, seals: Seals, io: CommandIo): Promise<readonly Fault[]> => {
  const { trustList, mac } = seals;
  const damaged = checkSqliteFile(path);
  if (damaged.length > 0) return damaged;
  const db = await openStorage(`file:${path}`, mac);
  try {
    await migrate(db);
    const at = new Date().toISOString() as Instant;
    const { contents, faults } = await checkChains(db);
    const records = await checkCredentials(db, trustList, at);
    const derived = faults.length > 0 ? [] : await checkDerived({ ...seals, db, tell: io.err });
    const all = [...faults, ...records.faults, ...derived];
    if (all.length > 0) return all;
    const act = { at, actor: 'cli', action: 'registry.restored', student: null, detail: contents };
    await db.commit([putSetting('epoch', randomUUID()), appendAudit(act)]);
    io.out(`${say(['Verified', 'Đã kiểm tra'])}: ${describeContents(contents)}.`);
    if (records.compromised > 0) {
      io.out(
        say([
          `${records.compromised} records were signed with a key that is compromised: nobody can verify them.`,
          `${records.compromised} học bạ ký bằng khóa đã bị lộ: không ai kiểm tra được.`,
        ]),
      );
    }
    return [];
  } catch (error) {
    return [describeFault(error)];
  } finally {
    await db.close();
  }
};

const restore = async (file: string, place: string, seals: Seals, io: CommandIo): Promise<number> => {
  makeFolder(dirname(place));
  const placed = await placeNewFile(place, async (path) => {
    copyFileSync(file, path, constants.COPYFILE_EXCL);
    const faults = await makeRestored(path, seals, io);
    const list = faults.map(faultText).join('\n  ');
    if (faults.length > 0) {
      io.err(
        say([
          `Nothing was put in place. What does not hold:\n  ${list}`,
          `Chưa đặt gì vào chỗ. Những chỗ không tốt:\n  ${list}`,
        ]),
      );
    }
    return faults.length === 0;
  });
  if (!placed) return 1;
  io.out(
    say([
      `${place} is in place with a new epoch: devices compare everything when the registry is started.`,
      `${place} đã vào chỗ với kỷ nguyên mới: các máy so lại tất cả khi hệ thống chạy lại.`,
    ]),
  );
  return 0;
};

/** Why a copy cannot be put in the place of a database; undefined when it can. */
const findObstacle = (file: string, place: string): string | undefined => {
  const there = listSqliteFiles(place);
  if (there.length > 0) {
    return say([
      `Nothing is overwritten. Stop the registry and move away: ${there.join(', ')}`,
      `Không ghi đè gì. Vui lòng dừng hệ thống và chuyển đi: ${there.join(', ')}`,
    ]);
  }
  if (!existsSync(file)) return say([`There is no file ${file}.`, `Không có tệp ${file}.`]);
  const [, ...beside] = listSqliteFiles(file);
  if (beside.length === 0) return undefined;
  return say([
    `${file} was in use or copied without "hocba backup": what came last may be in ${beside.join(', ')}.`,
    `${file} đang được dùng hoặc chép không qua "hocba backup": phần mới nhất có thể ở ${beside.join(', ')}.`,
  ]);
};

/** `hocba restore`: verifies a copy whole and puts it in the place of a database that was moved away. */
export const run: Run = async (args, io) => {
  const options = { verify: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new UsageError(say(['restore takes one file', 'restore nhận đúng một tệp']));
  }
  if (values.verify !== true) {
    throw new UsageError(
      say(['restore always verifies: say --verify', 'restore luôn kiểm tra: vui lòng ghi --verify']),
    );
  }
  const config = readConfig();
  const place = sqliteFileOf(config.databaseUrl);
  if (place === undefined) {
    io.err(
      say([
        'This restores SQLite files only. For PostgreSQL use pg_restore; see the operator’s guide.',
        'Lệnh này chỉ khôi phục tệp SQLite. Với PostgreSQL dùng pg_restore; xem server/OPERATING.md.',
      ]),
    );
    return EX_USAGE;
  }
  const obstacle = findObstacle(file, place);
  const seals = { ...config, trustList: readTrustList(config), mac: macOf(config) };
  if (obstacle === undefined) return restore(file, place, seals, io);
  io.err(obstacle);
  return 1;
};
