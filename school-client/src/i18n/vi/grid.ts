/** Vietnamese texts of the area `grid`; the source language. */
export const grid = {
  order: 'STT',
  name: 'Họ và tên',
  blank: 'trống',
  wrong: '⚠ Chưa đúng',
  readOnly: 'Ô này chỉ để xem, không nhập được.',
  pasted: 'Đã dán {{count}} ô.',
  filled: 'Đã điền {{count}} ô.',
  cleared: 'Đã xóa {{count}} ô. Nhấn Ctrl+Z để lấy lại.',
  undone: 'Đã hoàn tác {{count}} ô.',
  redone: 'Đã làm lại {{count}} ô.',
  refused: 'Bỏ qua {{count}} ô chỉ để xem hoặc nằm ngoài bảng.',
  mark: {
    unsent: 'chưa gửi',
    contested: 'có hai giá trị khác nhau, cần chọn một',
    warning: 'cần xem lại',
  },
  keys: 'Enter: xuống dòng · F2: sửa · Ctrl+Z: hoàn tác · Ctrl+F: tìm học sinh',
  findNone: 'Không có học sinh nào khớp',
  findCount: '{{at}}/{{count}}',
  findClose: 'Đóng',
  noRows: 'Lớp chưa có học sinh. Văn thư nhập danh sách lớp trước, sau đó bảng điểm mở ra ở đây.',
} as const;
