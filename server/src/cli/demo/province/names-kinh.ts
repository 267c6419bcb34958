import type { Sex } from '@hocba/shared/school/pupil/sex';
import type { Random } from './random.ts';

const words = (list: string): readonly string[] => list.split(' ');

/** The commonest families several times, roughly as often as in the country. */
const FAMILIES = words(
  'Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Phạm Hoàng Vũ Phan Đặng Bùi Đỗ Ngô Dương Đinh Đoàn Trịnh Mai Tạ Cao Lưu Hồ Tô Kiều',
);
const MIDDLE_MALE = words('Văn Đức Minh Quang Hữu Gia Tuấn Xuân Thành Công Hoàng Anh Quốc Trung Ngọc');
const MIDDLE_FEMALE = words('Thị Thị Thị Ngọc Thu Khánh Thảo Mai Phương Minh Hồng Bảo Hà Thanh Diệu');
const SECOND_FEMALE = words('Hoài Cẩm Kim Tú');
const GIVEN_MALE = words(
  'An Bách Bảo Cường Dũng Duy Dương Đạt Đức Giang Hải Hiếu Hoàng Hùng Huy Khánh Khôi Kiên Lâm Long Minh Nam Nghĩa Phong Phúc Quân Quang Sơn Tân Thành Thái Tiến Toàn Trung Tú Tuấn Tùng Việt Vinh Vũ',
);
const GIVEN_FEMALE = words(
  'An Anh Ánh Bình Chi Diệp Dung Duyên Giang Hà Hạnh Hân Hằng Hiền Hoa Hoà Huyền Hương Khuê Lan Linh Loan Ly Mai My Nga Ngân Ngọc Nhi Nhung Oanh Phương Quỳnh Tâm Thảo Thu Thuỷ Trang Trâm Tuyết Uyên Vân Vy Xuân Yến',
);

/** Middle and given name as most families of the country choose them today. */
export const commonName = (random: Random, sex: Sex): string => {
  const middle = random.pick(sex === 'male' ? MIDDLE_MALE : MIDDLE_FEMALE);
  const given = random.pick(sex === 'male' ? GIVEN_MALE : GIVEN_FEMALE);
  const second = sex === 'female' && random.chance(30) ? ` ${random.pick(SECOND_FEMALE)}` : '';
  return `${middle}${second} ${given}`;
};

/** A name of the Kinh majority. */
export const kinhName = (random: Random, sex: Sex): string =>
  `${random.pick(FAMILIES)} ${commonName(random, sex)}`;
