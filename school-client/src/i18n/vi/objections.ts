/** Vietnamese texts of the area `objections`: guardians who do not agree, and the person who settles it. */
export const objections = {
  title: 'Ý kiến không đồng ý của người giám hộ',
  waiting: '{{count}} ý kiến không đồng ý chờ giải quyết',
  go: 'Xem và giải quyết',
  families: 'Gia đình',
  introTransfers:
    'Một người giám hộ không đồng ý cho con chuyển trường nên hồ sơ đang dừng. Gọi cho cả hai người, nghe cả hai bên rồi quyết định. Có quyết định của tòa án thì làm theo quyết định đó.',
  introShares:
    'Một người giám hộ không đồng ý chia sẻ học bạ nên đường dẫn đang đóng. Gọi cho cả hai người rồi quyết định. Có quyết định của tòa án thì làm theo quyết định đó.',
  none: 'Không có ý kiến nào chờ',
  noneHelp: 'Khi hai người giám hộ không đồng ý với nhau, việc đó nằm ở đây.',
  listFailed: 'Chưa tải được danh sách',
  failed: 'Chưa làm được',
  transfer: 'Đơn chuyển từ {{from}} đến {{to}}, lớp {{class}}',
  noSchool: 'nơi khác',
  share: 'Chia sẻ học bạ năm học {{years}} để: {{purpose}}. Đường dẫn hết hạn {{time}}.',
  times: '{{code}} · Gửi lúc {{asked}} · Không đồng ý lúc {{objected}}',
  due: 'Gọi cả hai người trước {{time}}',
  late: 'Quá hạn gọi từ {{time}}',
  noDue: 'Chưa tính được hạn gọi',
  open: 'Xem số điện thoại và giải quyết',
  words: 'Người không đồng ý viết:',
  parties: 'Người giám hộ',
  name: 'Họ và tên',
  wants: 'Ý kiến',
  contact: 'Liên lạc',
  noContact: 'Chưa có số',
  order: 'Quyết định hạn chế',
  noOrder: 'Không có',
  side: {
    asks: 'Người gửi',
    objects: 'Không đồng ý',
    decides: 'Có quyền quyết định',
    none: 'Không có quyền quyết định',
  },
  reason: 'Lý do',
  reasonHint: 'Cả hai người giám hộ đọc được lý do này',
  reasonError: 'Vui lòng nhập lý do.',
  allow: { transfer: 'Cho nộp đơn', share: 'Cho mở đường dẫn' },
  stop: { transfer: 'Cho dừng đơn', share: 'Cho dừng đường dẫn' },
  after: {
    transfer:
      'Cho nộp: trường nhận được đơn ngay, thời hạn tính từ lúc này. Cho dừng: muốn chuyển thì nộp đơn mới. Cả hai người và hai trường đều được báo.',
    share:
      'Cho mở: đường dẫn mở ngay, đủ số ngày đã chọn. Cho dừng: muốn chia sẻ thì tạo đường dẫn mới. Cả hai người đều được báo.',
  },
} as const;
