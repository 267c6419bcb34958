import { PROBLEMS, type ProblemCode } from '@hocba/shared/problems';
import { inVietnamese } from './sentence-texts-vi.ts';

/** What commands are refused for; in the words of a school office. */
const REASONS: ReadonlyMap<ProblemCode, string> = new Map<ProblemCode, string>([
  ['FILE_UNREADABLE', 'không đọc được tệp dưới dạng .xlsx'],
  ['FILE_TOO_LARGE', 'tệp lớn hơn mức được nhập'],
  ['FILE_OLD_EXCEL', 'tệp .xls kiểu cũ; vui lòng lưu lại thành .xlsx'],
  ['FILE_PROTECTED', 'tệp có đặt mật khẩu; vui lòng bỏ mật khẩu rồi lưu lại'],
  ['HEADER_MISSING', 'thiếu cột bắt buộc'],
  ['HEADER_TWICE', 'hai cột cùng một nghĩa'],
  ['HEADER_SPANS', 'một tiêu đề nằm trên hai cột cùng có dữ liệu'],
  ['SHEET_CONTRADICTS', 'trang tính ghi là thứ khác với nội dung đang nhập'],
  ['SHEET_AMBIGUOUS', 'có nhiều trang tính phù hợp; vui lòng chọn một bằng --worksheet "TÊN"'],
  ['SHEET_HIDDEN', 'trang tính phù hợp đang ẩn; vui lòng bỏ ẩn nếu đúng là trang cần nhập'],
  ['SHEET_UNKNOWN', 'tệp không có trang tính mang tên này để đọc'],
  ['COLUMN_NOT_OF_SHEET', 'cột này giống cột điểm nhưng không thuộc bảng điểm đang nhập'],
  ['ROW_INVALID', 'giá trị không phù hợp'],
  [
    'CLASS_NOT_TEXT',
    'bảng tính đã đổi tên lớp thành ngày hoặc số; vui lòng định dạng cột là Văn bản (Text) rồi gõ lại, ví dụ 8/1',
  ],
  ['ROW_TWICE', 'hai dòng cùng một học sinh'],
  ['ROW_WITHOUT_CODE', 'dòng có điểm hoặc họ tên mà không có mã học sinh'],
  ['CELL_UNREADABLE', 'ô chứa lỗi, công thức chưa tính hoặc phần trăm; vui lòng ghi lại giá trị'],
  [
    'IMPORT_UNACCOUNTED',
    'không giải trình được hết các ô của tệp; chưa nhập gì, vui lòng báo người quản trị',
  ],
  ['STUDENT_UNKNOWN', 'lớp không có học sinh mang mã này'],
  ['PERSONAL_ID_MALFORMED', 'số định danh cá nhân phải có đúng 12 chữ số, ghi dạng chữ'],
  ['PERSONAL_ID_PLACE_UNKNOWN', 'ba số đầu của số định danh không phải mã tỉnh hoặc mã nước nào'],
  ['PERSONAL_ID_SEX_DIFFERS', 'số định danh không khớp với giới tính'],
  ['PERSONAL_ID_YEAR_DIFFERS', 'số định danh không khớp với năm sinh'],
  ['MARK_OUT_OF_RANGE', 'điểm phải từ 0 đến 10'],
  ['MARK_TOO_PRECISE', 'điểm chỉ lấy một chữ số sau dấu phẩy'],
  ['MARK_WRONG_KIND', 'không phải điểm của môn này: môn cho điểm ghi số, môn nhận xét ghi Đ hoặc CĐ'],
  ['MARK_AMBIGUOUS', 'có thể hiểu theo hai cách; vui lòng ghi rõ, ví dụ 5 hoặc 0,5'],
  ['LEVEL_WRONG_KIND', 'không phải mức của cột này'],
  ['TEST_NOT_WHOLE', 'điểm kiểm tra định kỳ là số nguyên'],
  ['TEST_OUT_OF_RANGE', 'điểm kiểm tra định kỳ nằm ngoài thang điểm'],
  ['TEST_NOT_HELD', 'không có bài kiểm tra định kỳ ở đây'],
  ['TEST_MISSING', 'thiếu điểm kiểm tra định kỳ'],
  ['LEVEL_MISSING', 'thiếu mức'],
  ['RULES_UNKNOWN', 'chưa có quy định đánh giá cho khối và năm học này'],
  ['SHEET_CLOSED', 'bảng điểm đã khóa'],
  ['CELL_CONTESTED', 'ô này đã có giá trị khác được nhận trước'],
  ['COLUMN_UNKNOWN', 'bảng điểm không có cột này'],
  ['SUBJECT_UNKNOWN', 'lớp không học môn này'],
  ['CLASS_UNKNOWN', 'năm học này không có lớp đó'],
  ['SCHOOL_UNKNOWN', 'không có trường mang mã này'],
  ['ACCOUNT_UNKNOWN', 'không có tài khoản này'],
  ['FORBIDDEN', 'tài khoản này không được làm việc đó'],
  ['OUT_OF_SCOPE', 'tài khoản không được phân công môn hoặc lớp này'],
  ['ELECTIVES_TOO_FEW', 'học sinh chọn ít hơn bốn môn lựa chọn'],
  ['ELECTIVES_TOO_MANY', 'học sinh chọn nhiều hơn bốn môn lựa chọn'],
  ['TEXT_OLD_FONT', 'chữ theo bảng mã cũ (TCVN3, VNI); vui lòng chuyển sang Unicode'],
  ['TEXT_NOT_PLAIN', 'có ký tự không được dùng ở đây'],
  ['TEXT_NOT_LATIN', 'có chữ cái của bộ chữ khác (Nga, Hy Lạp…); vui lòng gõ lại bằng chữ Việt'],
  ['TEXT_TOO_LONG', 'quá dài'],
  ['NAME_NOT_LATIN', 'họ tên có chữ cái của hệ chữ khác (dù trông giống); vui lòng gõ lại'],
  ['NAME_IS_LOGIN', 'đây là tên đăng nhập, không phải họ tên'],
  ['BIRTH_DATE_IMPOSSIBLE', 'người sinh ngày này không thể là học sinh trong năm học này'],
  [
    'IDENTITY_UNCONFIRMED',
    'mã này đang lưu cho học sinh khác thế (cũ → mới); kiểm tra mã, nếu đúng là cải chính thì chạy lại với --identity MÃ',
  ],
  ['IDENTITY_NOT_OURS', 'trường khác đang quản lý học sinh này và lưu khác; trường mình không sửa được'],
  ['NAME_SPELLED_OTHERWISE', 'tên đang lưu viết khác (đang lưu ≠ trong tệp), vẫn giữ như đang lưu'],
  ['STUDENT_ELSEWHERE', 'năm học này học sinh đang học ở trường khác; vui lòng làm thủ tục chuyển trường'],
  ['PERSON_TWICE', 'có thể là một học sinh mang hai mã'],
  ['AGE_UNUSUAL', 'tuổi không quen với khối lớp'],
  ['CLASS_TOO_LARGE', 'một lớp có nhiều nhất 200 học sinh'],
  ['DATE_UNREADABLE', 'không đọc được ngày này'],
  ['WRITE_CONFLICT', 'có người vừa sửa cùng lúc; vui lòng chạy lại'],
  ['DUPLICATE', 'nội dung này đã có'],
  ['ACCOUNT_EXISTS', 'tên tài khoản này đã có'],
  ['INVALID_INPUT', 'nội dung lệnh chưa hợp lệ, chưa có gì thay đổi'],
  ['KEY_MISSING', 'khóa hoặc danh sách khóa tin cậy chưa dùng được'],
  ['OVERLOADED', 'cơ sở dữ liệu đang bận hoặc chưa nối được; vui lòng chạy lại sau ít phút'],
  ['STORAGE_FULL', 'ổ đĩa của máy chủ đã đầy'],
]);

/** The Vietnamese words for a code; undefined where it has none of its own. */
export const vietnameseReason = (code: ProblemCode): string | undefined => REASONS.get(code);

/** A refusal in Vietnamese: code, reason and detail. */
export const problemInVietnamese = (code: ProblemCode, detail: string | undefined): string => {
  const text = REASONS.get(code) ?? PROBLEMS[code].title;
  return `${code}: ${text}${detail === undefined ? '' : ` (${inVietnamese(detail)})`}`;
};
