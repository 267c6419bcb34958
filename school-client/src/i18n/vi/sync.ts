/** Vietnamese texts of the area `sync`: what is on this device and what is not. */
export const sync = {
  waitingTitle: 'Đang tải danh sách lớp về máy',
  waitingText: 'Lần đầu mở trên máy này cần có mạng. Tải xong thì mất mạng vẫn làm việc được.',
  failedTitle: 'Trình duyệt không cho lưu trên máy này',
  failedText:
    'Có thể cửa sổ đang ở chế độ ẩn danh hoặc ổ đĩa đã đầy. Ở đây chưa nhập được điểm, vì nhập rồi sẽ không giữ được. Xin mở bằng cửa sổ thường.',
  notHereTitle: 'Bảng này chưa có trên máy',
  notHereText:
    'Có thể lớp không thuộc phân công của thầy cô, hoặc máy chưa kịp tải về. Xin nối mạng rồi thử lại.',
  saveFailedTitle: 'Chưa lưu được trên máy',
  saveFailedText:
    'Điểm vừa nhập mới chỉ hiện trên màn hình. Xin giữ trang này mở, giải phóng ổ đĩa rồi bấm Lưu lại.',
  saveAgain: 'Lưu lại',
} as const;
