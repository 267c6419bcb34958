/** Vietnamese texts of the area `common`: words that many pages use. */
export const common = {
  cancel: 'Hủy',
  close: 'Đóng',
  hidePassword: 'Ẩn mật khẩu',
  hk1: 'Học kỳ I',
  hk2: 'Học kỳ II',
  summer: 'Trong hè',
  issuedAt: 'Ngày cấp',
  issuedBy: 'Người cấp',
  later: 'Để sau',
  opening: 'Đang mở…',
  reload: 'Tải lại',
  schoolYear: 'Năm học {{year}}',
  showPassword: 'Hiện mật khẩu',
  waitSeconds: 'Thử lại được sau {{count}} giây.',
  waitMinutes: 'Thử lại được sau {{count}} phút.',
} as const;
