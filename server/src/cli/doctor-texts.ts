import type { Instant } from '@hocba/shared/calendar/vietnam-time';
import { formatBirthDate } from '@hocba/shared/school/birth-date';
import { readLanguage } from '../config.ts';
import { formatMoment } from './moment.ts';
import { say } from './said.ts';

/** Vietnamese names of what doctor looks at; its own names stay beside them, because the guide uses these. */
const NAMES: Readonly<Record<string, string>> = {
  keys: 'khóa và danh sách khóa',
  exposed: 'quyền đọc tệp',
  schema: 'cấu trúc dữ liệu',
  age: 'độ mới của dữ liệu',
  integrity: 'tệp cơ sở dữ liệu',
  disk: 'ổ đĩa',
  audit: 'sổ kiểm tra',
  submissions: 'nội dung đã nhận',
  jobs: 'việc nền',
  projections: 'nội dung chờ xử lý',
  clock: 'đồng hồ',
};

/**
 * Faults come in English from the parts that know them, which also log them; these are their words. A sentence that is
 * worded anew has to be worded anew here: `test/contract/command-texts.test.ts` finds it.
 */
export const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^audit: the chain is broken at row (\d+)$/, 'sổ kiểm tra: chuỗi bị đứt ở dòng $1'],
  [/^the chain is broken at row (\d+)$/, 'chuỗi bị đứt ở dòng $1'],
  [/^submissions of (.+): the chain does not fit$/, 'nội dung đã nhận của $1: chuỗi không khớp'],
  [/^the chain of (.+) does not fit$/, 'chuỗi của $1 không khớp'],
  [
    /^the change of (\S+) of (\S+) to nobody on (\S+)/,
    'thay đổi phân công $1 của trường $2 (không giao cho ai từ ngày $3)',
  ],
  [
    /^the change of (\S+) of (\S+) to (\S+) on (\S+)/,
    'thay đổi phân công $1 của trường $2 (giao cho $3 từ ngày $4)',
  ],
  [
    /; "hocba account planned" lists it, and calls it off with --cancel$/,
    '; "hocba account planned" liệt kê, thêm --cancel để hủy',
  ],
  [/ was given up: /, ' đã phải bỏ dở: '],
  [/ waits since (.+)$/, ' chờ từ $1'],
  [
    /^it stands before a time that the registry has seen$/,
    'đồng hồ của máy chậm hơn một thời điểm đã ghi trong dữ liệu',
  ],
  [
    /^it is not the one of this program; run "hocba migrate"$/,
    'chưa đúng cấu trúc của chương trình này; vui lòng chạy "hocba migrate"',
  ],
  [
    /^schema: not the one of this program; run "hocba migrate" first$/,
    'chưa đúng cấu trúc của chương trình này; vui lòng chạy "hocba migrate" trước',
  ],
  [/^signed record (\S+): /, 'học bạ đã ký $1: '],
  [
    /^there is no database (.+); run "hocba migrate"$/,
    'chưa có cơ sở dữ liệu $1; vui lòng chạy "hocba migrate"',
  ],
  [/^less than 256 MiB are free$/, 'còn trống dưới 256 MiB'],
  [
    /^(.+) can be read by others on this machine: chmod 600 (.+)$/,
    '$1 người khác trên máy này đọc được; vui lòng chạy: chmod 600 $2',
  ],
  [
    /^(.+) lies beside the signing key: .*$/,
    '$1 nằm cạnh khóa ký: vui lòng chuyển sang thiết bị không nối mạng và giữ thêm một bản',
  ],
  [
    /^The database is an older copy .*\((\d+) of (\d+) changes, as (.+) says\)[\s\S]*$/,
    'Đây là bản cũ của cơ sở dữ liệu đã chạy ($1 trên $2 thay đổi, theo $3), các máy của trường không nhận ra được.\n  Chuyển bản này đi rồi đặt bản đúng vào chỗ bằng "hocba restore BẢN-SAO --verify"; với PostgreSQL xem server/OPERATING.md, mục "Backup" và "PostgreSQL".',
  ],
  [
    /^the (trust list|signing key) expires on (\S+), in (\d+) days?; run (.+)$/,
    '$1 hết hạn ngày $2, còn $3 ngày; chạy $4',
  ],
  [
    /^the trust list has expired on (\S+): .*; run (.+)$/,
    'trust list đã hết hạn ngày $1: không kiểm tra được học bạ nào; chạy $2',
  ],
  [
    /^the signing key has expired on (\S+): .*; run (.+)$/,
    'signing key đã hết hạn ngày $1: không ký được học bạ nào; chạy $2',
  ],
  [/^trust list\b/, 'danh sách khóa tin cậy'],
  [/^signing key\b/, 'khóa ký'],
  [/^the file is not the database of a registry$/, 'tệp này không phải cơ sở dữ liệu của hệ thống'],
  [/^a row of (\S+) points at a row that is not there$/, 'một dòng của bảng $1 trỏ đến dòng không có'],
  [
    /^The session key file (.+) cannot be read; [\s\S]*$/,
    'Không đọc được tệp khóa phiên $1; "hocba keys create" tạo tệp đầu tiên, server/OPERATING.md, mục "Backup", nói cách thay tệp đã mất',
  ],
];

const INSTANT = /20\d{2}-\d{2}-\d{2}T[\d:.]+Z/g;

const inVietnamese = (fault: string): string =>
  FAULTS.reduce((text, [english, vietnamese]) => text.replace(english, vietnamese), fault).replace(
    /\bngày (\d{4}-\d{2}-\d{2})/,
    (_, day: string) => `ngày ${formatBirthDate(day)}`,
  );

/** A fault as a person reads it: in the language of the person who asks, with times of Vietnam. */
export const faultText = (fault: string): string => {
  const words = readLanguage() === 'vi' ? inVietnamese(fault) : fault;
  const zone = say(['Vietnam time', 'giờ Việt Nam']);
  return words.replace(INSTANT, (instant) => `${formatMoment(instant as Instant)} (${zone})`);
};

/** One line of the answer: what was looked at, and whether it is well. */
export const checkText = (name: string, isWell: boolean): string =>
  say([
    `${name.padEnd(12)} ${isWell ? 'ok' : 'FAILED'}`,
    `${name.padEnd(12)} ${(NAMES[name] ?? '').padEnd(24)} ${isWell ? 'tốt' : 'CÓ LỖI'}`,
  ]);
