/** Vietnamese texts of the area `sync`: what is on this device and what is not. */
export const sync = {
  waitingTitle: 'Đang tải danh sách lớp về máy',
  waitingText: 'Lần đầu mở trên máy này cần có mạng. Tải xong thì mất mạng vẫn làm việc được.',
  failedTitle: 'Trình duyệt không cho lưu trên máy này',
  failedText:
    'Có thể cửa sổ đang ở chế độ ẩn danh, ổ đĩa đã đầy hoặc kho dữ liệu của trình duyệt bị hỏng. Ở đây chưa nhập được điểm, vì nhập rồi sẽ không giữ được. Điểm đã gửi về máy chủ vẫn an toàn; phần chưa gửi, nếu có, vẫn nằm trên máy, vui lòng đừng xóa dữ liệu trình duyệt. Vui lòng mở bằng cửa sổ thường hoặc máy khác.',
  noYearTitle: 'Trường không có năm học {{year}}',
  noYearText: 'Địa chỉ có thể đã gõ nhầm. Vui lòng chọn năm học ở trang các lớp.',
  noRightTitle: 'Tài khoản này không được xem trang này',
  noRightText:
    'Lớp {{name}}, năm học {{year}}: trang này nằm ngoài phân công của thầy cô, nên máy không giữ dữ liệu để hiện. Nếu phân công vừa đổi, vui lòng nối mạng rồi mở lại; nếu vẫn vậy, báo hiệu trưởng: phân công do người quản trị máy chủ ghi.',
  noRecordsText:
    'Học bạ của lớp {{name}} do giáo viên chủ nhiệm, văn thư và hiệu trưởng xem. Máy này chỉ giữ các bảng điểm được phân công, nên không biết học bạ đã đến bước nào.',
  noClassTitle: 'Năm học {{year}} không có lớp {{name}}',
  noClassText:
    'Tên lớp có thể đã gõ nhầm, hoặc danh sách lớp chưa được nhập. Vui lòng xem trang các lớp; danh sách lớp do người quản trị máy chủ nhập từ tệp của trường.',
  noSubjectTitle: 'Lớp {{name}} không có bảng điểm này',
  noSubjectText:
    'Môn học không nằm trong các môn của lớp {{name}}, năm học {{year}}. Vui lòng chọn môn ở trang của lớp.',
  tooNewTitle: 'Bảng này cần bản mới hơn của ứng dụng',
  tooNewText:
    'Máy chủ đã đổi cách ghi bảng này, bản đang chạy chưa đọc được. Điểm đã nhập vẫn an toàn. Vui lòng mở Tài khoản, bấm Kiểm tra bản mới rồi cập nhật.',
  saveFailedTitle: 'Chưa lưu được trên máy',
  saveFailedText:
    'Điểm vừa nhập mới chỉ hiện trên màn hình. Vui lòng giữ trang này mở, giải phóng ổ đĩa rồi bấm Lưu lại.',
  saveAgain: 'Lưu lại',

  rescueTitle: 'Phần chưa gửi và tệp cứu hộ',
  rescueOnlyWrong:
    'Trên máy này chỉ còn {{count}} ô cần sửa; sửa xong thì mới gửi được. Mọi việc khác đã về máy chủ.',
  rescueNothing: 'Mọi việc làm trên máy này đã về máy chủ.',
  rescueHere: 'Máy này còn giữ phần máy chủ chưa nhận:',
  rescuePerson: '{{by}}: {{count}} thay đổi',
  rescueSave: 'Lưu phần chưa gửi ra tệp',
  rescueLeftOut: 'Chưa đọc được hết phần chưa gửi của năm học {{years}} trên máy này',
  rescueLeftOutText:
    'Tệp cứu hộ còn thiếu phần của năm học đó. Vui lòng không xóa dữ liệu của trình duyệt, đóng các thẻ khác của ứng dụng, tải lại trang rồi lưu tệp lần nữa. Nếu vẫn vậy, báo người quản trị máy chủ trước khi đem máy đi sửa.',
  rescueBring: 'Nạp tệp cứu hộ',
  rescueHint:
    'Dùng khi máy hỏng mạng lâu ngày hoặc sắp phải sửa, đổi máy. Tệp giữ nguyên người nhập; thầy cô nạp phần của mình trên bất cứ máy nào có mạng, văn thư hoặc hiệu trưởng nạp được điểm của cả trường. Nạp nhiều lần cũng không bị trùng. Tệp có điểm của học sinh: chỉ giữ trong trường, nạp xong thì xóa.',
  rescueBrought: 'Đã nạp tệp: {{fresh}} mục mới, {{known}} mục đã có từ trước, {{count}} mục bị từ chối',
  rescueBroughtText: 'Máy chủ đã giữ đủ mọi mục trong tệp. Có thể xóa tệp.',
  rescueRefusedLine: '{{count}} mục: {{reason}}',
  rescueNotBrought: 'Chưa nạp được tệp',

  refusedWorkTitle: 'Máy chủ không nhận {{count}} mục',
  refusedWorkText:
    'Nội dung vẫn còn nguyên trên máy này và có trong tệp cứu hộ. Khi lý do đã hết, máy tự gửi lại. Nếu không, vui lòng xem lại rồi nhập lại hoặc nhờ văn thư.',
  refusedAt: '{{title}}, lúc {{when}}',
  refusedKind: {
    entry: 'Điểm {{subject}} {{class}} – {{term}}',
    close: 'Khóa sổ {{subject}} {{class}} – {{term}}',
    confirm: 'Xác nhận học bạ lớp {{class}}',
    finalise: 'Duyệt học bạ lớp {{class}}',
  },
  refusedCell: '{{name}} – {{column}}: {{value}}',
  refusedPupil: 'Học sinh không có trong danh sách trên máy',
  refusedBlank: 'để trống',
  refusedOpen: 'Mở bảng để nhập lại',
  refusedAside: 'Đã xử lý, cất mục này',

  lostTitle: 'Trình duyệt đã xóa phần chưa gửi của máy này',
  lostText:
    'Những phần dưới đây đã lưu trên máy nhưng chưa về máy chủ, và nay không còn. Vui lòng mở bảng, xem lại rồi nhập lại. Nếu đã lưu tệp cứu hộ, vui lòng nạp tệp ở mục Tài khoản.',
  lostLine: '{{title}}: {{count}} lần lưu',
  lostKnown: 'Đã biết',
} as const;
