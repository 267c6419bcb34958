import type { Sex } from '@hocba/shared/school/pupil/sex';
import { commonName, kinhName } from './names-kinh.ts';
import type { Random } from './random.ts';

const words = (list: string): readonly string[] => list.split(' ');

/** Families by people; those who share the common given names with the majority. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  Tày: words('Hoàng Ma Nông Hà Lương Chẩu Quan La Vi Hứa Triệu Bế Lộc Nguyễn Phùng Lý'),
  Nùng: words('Nông Hoàng Lý Vi Lục Long Lương Đàm Triệu Mông'),
  'Cao Lan': words('Hoàng Trần Lâm Ninh Tiêu Lục Đàm La Trịnh Âu'),
  'Sán Dìu': words('Ôn Lê Diệp Trương Lưu Từ Lục Ninh Tạ Đặng'),
  Mường: words('Bùi Quách Đinh Hà Phùng Nguyễn'),
};

const DAO = {
  families: words('Bàn Triệu Đặng Lý Phùng Phàn Chúc Tẩn'),
  male: {
    middle: words('Văn Tiến Hữu Kim Tòn Phúc Sềnh'),
    given: words('Quang Thành Nhất Phin Chòi Tiến Sơn Hưng'),
  },
  female: { middle: words('Thị Thị Mùi Thanh'), given: words('Mùi Nái Liều Hương Hoa Nhậy Hiên Duyên') },
};

const MONG = {
  families: words('Giàng Vàng Sùng Thào Hầu Lù Hạng Vừ Cư Ly'),
  male: { middle: words('A Seo Mí Văn'), given: words('Páo Sử Dình Chống Lềnh Tủa Sình Say Tính Pó') },
  female: { middle: words('Thị'), given: words("Mỷ Máy Dợ Súa Pà Chở Vá Dính Sua H'Mỷ") },
};

const ownName = (random: Random, people: typeof DAO, sex: Sex): string => {
  const { middle, given } = people[sex];
  return `${random.pick(people.families)} ${random.pick(middle)} ${random.pick(given)}`;
};

/** A name as families of this people give them. */
export const nameOf = (random: Random, ethnicity: string, sex: Sex): string => {
  if (ethnicity === 'Dao') return ownName(random, DAO, sex);
  if (ethnicity === 'Mông') return ownName(random, MONG, sex);
  const families = FAMILIES[ethnicity];
  return families === undefined
    ? kinhName(random, sex)
    : `${random.pick(families)} ${commonName(random, sex)}`;
};

/** Peoples of a province, each as often as its part of twenty. */
export const PEOPLES = {
  tuyenQuang: [
    ...Array(7).fill('Kinh'),
    ...Array(5).fill('Tày'),
    ...Array(3).fill('Dao'),
    ...Array(2).fill('Mông'),
    'Cao Lan',
    'Nùng',
    'Sán Dìu',
  ],
  haNoi: [...Array(18).fill('Kinh'), 'Mường', 'Tày'],
} as const satisfies Record<string, readonly string[]>;
