import { parseArgs } from 'node:util';
import type { DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import { readConfig } from '../../config.ts';
import type { ProjectServices } from '../../records/projection/project.ts';
import { checkYear, rebuildYear } from '../../records/rebuild/rebuild-year.ts';
import { listProjections } from '../../storage/queries/submissions.ts';
import { type CommandIo, type Run, UsageError, withDb } from '../command.ts';
import { type Said, say } from '../texts/said.ts';
import { differenceText } from './difference-texts.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage: hocba rebuild [SCHOOL-YEAR …] [--replace]

Folds the log of each school year (08000101-2026-2027) from nothing, all of them when none is named, and names what
stands otherwise: class lists, sheets, year records, texts frozen for signing, documents of devices, signed records; by their
ids. With --replace it puts what the log says in their place; frozen and signed texts are never replaced, and nothing is by a
log that was altered or began before it kept class lists.
Exit codes: 0 all stands as the log says or was replaced, 1 something stands otherwise, 64 wrong usage.`,
  `Cách dùng: hocba rebuild [TRƯỜNG-NĂM …] [--replace]

Dựng lại từ đầu mỗi năm học (08000101-2026-2027) theo nhật ký nội dung đã nhận, không ghi gì thì dựng tất cả, và nêu những
gì đang khác nhật ký: danh sách lớp, sổ điểm, học bạ của năm, bản chờ ký, tài liệu gửi các máy, học bạ đã ký; theo mã
của chúng. Có --replace thì đặt lại theo nhật ký; bản chờ ký và bản đã ký không bao giờ bị thay, và không thay gì theo một
nhật ký đã bị sửa hoặc có từ trước khi ghi danh sách lớp.
Mã thoát: 0 mọi thứ đúng nhật ký hoặc đã đặt lại, 1 có chỗ khác nhật ký, 64 gọi lệnh sai.`,
];

const REPLACED: Said = ['put in place as the log says', 'đã đặt lại theo nhật ký'];
const KEPT: Said = ['nothing was replaced', 'không thay gì'];
const AS_LOGGED: Said = ['all stands as the log says', 'đúng như nhật ký'];

/** Prints what one school year has otherwise; whether all stands as its log says now. */
const rebuild = async (
  services: ProjectServices,
  name: DatabaseName,
  replaceAt: Instant | undefined,
  io: CommandIo,
): Promise<boolean> => {
  const { differences, isReplaced } = await rebuildYear(services, name, replaceAt);
  for (const difference of differences) io.out(differenceText(name, difference));
  if (differences.length === 0) io.out(`${name}: ${say(AS_LOGGED)}`);
  if (differences.length === 0 || replaceAt === undefined) return differences.length === 0;
  io.out(`${name}: ${say(isReplaced ? REPLACED : KEPT)}`);
  const left = isReplaced ? await checkYear(services, name) : differences;
  if (isReplaced) for (const difference of left) io.out(differenceText(name, difference));
  return left.length === 0;
};

/** `hocba rebuild`: folds logs from nothing and compares, or replaces. */
export const run: Run = async (args, io) => {
  const options = { replace: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const { publicUrl: issuer, policy } = readConfig();
  const replaceAt = values.replace === true ? (new Date().toISOString() as Instant) : undefined;
  return withDb(async (db) => {
    const all = (await listProjections(db)).map((row) => row.db as DatabaseName);
    const unknown = positionals.find((name) => !all.some((known) => known === name));
    if (unknown !== undefined) {
      const known = all.join(', ');
      throw new UsageError([
        `no school year ${unknown} in the log; there are: ${known}`,
        `nhật ký không có ${unknown}; có: ${known}`,
      ]);
    }
    let isWell = true;
    for (const name of all.filter((one) => positionals.length === 0 || positionals.includes(one))) {
      isWell = (await rebuild({ db, issuer, policy }, name, replaceAt, io)) && isWell;
    }
    return isWell ? 0 : 1;
  });
};
