import { parseArgs } from 'node:util';
import type { DatabaseName } from '@hocba/shared/school/identifiers';
import { readConfig } from '../../config.ts';
import type { ProjectServices } from '../../records/projection/project.ts';
import { checkYear, replaceYear } from '../../records/rebuild/check-year.ts';
import type { Difference } from '../../records/rebuild/compare-year.ts';
import { listProjections } from '../../storage/queries/submissions.ts';
import { type CommandIo, type Run, UsageError, withDb } from '../command.ts';
import { type Said, say } from '../texts/said.ts';

const USAGE = `Usage: hocba rebuild [SCHOOL-YEAR …] [--replace]

Folds the log of each school year (08000101-2026-2027) from nothing, all of them when none is named, and names what
stands otherwise: class lists, sheets, year records, texts frozen for signing, documents of devices; by their ids. With
--replace it puts what the log says in their place; frozen and signed texts are never replaced.
Exit codes: 0 all stands as the log says or was replaced, 1 something stands otherwise, 64 wrong usage.`;

const USAGE_VI = `Cách dùng: hocba rebuild [TRƯỜNG-NĂM …] [--replace]

Dựng lại từ đầu mỗi năm học (08000101-2026-2027) theo nhật ký nội dung đã nhận, không ghi gì thì dựng tất cả, và nêu những
gì đang khác nhật ký: danh sách lớp, sổ điểm, học bạ của năm, bản chờ ký, tài liệu gửi các máy; theo mã của chúng. Có
--replace thì đặt lại theo nhật ký; bản chờ ký và bản đã ký không bao giờ bị thay.
Mã thoát: 0 mọi thứ đúng nhật ký hoặc đã đặt lại, 1 có chỗ khác nhật ký, 64 gọi lệnh sai.`;

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [USAGE, USAGE_VI];

const THINGS: Readonly<Record<Difference['what'], Said>> = {
  log: ['the log itself', 'chính nhật ký'],
  'class list': ['class list', 'danh sách lớp'],
  sheet: ['sheet', 'sổ điểm'],
  'year record': ['year record', 'học bạ của năm'],
  intent: ['frozen text', 'bản chờ ký'],
  document: ['document of devices', 'tài liệu gửi các máy'],
};

const WAYS: Readonly<Record<Difference['how'], Said>> = {
  missing: ['is missing', 'bị thiếu'],
  extra: ['is not in the log', 'không có trong nhật ký'],
  other: ['stands otherwise', 'khác nhật ký'],
};

const line = (name: string, { what, id, how }: Difference): string =>
  `${name}: ${say(THINGS[what])} ${id} ${say(WAYS[how])}`;

const REPLACED: Said = ['put in place as the log says', 'đã đặt lại theo nhật ký'];
const AS_LOGGED: Said = ['all stands as the log says', 'đúng như nhật ký'];

const rebuildYear = async (
  services: ProjectServices,
  name: DatabaseName,
  replaces: boolean,
  io: CommandIo,
): Promise<boolean> => {
  const found = await (replaces ? replaceYear(services, name) : checkYear(services, name));
  for (const difference of found) io.out(line(name, difference));
  if (found.length === 0) io.out(`${name}: ${say(AS_LOGGED)}`);
  if (found.length === 0 || !replaces) return found.length === 0;
  const left = await checkYear(services, name);
  for (const difference of left) io.err(line(name, difference));
  if (left.length === 0) io.out(`${name}: ${say(REPLACED)}`);
  return left.length === 0;
};

/** `hocba rebuild`: folds logs from nothing and compares, or replaces. */
export const run: Run = async (args, io) => {
  const options = { replace: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const { publicUrl: issuer, policy } = readConfig();
  return withDb(async (db) => {
    const all = (await listProjections(db)).map((row) => row.db as DatabaseName);
    const unknown = positionals.find((name) => !all.some((known) => known === name));
    if (unknown !== undefined) {
      const known = all.join(', ');
      throw new UsageError(
        say([
          `no school year ${unknown} in the log; there are: ${known}`,
          `nhật ký không có ${unknown}; có: ${known}`,
        ]),
      );
    }
    let isWell = true;
    for (const name of all.filter((one) => positionals.length === 0 || positionals.includes(one))) {
      isWell = (await rebuildYear({ db, issuer, policy }, name, values.replace === true, io)) && isWell;
    }
    return isWell ? 0 : 1;
  });
};
