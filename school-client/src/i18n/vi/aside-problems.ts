import type { ProblemCode } from '@hocba/shared/problems';

/** Vietnamese texts of the codes that only pages beside the marks meet; they come with these pages. */
export const asideProblems = {
  DEPUTY_WITHOUT_END: 'Người được ủy quyền cần có ngày cuối cùng. Vui lòng nhập ngày ghi trên giấy ủy quyền.',
  DATE_OVER: 'Ngày cuối cùng đã qua hoặc trước ngày bắt đầu. Vui lòng xem lại ngày.',
  SECOND_PERSON_MISSING:
    'Cần người thứ hai của trường quyết định: không phải người đã đề nghị, và một trong hai là hiệu trưởng.',
  LOOKUP_REFUSED:
    'Thông tin hoặc mã chưa khớp. Vui lòng đối chiếu từng ô với giấy gia đình đưa rồi nhập lại.',
  RECORD_SLIP_REFUSED:
    'Không có phiếu nào mở được bằng mã này: gõ nhầm, phiếu hết hạn, hoặc đã in phiếu mới hơn.',
  LOOKUP_LOCKED: 'Đã nhập sai nhiều lần, nên việc tra cứu tạm dừng. Vui lòng chờ hết thời gian rồi thử lại.',
  GRANT_UNKNOWN: 'Lần tra cứu này đã kết thúc. Nếu vẫn cần xem, đề nghị gia đình xin cấp mã tra cứu mới.',
  CHANNEL_MISSING:
    'Hệ thống này chưa gửi được tin theo cách đó. Vui lòng chọn cách khác, hoặc báo người quản trị máy chủ.',
  MESSAGE_NOT_SENT: 'Chưa gửi được tin. Vui lòng thử lại sau vài phút.',
  MESSAGE_REFUSED:
    'Số điện thoại hoặc địa chỉ thư này không nhận được tin. Vui lòng kiểm tra lại; số đã đổi thì báo nhà trường.',
  TRANSFER_UNKNOWN: 'Không tìm thấy hồ sơ chuyển trường này.',
  TRANSFER_OPEN:
    'Học sinh này đang có một đơn chuyển trường chưa xong. Mỗi em chỉ có một đơn một lúc; đơn kia phải xong hoặc được rút trước.',
  TRANSFER_CHANGED: 'Hồ sơ vừa có người khác xử lý. Hãy xem lại trạng thái mới rồi làm tiếp.',
  TRANSFER_SAME_SCHOOL: 'Học sinh đang học ở trường mình, không cần chuyển đến.',
  TRANSFER_CLASS_UNFIT:
    'Lớp này không đúng khối hoặc năm học của em. Năm học đã ký xong thì chọn lớp của năm học sau.',
  REVIEW_UNKNOWN: 'Không tìm thấy đề nghị rà soát này.',
  REVIEW_OPEN: 'Đã có một đề nghị về chỗ này đang được xem xét. Vui lòng chờ trả lời.',
  REVIEW_CHANGED: 'Đề nghị vừa có người khác xử lý. Hãy xem lại trạng thái mới rồi làm tiếp.',
  REVIEW_LIMIT:
    'Có quá nhiều đề nghị đang mở hoặc gửi trong tuần này, hoặc trao đổi đã quá dài. Vui lòng gặp trực tiếp nhà trường.',
  REVIEW_CELL_UNKNOWN: 'Hãy chọn đúng ô điểm cần xem lại.',
  PHOTO_UNFIT:
    'Ảnh phải là JPEG, PNG hoặc WebP, không quá 2 MB. Vui lòng chọn ảnh nhỏ hơn hoặc gửi không kèm ảnh.',
  REVIEW_NOT_CORRECTED: 'Ô điểm chưa thay đổi. Hãy sửa trên bảng điểm, chờ gửi xong rồi báo cho gia đình.',
  SUPPLEMENT_ASKED_ALREADY:
    'Ở bước này trường đã yêu cầu bổ sung một lần. Quy định chỉ cho yêu cầu một lần, đủ mọi giấy tờ.',
  PROMISE_UNKNOWN: 'Không tìm thấy văn bản đề nghị hoặc bản cam kết này.',
  PROMISE_STANDS: 'Học bạ của lớp này đã có một văn bản cùng loại đang chờ. Hãy xem văn bản đó trước.',
  NOTHING_MISSING: 'Học bạ của lớp này đã có trên hệ thống, không cần văn bản nữa.',
  MESSAGE_NOT_FAILED: 'Tin này không còn việc gì phải làm: đã gửi lại, hoặc đã có người liên lạc.',
} as const satisfies Partial<Record<ProblemCode, string>>;
