import type { Instant } from '@hocba/shared/calendar/vietnam-time';
import { formatBirthDate } from '@hocba/shared/school/pupil/birth-date';
import { readLanguage } from '../../config.ts';
import { formatMoment } from '../texts/moment.ts';
import { say } from '../texts/said.ts';
import { inVietnamese } from '../texts/sentence-texts-vi.ts';
import type { Fault } from './check-contents.ts';
import { withCodeWords } from './signed-record-words.ts';

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
  derived: 'dữ liệu dựng từ nhật ký',
  credentials: 'học bạ đã ký',
  heads: 'mốc đối chiếu',
  since: 'mốc đối chiếu của tệp',
  classes: 'danh sách lớp',
  pupils: 'học sinh',
  accounts: 'tài khoản',
  assignments: 'phân công',
  senders: 'quyền của người gửi',
  grants: 'tra cứu',
  guardians: 'người giám hộ',
  dossiers: 'hồ sơ',
  confirmations: 'giấy xác nhận',
  canaries: 'học sinh mồi',
  jobs: 'việc nền',
  projections: 'nội dung chờ xử lý',
  clock: 'đồng hồ',
  messages: 'tin gửi gia đình',
};

const INSTANT = /20\d{2}-\d{2}-\d{2}T[\d:.]+Z/g;

/** A fault in Vietnamese, with days as the office writes them. */
const faultInVietnamese = (fault: string): string =>
  inVietnamese(fault).replace(
    /\bngày (\d{4}-\d{2}-\d{2})/,
    (_, day: string) => `ngày ${formatBirthDate(day)}`,
  );

/** A fault as a person reads it: in the language of the person who asks, with times of Vietnam. */
export const faultText = (fault: Fault): string => {
  const whole = typeof fault === 'string' ? withCodeWords(fault) : say(fault);
  const words = typeof fault === 'string' && readLanguage() === 'vi' ? faultInVietnamese(whole) : whole;
  const zone = say(['Vietnam time', 'giờ Việt Nam']);
  return words.replace(INSTANT, (instant) => `${formatMoment(instant as Instant)} (${zone})`);
};

/** One line of the answer: what was looked at, and whether it is well. */
export const checkText = (name: string, isWell: boolean): string =>
  say([
    `${name.padEnd(12)} ${isWell ? 'ok' : 'FAILED'}`,
    `${name.padEnd(12)} ${(NAMES[name] ?? '').padEnd(24)} ${isWell ? 'tốt' : 'CÓ LỖI'}`,
  ]);
