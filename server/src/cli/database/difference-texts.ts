import type { Difference } from '../../records/rebuild/compare-year.ts';
import type { Said } from '../texts/said.ts';

const THINGS: Readonly<Record<Difference['what'], Said>> = {
  log: ['the log itself', 'chính nhật ký'],
  'class list': ['class list', 'danh sách lớp'],
  sheet: ['sheet', 'sổ điểm'],
  'year record': ['year record', 'học bạ của năm'],
  intent: ['frozen text', 'bản chờ ký'],
  document: ['document of devices', 'tài liệu gửi các máy'],
  credential: ['signed record', 'học bạ đã ký'],
};

const WAYS: Readonly<Record<Difference['how'], Said>> = {
  missing: ['is missing', 'bị thiếu'],
  extra: ['is not in the log', 'không có trong nhật ký'],
  other: ['stands otherwise', 'khác nhật ký'],
  older: [
    'began before it kept class lists and signatures: it says too little, and what is named below is no fault',
    'có từ trước khi ghi danh sách lớp và việc ký: không đủ để so, những gì nêu dưới đây không phải là lỗi',
  ],
};

/** The differences in a school year, in English and Vietnamese. */
export const differenceText = (name: string, { what, id, how }: Difference): Said => {
  const [thing, way] = [THINGS[what], WAYS[how]];
  const named = what === 'log' ? '' : ` ${id}`;
  return [`${name}: ${thing[0]}${named} ${way[0]}`, `${name}: ${thing[1]}${named} ${way[1]}`];
};
