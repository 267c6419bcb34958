import type { ProblemCode } from '@hocba/shared/problems';

/** Vietnamese texts of the codes that only families and outside programs meet: no page of a school loads them. */
export const familyProblems = {
  CONTACT_INVALID: 'Vui lòng nhập số điện thoại di động (10 số) hoặc địa chỉ email.',
  CODE_WRONG: 'Mã chưa đúng. Vui lòng xem lại tin nhắn mới nhất rồi nhập lại.',
  CODE_OVER: 'Mã đã hết hạn hoặc đã nhập sai 5 lần. Vui lòng làm lại từ đầu để nhận mã mới.',
  PIN_WRONG: 'Mã PIN chưa đúng. Nếu quên mã PIN, vui lòng đến văn phòng trường để liên kết lại.',
  SHARE_PIN_WRONG: 'Mã PIN chưa đúng. Vui lòng hỏi lại gia đình. Sai 5 lần thì đường dẫn bị khóa.',
  PIN_TOO_EASY:
    'Mã PIN này dễ đoán. Vui lòng chọn 6 số khác, không theo thứ tự và không phải ngày sinh của con.',
  PIN_TAKEN: 'Người khác dùng chung số này đã chọn mã PIN đó. Vui lòng chọn mã PIN khác.',
  SLIP_REFUSED:
    'Mã trên phiếu, mã học sinh và ngày sinh chưa khớp nhau. Vui lòng xem lại từng ô; sai nhiều lần thì trường phải in phiếu mới.',
  RELATION_NOT_STATED: 'Vui lòng chọn anh chị là gì của con.',
  SHARE_YEARS: 'Vui lòng chọn ít nhất một năm học đã ký.',
  CHILD_AGREEMENT_MISSING:
    'Con từ 7 tuổi trở lên thì cần con đồng ý. Vui lòng hỏi con rồi đánh dấu vào ô đó.',
  TOO_MANY_SHARES: 'Đang có quá nhiều đường dẫn của con còn mở. Vui lòng thu hồi bớt rồi thử lại.',
  TOO_LATE: 'Việc này đã có hiệu lực nên không phản đối được nữa. Vui lòng thu hồi hoặc hỏi nhà trường.',
  ALREADY_LINKED: 'Tài khoản này đã có em học sinh này.',
  NOT_ENROLLED: 'Em hiện không có tên trong lớp nào của trường, nên chưa có gì để xác nhận.',
  TOO_MANY_CONFIRMATIONS:
    'Hôm nay đã ký 20 giấy xác nhận cho em này. Vui lòng dùng giấy đã có, hoặc trở lại ngày mai.',
  IDENTITY_REFUSED:
    'Chưa xác nhận được người đăng nhập. Vui lòng thử lại từ đầu, hoặc đăng nhập bằng mã gửi tới điện thoại.',
  IDENTITY_AWAY:
    'Dịch vụ định danh đang không trả lời. Vui lòng thử lại sau, hoặc đăng nhập bằng mã gửi tới điện thoại.',
  SIGNER_UNREACHABLE:
    'Tài khoản này chưa có số điện thoại hoặc email để nhận mã. Anh chị ký trên giấy ở văn phòng trường mới.',
  GATEWAY_UNKNOWN: 'Mã của cổng tin nhắn không đúng. Vui lòng báo người quản trị máy chủ.',
} as const satisfies Partial<Record<ProblemCode, string>>;
