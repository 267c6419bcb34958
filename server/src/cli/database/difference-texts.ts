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
    'began before it kept class lists and signatures, so it says too little to be folded from nothing',
    'có từ trước khi ghi danh sách lớp và việc ký, nên không đủ để dựng lại từ đầu',
  ],
};

/** The differences in a school year, in English and Vietnamese. */
export const differenceText = (name: string, { what, id, how }: Difference): Said => {
  const [thing, way] = [THINGS[what], WAYS[how]];
  return [`${name}: ${thing[0]} ${id} ${way[0]}`, `${name}: ${thing[1]} ${id} ${way[1]}`];
};
