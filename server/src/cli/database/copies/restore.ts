import { constants, copyFileSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../../../config.ts';
import { makeFolder } from '../../../files/make-folder.ts';
import { describeFault } from '../../../storage/engine/away.ts';
import { migrate } from '../../../storage/engine/migrate.ts';
import { openStorage } from '../../../storage/engine/open.ts';
import {
  checkSqliteFile,
  listSqliteFiles,
  placeNewFile,
  sqliteFileOf,
} from '../../../storage/engine/sqlite/sqlite-file.ts';
import { type CommandIo, EX_USAGE, macOf, type Run, UsageError, withDb } from '../../command.ts';
import { type Said, say } from '../../texts/said.ts';
import type { Fault } from '../check-contents.ts';
import { unfitTexts } from '../check-database.ts';
import { faultText } from '../doctor-texts.ts';
import { giveNewEpoch, readTrustList, type Witnesses } from './new-epoch.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage: hocba restore FILE --verify
       hocba restore --epoch

Puts a copy made by "hocba backup" in the place of the SQLite database of DATABASE_URL. Stop the registry first and move
its database away, with what SQLite keeps beside it (-wal, -shm): nothing is overwritten. The copy is brought to the
schema of this program; every page, both chains, every school year against its log folded anew, every signed record against
TRUST_LIST_FILE, and the signed heads in FILE.heads and of this registry are checked, and it gets a new epoch, so that devices
compare everything and send again what it lacks. Unless all of it holds, nothing is put in place. --verify has to be said;
there is no restoring without.
--epoch checks a database that other means have put in its place (pg_restore) in the same way and gives it a new epoch. Stop the
registry first.
Exit codes: 0 done, 1 refused or the copy does not hold, 64 wrong usage, or a FILE for PostgreSQL (use pg_restore).`,
  `Cách dùng: hocba restore TỆP --verify
           hocba restore --epoch

Đặt một bản sao do "hocba backup" tạo vào chỗ cơ sở dữ liệu SQLite của DATABASE_URL. Trước hết dừng hệ thống và chuyển cơ sở dữ
liệu của nó đi, kể cả các tệp SQLite để bên cạnh (-wal, -shm): không ghi đè gì. Bản sao được đưa về đúng cấu trúc của chương
trình này; từng trang, cả hai chuỗi, từng năm học so với nhật ký dựng lại từ đầu, mọi học bạ đã ký (theo TRUST_LIST_FILE) và các
mốc đối chiếu đã ký trong TỆP.heads và của hệ thống này được kiểm tra, và bản sao nhận một kỷ nguyên mới, để các máy so lại
tất cả và gửi lại phần còn thiếu. Chỉ đặt vào chỗ khi mọi thứ đều tốt. Phải ghi --verify; không có cách khôi phục nào khác.
--epoch kiểm tra như vậy một cơ sở dữ liệu đã được đặt vào chỗ bằng cách khác (pg_restore) và cho nó một kỷ nguyên mới. Vui lòng
dừng hệ thống trước.
Mã thoát: 0 xong, 1 bị từ chối hoặc bản sao không tốt, 64 gọi lệnh sai, hoặc có TỆP mà dùng PostgreSQL (dùng pg_restore).`,
];

const makeRestored = async (path: string, witnesses: Witnesses, io: CommandIo): Promise<readonly Fault[]> => {
  const damaged = checkSqliteFile(path);
  if (damaged.length > 0) return damaged;
  const db = await openStorage(`file:${path}`, macOf(witnesses.config));
  try {
    const older = await migrate(db);
    if (older !== undefined && unfitTexts(older.unfit).length > 0) return unfitTexts(older.unfit);
    return await giveNewEpoch(db, witnesses, io);
  } catch (error) {
    return [describeFault(error)];
  } finally {
    await db.close();
  }
};

const restore = async (file: string, place: string, config: Config, io: CommandIo): Promise<number> => {
  const witnesses = { config, trustList: readTrustList(config), copy: file };
  makeFolder(dirname(place));
  const placed = await placeNewFile(place, async (path) => {
    copyFileSync(file, path, constants.COPYFILE_EXCL);
    const faults = await makeRestored(path, witnesses, io);
    const list = faults.map(faultText).join('\n  ');
    if (faults.length > 0) {
      io.err([
        `Nothing was put in place. What does not hold:\n  ${list}`,
        `Chưa đặt gì vào chỗ. Những chỗ không tốt:\n  ${list}`,
      ]);
    }
    return faults.length === 0;
  });
  if (!placed) return 1;
  io.out([
    `${place} is in place with a new epoch: devices compare everything when the registry is started.`,
    `${place} đã vào chỗ với kỷ nguyên mới: các máy so lại tất cả khi hệ thống chạy lại.`,
  ]);
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

const renewEpoch = async (config: Config, io: CommandIo): Promise<number> => {
  const witnesses = { config, trustList: readTrustList(config) };
  const faults = await withDb((db) => giveNewEpoch(db, witnesses, io));
  const list = faults.map(faultText).join('\n  ');
  if (faults.length === 0) {
    io.out([
      'The database has a new epoch: devices compare everything when the registry is started.',
      'Cơ sở dữ liệu đã có kỷ nguyên mới: các máy so lại tất cả khi hệ thống chạy lại.',
    ]);
    return 0;
  }
  io.err([
    `Nothing was changed. What does not hold:\n  ${list}`,
    `Chưa thay đổi gì. Những chỗ không tốt:\n  ${list}`,
  ]);
  return 1;
};

/** `hocba restore`: verifies a copy whole and puts it in the place of a database that was moved away. */
export const run: Run = async (args, io) => {
  const options = { verify: { type: 'boolean' }, epoch: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (values.epoch === true) {
    if (file === undefined && values.verify === undefined) return renewEpoch(readConfig(), io);
    throw new UsageError(['--epoch takes no file', '--epoch không nhận tệp']);
  }
  if (file === undefined || more.length > 0) {
    throw new UsageError(['restore takes one file', 'restore nhận đúng một tệp']);
  }
  if (values.verify !== true) {
    throw new UsageError([
      'restore always verifies: say --verify',
      'restore luôn kiểm tra: vui lòng ghi --verify',
    ]);
  }
  const config = readConfig();
  const place = sqliteFileOf(config.databaseUrl);
  if (place === undefined) {
    io.err([
      'This restores SQLite files only. For PostgreSQL use pg_restore; see the operator’s guide.',
      'Lệnh này chỉ khôi phục tệp SQLite. Với PostgreSQL dùng pg_restore; xem server/OPERATING.md.',
    ]);
    return EX_USAGE;
  }
  const obstacle = findObstacle(file, place);
  if (obstacle === undefined) return restore(file, place, config, io);
  io.err(obstacle);
  return 1;
};
