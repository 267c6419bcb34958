/** A pupil as an official list says. */
export interface ListedPupil {
  readonly code: string;
  readonly birthDate: string;
  readonly sex: 'male' | 'female';
  readonly personalId: string;
  readonly ethnicity: string;
  readonly name: string;
}

/** Class 8A1 of Tân Trào as in the sample spreadsheet: code, birth date, sex, personal number, ethnicity, name. */
const LIST = `
0812345642 2013-08-22 female 008313824178 Cao Lan, Hoàng Ngọc An
0812345831 2013-10-05 female 008313970956 Tày, Phùng Mai Ánh
0812345607 2013-08-14 female 008313875309 Mông, Giàng Mai Ân
0812345698 2013-11-24 female 008313277821 Tày, Nông Thị Ánh Chi
0812345684 2013-12-19 female 008313483365 Mông, Hoàng Thị Thu Dung
0812345782 2013-09-11 female 008313351811 Kinh, Hứa Thảo Dung
0812345628 2013-11-24 female 008313712825 Kinh, Trần Thị Dung
0812345775 2013-04-08 male 008213604513 Cao Lan, Trần Đức Dũng
0812345691 2013-12-24 male 008213819730 Mông, Triệu Văn Dũng
0812345663 2013-09-13 male 008213375997 Tày, Lê Xuân Đạt
0812345810 2013-10-27 male 008213892853 Mông, Vũ Minh Đạt
0812345845 2013-11-17 female 008313785732 Kinh, Vũ Mai Hiền
0812345670 2013-09-17 female 008313541611 Kinh, Bàn Thị Hoa
0812345719 2013-12-26 female 008313614221 Mông, Triệu Mai Hoa
0812345824 2013-08-19 male 008213206793 Kinh, Ma Quang Hoà
0812345614 2013-11-26 male 008213595456 Dao, Trần Đức Hoà
0812345852 2013-08-14 male 008213316567 Cao Lan, Triệu Gia Huy
0812345803 2013-09-10 male 008213570853 Mông, Hà Tuấn Nam
0812345796 2013-10-13 female 008313679688 Dao, Ma Thị Ngân
0812345866 2013-02-13 female 008313194749 Nùng, Quan Mai Ngân
0812345621 2013-02-24 female 008313846454 Mông, Phùng Thị Ánh Nhung
0812345873 2013-09-11 male 008213366051 Kinh, Hà Quang Quân
0812345656 2013-04-10 male 008213216423 Tày, Hoàng Gia Quân
0812345726 2013-12-15 male 008213981926 Nùng, Nguyễn Minh Quân
0812345733 2013-01-20 male 008213405332 Nùng, Quan Minh Quân
0812345754 2013-12-28 male 008213658904 Cao Lan, Sùng Tuấn Quân
0812345768 2013-01-16 male 008213466757 Kinh, Triệu Minh Quân
0812345789 2013-08-21 male 008213349743 Dao, Giàng Hữu Sơn
0812345761 2013-09-07 male 008213121661 Cao Lan, Trần Hữu Sơn
0812345747 2013-01-15 male 008213860019 Nùng, Đặng Minh Thành
0812345712 2013-08-16 female 008313308674 Kinh, Hà Khánh Thủy
0812345817 2013-06-01 female 008313147218 Cao Lan, Phùng Khánh Thủy
0812345635 2013-12-21 female 008313504777 Cao Lan, Phùng Thảo Thủy
0812345677 2013-09-23 female 008313855528 Nùng, Ma Thảo Trang
0812345740 2013-04-17 female 008313680571 Nùng, Chẩu Mai Tuyết
0812345880 2013-03-25 female 008313376496 Cao Lan, Hứa Thị Hồng Tuyết
0812345649 2013-05-08 female 008313894578 Dao, Ma Thị Ánh Tuyết
0812345678 2013-05-17 female 008313502552 Kinh, Nguyễn Thị Ánh Tuyết
0812345838 2013-11-25 male 008213871737 Mông, Lê Đức Việt
0812345859 2013-03-20 female 008313307288 Nùng, Triệu Thị Thu Ý
0812345705 2013-08-01 female 008313430012 Tày, Bàn Thị Ánh Yến
0812345887 2013-10-02 female 008313493086 Tày, Sùng Thị Hồng Yến
`;

/** The 42 pupils of the sample spreadsheet, in the order of its list. */
export const CLASS_8A1: readonly ListedPupil[] = LIST.trim()
  .split('\n')
  .map((line) => {
    const [head = '', name = ''] = line.split(', ');
    const [code = '', birthDate = '', sex, personalId = '', ...ethnicity] = head.split(' ');
    return {
      code,
      birthDate,
      sex: sex === 'male' ? 'male' : 'female',
      personalId,
      ethnicity: ethnicity.join(' '),
      name,
    };
  });
