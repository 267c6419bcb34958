import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { takeFileLock } from '../../storage/engine/sqlite/sqlite-lock.ts';
import type { CommandIo } from '../command.ts';
import { type Said, say } from '../texts/said.ts';

/** Why a demo cannot begin here; its text is for the person who started it. */
export class PlaceTaken extends Error {}

/** In every folder of a demo, so that no other folder is ever emptied. */
const MARKER = 'this-is-a-demo';

/** Takes the port before anything is touched; callers that come meanwhile are turned away. Throws PlaceTaken. */
export const takePort = async (port: number): Promise<() => Promise<void>> => {
  const server = createServer((socket: Socket) => socket.destroy());
  const listening = once(server, 'listening');
  // A demo that is refused for another reason must end.
  server.listen(port, '127.0.0.1').unref();
  try {
    await listening;
  } catch (error) {
    const { code } = error as { code?: unknown };
    const other = port < 65_535 ? port + 1 : port - 1;
    const why: Said =
      code === 'EADDRINUSE'
        ? ['is in use, perhaps by another demo', 'đang được dùng, có thể bởi một bản dùng thử khác']
        : [`cannot be opened (${code})`, `không mở được (${code})`];
    throw new PlaceTaken(
      say([
        `Port ${port} ${why[0]}. Say another: npx -y pnpm@10 demo --port ${other}`,
        `Cổng ${port} ${why[1]}. Vui lòng chọn cổng khác: npx -y pnpm@10 demo --port ${other}`,
      ]),
    );
  }
  return async () => {
    server.close();
    await once(server, 'close');
  };
};

/**
 * Keeps every other demo out of a folder as long as this process lives: the system itself gives the lock back when the
 * process ends, however it ends. Throws PlaceTaken.
 */
export const lockFolder = (folder: string): (() => void) => {
  makeFolder(dirname(folder));
  const unlock = takeFileLock(`${folder}.lock`);
  if (unlock !== undefined) return unlock;
  throw new PlaceTaken(
    say([
      `Another demo is using ${folder}. End it, or say another folder with --data.`,
      `Một bản dùng thử khác đang dùng ${folder}. Vui lòng dừng bản đó, hoặc chọn thư mục khác bằng --data.`,
    ]),
  );
};

const readyFile = (folder: string, port: string): string => join(folder, `ready-${port}`);

/** Whether a folder holds nothing that is not of a demo. */
const isOurs = (folder: string): boolean => {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.length === 0 || names.some((name) => name === MARKER || name.startsWith('ready-'));
};

/**
 * Prepares the folder: true when a whole province is there already. One that was being made when its process died is
 * thrown away, because half a province would only puzzle. Throws PlaceTaken for a folder with anything else in it.
 */
export const prepareFolder = (folder: string, port: string, fresh: boolean): boolean => {
  if (!isOurs(folder)) {
    throw new PlaceTaken(
      say([
        `${folder} holds files that are of no demo. Nothing was touched; say another --data.`,
        `${folder} có tệp không thuộc bản dùng thử nào. Chưa đụng đến gì; vui lòng chọn --data khác.`,
      ]),
    );
  }
  if (!fresh && existsSync(readyFile(folder, port))) return true;
  rmSync(folder, { recursive: true, force: true });
  makeFolder(folder, 0o700);
  writeFileSync(join(folder, MARKER), '');
  return false;
};

/** Says that the province is whole. */
export const markReady = (folder: string, port: string): void => writeFileSync(readyFile(folder, port), '');

/** Says why nothing was started; anything else goes on as it is. */
export const refuseTaken = (error: unknown, io: CommandIo): number => {
  if (!(error instanceof PlaceTaken)) throw error;
  io.err(error.message);
  return 1;
};
