import type { ProblemCode } from '@hocba/shared/problems';
import type { asideProblems } from './aside-problems.ts';
import type { familyProblems } from './family-problems.ts';

/** Vietnamese text of every problem code that any page of a school can meet: what happened, what is safe, what to do. */
export const problems = {
  OFFLINE: 'Chưa nối được với máy chủ. Vui lòng kiểm tra mạng rồi thử lại.',
  // requests
  INVALID_INPUT: 'Có ô điền chưa đúng mẫu, nên chưa có gì thay đổi. Vui lòng xem lại các ô rồi gửi lại.',
  MALFORMED_JSON:
    'Dữ liệu gửi đi bị hỏng trên đường, nên máy chủ chưa nhận. Vui lòng tải lại trang rồi thử lại.',
  BODY_TOO_LARGE: 'Dữ liệu gửi một lần quá lớn, nên máy chủ chưa nhận. Vui lòng chia nhỏ rồi gửi lại.',
  UNSUPPORTED_MEDIA_TYPE: 'Máy chủ không nhận loại dữ liệu này. Vui lòng cập nhật ứng dụng rồi thử lại.',
  NOT_FOUND: 'Không tìm thấy nội dung này. Có thể địa chỉ đã cũ. Vui lòng quay lại danh sách lớp.',
  METHOD_NOT_ALLOWED: 'Máy chủ không nhận cách gọi này. Vui lòng cập nhật ứng dụng rồi thử lại.',
  RATE_LIMITED: 'Yêu cầu gửi quá dày. Việc đã làm vẫn còn. Vui lòng chờ một lát rồi thử lại.',
  OVERLOADED: 'Máy chủ đang bận. Vui lòng thử lại sau ít phút; điểm đã lưu trên máy này vẫn được gửi sau.',
  INTERNAL: 'Máy chủ gặp trục trặc. Việc đã làm trên máy này không mất. Vui lòng thử lại sau ít phút.',
  // people
  SIGN_IN_FAILED: 'Tên tài khoản hoặc mật khẩu chưa đúng. Vui lòng kiểm tra chữ hoa, bộ gõ rồi nhập lại.',
  SIGN_IN_LOCKED:
    'Đã nhập sai nhiều lần, nên tài khoản tạm dừng đăng nhập. Vui lòng chờ hết thời gian rồi thử lại.',
  TOKEN_MISSING: 'Phiên làm việc chưa mở. Việc đã làm vẫn còn. Vui lòng đăng nhập.',
  TOKEN_INVALID: 'Phiên làm việc không còn dùng được. Việc đã làm vẫn còn. Vui lòng đăng nhập lại.',
  TOKEN_EXPIRED: 'Phiên làm việc đã hết giờ. Việc đã làm vẫn còn. Vui lòng đăng nhập lại.',
  SESSION_ENDED: 'Phiên làm việc đã kết thúc. Việc đã làm vẫn còn trên máy này. Vui lòng đăng nhập lại.',
  ACCOUNT_CLOSED:
    'Nhà trường đã ngừng tài khoản này. Phần đã nhập mà chưa gửi vẫn nằm trên máy này; vui lòng hỏi hiệu trưởng hoặc văn thư.',
  CROSS_SITE: 'Yêu cầu đến từ một trang khác nên bị chặn. Vui lòng mở lại ứng dụng từ đúng địa chỉ.',
  PASSWORD_CHANGE_REQUIRED: 'Mật khẩu đang dùng chỉ là tạm thời. Vui lòng đổi mật khẩu trước khi làm việc.',
  PASSWORD_TOO_WEAK:
    'Mật khẩu mới quá ngắn hoặc quá dễ đoán (ít nhất 10 ký tự; không dùng tên trường, tên mình, tên tài khoản, ngày tháng hay dãy phím). Vui lòng chọn một câu dài mà thầy cô dễ nhớ.',
  READ_LIMIT:
    'Hôm nay tài khoản này đã tra cứu hoặc cấp mã cho quá nhiều học sinh. Vui lòng thử lại vào ngày mai; hiệu trưởng nhà trường đã được báo.',
  FORBIDDEN:
    'Tài khoản này không được làm việc đó. Nếu thấy chưa đúng, vui lòng báo hiệu trưởng; quyền của tài khoản do người quản trị máy chủ ghi.',
  ACCOUNT_EXISTS: 'Tên tài khoản này đã có. Vui lòng chọn tên khác.',
  ACCOUNT_UNKNOWN: 'Không có tài khoản này. Vui lòng kiểm tra lại tên tài khoản.',
  // storage
  WRITE_CONFLICT: 'Có người vừa sửa cùng lúc, nên lần này chưa ghi được. Vui lòng thử lại.',
  DUPLICATE: 'Nội dung này đã có rồi, không cần gửi lại.',
  STORAGE_FULL: 'Ổ đĩa của máy chủ đã đầy. Việc đã làm vẫn nằm trên máy này. Vui lòng báo người quản trị.',
  SUBMISSION_FORGED:
    'Nhật ký nội dung đã nhận có dòng không còn như hệ thống đã ghi, nên năm học này tạm dừng xử lý. Vui lòng báo người quản trị.',
  PUPIL_ALTERED:
    'Thông tin của một học sinh đã bị sửa ngoài hệ thống, nên chưa ghi nhận và chưa ký gì. Vui lòng báo người quản trị.',
  // replication
  CLIENT_TOO_NEW:
    'Ứng dụng trên máy này mới hơn máy chủ. Việc đã làm vẫn còn và sẽ gửi khi máy chủ cập nhật.',
  DOCUMENT_MALFORMED: 'Máy chủ không đọc được một thay đổi và đã giữ riêng ra. Vui lòng báo người quản trị.',
  AUTHOR_MISMATCH: 'Thay đổi này do tài khoản khác nhập. Vui lòng đăng nhập đúng tài khoản đó để gửi.',
  OUT_OF_SCOPE:
    'Thầy cô chưa được phân công môn hoặc lớp này, nên máy chủ chưa ghi. Vui lòng báo hiệu trưởng: phân công do người quản trị máy chủ ghi theo danh sách của trường.',
  NOT_A_SYNC_DOCUMENT: 'Máy chủ không nhận loại dữ liệu này từ máy của trường. Vui lòng cập nhật ứng dụng.',
  SCHOOL_YEAR_UNKNOWN:
    'Máy chủ chưa có năm học này của trường, nên chưa nhận. Việc đã làm vẫn nằm trên máy này. Vui lòng báo văn thư.',
  QUOTA_USED_UP:
    'Tài khoản này hôm nay đã gửi quá nhiều. Việc đã làm vẫn nằm trên máy này và sẽ được gửi tiếp vào ngày mai.',
  // verdicts on what was sent
  CELL_CROWDED:
    'Ô này đang có quá nhiều giá trị chờ chọn, nên giá trị này chưa đặt cạnh ô. Vui lòng chọn giá trị đúng rồi nhập lại.',
  BROUGHT_BY_OTHER: 'Giá trị mang tên thầy cô do người khác đưa vào từ tệp cứu hộ. Vui lòng kiểm tra lại.',
  CELL_CONTESTED:
    'Ô này đã có người khác nhập giá trị khác trước. Cả hai giá trị đều được giữ. Vui lòng chọn giá trị đúng.',
  SHEET_CLOSED:
    'Bảng điểm đã khóa, nên thay đổi này được giữ lại mà chưa ghi vào. Nếu cần sửa, đề nghị mở khóa.',
  SHEET_NOT_COMPLETE: 'Bảng điểm còn thiếu, nên chưa khóa được. Vui lòng điền đủ các ô được nêu.',
  SHEET_CONTESTED:
    'Bảng điểm còn ô có hai giá trị, nên chưa khóa được. Vui lòng chọn giá trị đúng cho từng ô.',
  APPROVAL_STALE:
    'Dữ liệu đã thay đổi sau khi xác nhận hoặc duyệt, nên lần đó không còn giá trị. Vui lòng xem lại rồi xác nhận hoặc duyệt lại.',
  RECORD_NOT_SIGNABLE:
    'Học bạ này có nội dung không ký được: vui lòng xem lại họ tên học sinh và phần nhận xét. Không có gì bị mất.',
  RECORD_NOT_COMPLETE: 'Học bạ còn điểm chưa xong, nên chưa phát hành được. Vui lòng xử lý các mục được nêu.',
  ACTION_NOT_ALLOWED:
    'Học bạ đang ở bước khác, nên chưa làm được việc này. Vui lòng tải lại để xem bước hiện tại.',
  STUDENT_UNKNOWN: 'Không có học sinh này trong lớp. Vui lòng kiểm tra mã học sinh và danh sách lớp.',
  COLUMN_UNKNOWN: 'Bảng điểm không có cột này. Vui lòng kiểm tra lại tên cột.',
  // rules
  MARK_OUT_OF_RANGE: 'Điểm phải từ 0 đến 10. Giá trị đã nhập vẫn còn trong ô để thầy cô sửa.',
  MARK_TOO_PRECISE: 'Điểm chỉ lấy một chữ số sau dấu phẩy. Giá trị đã nhập vẫn còn trong ô để thầy cô sửa.',
  MARK_WRONG_KIND:
    'Giá trị không đúng loại của cột. Môn cho điểm nhập số từ 0 đến 10, môn nhận xét nhập Đ hoặc CĐ.',
  MARK_AMBIGUOUS: 'Điểm ghi như 05 có thể hiểu là 5 hoặc 0,5. Vui lòng ghi rõ 5 hoặc 0,5.',
  MARK_MISSING: 'Còn thiếu điểm. Vui lòng nhập điểm hoặc ghi rõ miễn, vắng.',
  MARK_ABSENT: 'Học sinh vắng và chưa kiểm tra bù. Vui lòng nhập điểm kiểm tra bù.',
  CONDUCT_MISSING: 'Chưa có kết quả rèn luyện. Đề nghị giáo viên chủ nhiệm nhập.',
  ABSENCES_MISSING: 'Chưa có số buổi nghỉ. Nếu học sinh không nghỉ buổi nào, vui lòng nhập 0.',
  SHEET_OPEN: 'Còn bảng điểm chưa khóa. Vui lòng khóa đủ các môn trước khi làm bước này.',
  SUBJECT_UNKNOWN: 'Môn học này không có trong chương trình của khối. Vui lòng kiểm tra lại môn.',
  RULES_UNKNOWN: 'Chưa có quy định đánh giá cho khối và năm học này. Vui lòng báo người quản trị.',
  ELECTIVES_TOO_FEW:
    'Học sinh cấp trung học phổ thông học 4 trong 9 môn lựa chọn, ở đây còn thiếu. Vui lòng sửa danh sách lớp rồi gửi người quản trị máy chủ nhập lại.',
  ELECTIVES_TOO_MANY:
    'Học sinh cấp trung học phổ thông học 4 trong 9 môn lựa chọn, ở đây nhiều hơn. Vui lòng sửa danh sách lớp rồi gửi người quản trị máy chủ nhập lại.',
  LIFT_AMBIGUOUS:
    'Hai cách hiểu quy định nâng mức cho kết quả khác nhau. Đề nghị hiệu trưởng xem và quyết định.',
  // re-tests, missing tests, movers
  RETEST_NOT_FAILED:
    'Môn này không thuộc diện kiểm tra lại. Chỉ kiểm tra lại môn Chưa đạt hoặc có điểm trung bình cả năm dưới 5,0.',
  RETEST_TWICE: 'Môn này đã đăng ký hoặc đã có kết quả kiểm tra lại. Kết quả đang có được giữ nguyên.',
  RETEST_NOT_REGISTERED:
    'Học sinh chưa đăng ký kiểm tra lại môn này, nên chưa ghi kết quả. Vui lòng đăng ký môn trước.',
  RETEST_PENDING:
    'Còn môn đã đăng ký kiểm tra lại mà chưa có kết quả. Vui lòng nhập kết quả hoặc ghi rõ học sinh không dự.',
  SUMMER_OPEN:
    'Học sinh còn kiểm tra lại hoặc rèn luyện trong hè. Học bạ của em này ký sau khi có kết quả; các học sinh khác vẫn duyệt được.',
  SUMMER_NOT_ASKED:
    'Học sinh không thuộc diện kiểm tra lại hoặc rèn luyện trong hè ở bảng này, nên máy chủ chưa ghi. Kết quả cả năm giữ nguyên.',
  BOTH_FAILED:
    'Cả học tập và rèn luyện đều Chưa đạt, quy định có hai cách hiểu. Đề nghị hiệu trưởng xem và quyết định.',
  DECISION_NEEDED:
    'Trường hợp này phần mềm không được tự quyết định. Đề nghị người có trách nhiệm xem và ghi quyết định.',
  REASON_MISSING: 'Quyết định chưa ghi lý do, nên chưa có hiệu lực. Vui lòng ghi lý do.',
  EMPTY_BY_RIGHT:
    'Học sinh được miễn hoặc không phải đánh giá phần này. Ô để trống theo quy định, không ghi 0 hay Chưa đạt.',
  TERM_TWICE:
    'Hai trường ghi kết quả khác nhau cho cùng một học kỳ. Cả hai đều được giữ. Vui lòng chọn kết quả được tính.',
  TERM_MISSING:
    'Học sinh chưa có kết quả học kỳ này ở cả hai trường. Vui lòng đánh giá bổ sung hoặc ghi quyết định cách tính cả năm.',
  ELECTIVE_CHANGED:
    'Học sinh đổi môn lựa chọn khi chuyển trường. Cả môn cũ và môn mới được giữ. Vui lòng xem môn nào được tính.',
  LANGUAGE_CHANGED:
    'Hai trường dạy hai ngoại ngữ khác nhau. Kết quả của cả hai được giữ. Vui lòng xem và quyết định cách tính cả năm.',
  LANGUAGE_UNKNOWN: 'Không có ngoại ngữ này trong chương trình. Vui lòng chọn lại ngoại ngữ.',
  REGULAR_MARKS_EXTRA:
    'Điểm thường xuyên của hai trường cộng lại nhiều hơn số quy định. Mọi điểm đều được giữ và được tính. Vui lòng xem lại.',
  REGULAR_MARKS_FULL:
    'Không còn cột để ghi thêm điểm thường xuyên. Điểm không có cột chưa được tính. Vui lòng xem lại.',
  PERIODS_INVALID: 'Số tiết cả năm của môn học chưa đúng. Vui lòng nhập số nguyên lớn hơn 0.',
  LEVEL_MISSING: 'Còn thiếu mức đánh giá. Vui lòng nhập đủ mức cho môn học, phẩm chất và năng lực được nêu.',
  LEVEL_WRONG_KIND:
    'Môn học nhập T, H hoặc C. Phẩm chất, năng lực nhập T, Đ hoặc C. Giá trị đã nhập vẫn còn trong ô.',
  TEST_MISSING: 'Còn thiếu điểm bài kiểm tra định kỳ của môn này. Vui lòng nhập điểm.',
  TEST_NOT_HELD:
    'Khối này không có bài kiểm tra định kỳ môn đó ở thời điểm này, nên điểm không được tính. Vui lòng xóa điểm.',
  TEST_OUT_OF_RANGE: 'Điểm bài kiểm tra định kỳ từ 1 đến 10. Giá trị đã nhập vẫn còn trong ô để thầy cô sửa.',
  TEST_NOT_WHOLE:
    'Điểm bài kiểm tra định kỳ ở tiểu học là số nguyên, không có điểm thập phân. Giá trị đã nhập vẫn còn trong ô.',
  TEST_UNUSUAL:
    'Điểm kiểm tra khác thường so với mức đánh giá. Cả hai vẫn được giữ. Vui lòng xem lại, hoặc cho học sinh làm bài khác.',
  // calendar
  CALENDAR_UNKNOWN:
    'Chưa có lịch ngày nghỉ của năm này, nên chưa tính được hạn. Vui lòng báo người quản trị bổ sung lịch.',
  DAY_NOT_ANNOUNCED:
    'Có ngày chưa công bố là ngày nghỉ hay ngày làm việc, nên hạn còn có thể lùi. Đang tính theo hạn sớm nhất.',
  DEADLINE_PAUSED:
    'Hạn đang tạm dừng chờ bổ sung hồ sơ. Khi nhận đủ, hệ thống sẽ tính tiếp các ngày còn lại.',
  PAUSE_INVALID:
    'Có lần tạm dừng kết thúc trước khi bắt đầu, nên lần đó không được tính. Vui lòng sửa lại thời điểm.',
  WORKING_DAYS_INVALID: 'Số ngày làm việc phải là số nguyên, từ 0 đến 1.000. Vui lòng nhập lại.',
  YEAR_FRAME_UNKNOWN:
    'Chưa có khung kế hoạch thời gian của năm học này. Vui lòng báo người quản trị bổ sung.',
  PROVINCE_FRAME_UNKNOWN:
    'Chưa có kế hoạch thời gian năm học của tỉnh, nên đang dùng khung của Bộ. Vui lòng báo người quản trị bổ sung.',
  TERM_UNKNOWN:
    'Chưa rõ ngày này thuộc học kỳ nào, vì chưa có ngày bắt đầu học kỳ II của tỉnh. Vui lòng chọn học kỳ.',
  DATE_OUTSIDE_YEAR: 'Ngày này không thuộc năm học. Vui lòng kiểm tra lại ngày hoặc năm học.',
  DATE_UNREADABLE: 'Không đọc được ngày này. Vui lòng nhập theo mẫu ngày/tháng/năm, ví dụ 17/05/2013.',
  // identifiers
  PERSONAL_ID_MALFORMED: 'Số định danh cá nhân phải có đúng 12 chữ số. Số đã nhập vẫn còn để thầy cô sửa.',
  PERSONAL_ID_PLACE_UNKNOWN:
    'Ba số đầu của số định danh không phải mã tỉnh hoặc mã nước nào. Số vẫn được giữ. Vui lòng đối chiếu giấy tờ.',
  PERSONAL_ID_SEX_DIFFERS:
    'Số thứ tư của số định danh không khớp với giới tính. Cả hai vẫn được giữ. Vui lòng đối chiếu giấy tờ.',
  PERSONAL_ID_YEAR_DIFFERS:
    'Năm sinh trong số định danh không khớp với ngày sinh. Cả hai vẫn được giữ. Vui lòng đối chiếu giấy tờ.',
  STUDENT_CODE_MALFORMED: 'Mã học sinh chưa đúng mẫu. Vui lòng lấy đúng mã trên cơ sở dữ liệu ngành.',
  RECORD_NUMBER_MALFORMED: 'Mã số hồ sơ học tập suốt đời chưa đúng mẫu. Vui lòng kiểm tra lại.',
  CODE_NOT_FINAL: 'Mã mới cũng là mã tạm, nên mã cũ được giữ nguyên. Vui lòng chờ mã chính thức của ngành.',
  CODE_ALREADY_FINAL:
    'Học sinh đã có mã chính thức khác, nên mã được giữ nguyên. Vui lòng kiểm tra có nhầm học sinh không.',
  CODE_TAKEN:
    'Mã này đang thuộc về học sinh khác, nên chưa gộp. Vui lòng xem hai hồ sơ có phải của một em không.',
  IDENTITY_DIFFERS:
    'Hai hồ sơ ghi hai số khác nhau. Số của hồ sơ giữ lại được dùng, số kia được lưu làm số cũ. Vui lòng đối chiếu giấy tờ.',
  SCHOOL_SUCCESSOR_CYCLE:
    'Danh mục trường kế tiếp bị vòng lại, nên chưa xác định được trường. Vui lòng báo người quản trị sửa danh mục.',
  SCHOOL_CLOSED: 'Trường đã giải thể và không có trường kế tiếp. Vui lòng hỏi Ủy ban nhân dân xã về hồ sơ.',
  SCHOOL_SPLIT: 'Trường đã tách thành nhiều trường. Vui lòng chọn trường đang giữ hồ sơ.',
  // text
  NUMBER_UNREADABLE: 'Không đọc được số này. Vui lòng dùng dấu phẩy cho phần thập phân, ví dụ 8,5.',
  NUMBER_TOO_PRECISE: 'Số có quá nhiều chữ số sau dấu phẩy. Vui lòng nhập gọn lại.',
  NAME_PARTS_UNFIT:
    'Phần tên đã chọn không nằm ở đầu hoặc cuối họ tên, nên đang tách theo cách thường. Vui lòng chọn lại.',
  TEXT_OLD_FONT:
    'Chữ gõ bằng phông cũ (TCVN3, VNI). Vui lòng chuyển sang Unicode (Unikey, Ctrl+Shift+F6) rồi nhập lại.',
  TEXT_NOT_PLAIN: 'Có ký tự lạ hoặc ký tự ẩn. Vui lòng gõ lại bằng tay, không dán.',
  TEXT_NOT_LATIN:
    'Có chữ cái của bộ chữ khác (Nga, Hy Lạp…) hoặc kiểu chữ lạ. Vui lòng gõ lại bằng chữ Việt thường.',
  TEXT_TOO_LONG: 'Nội dung quá dài. Vui lòng viết ngắn lại.',
  NAME_NOT_LATIN: 'Tên lẫn chữ cái của bộ chữ khác (nhìn giống chữ Việt). Vui lòng gõ lại bằng tay.',
  NAME_IS_LOGIN: 'Đây là tên đăng nhập, không phải họ tên. Vui lòng ghi đủ họ tên.',
  BIRTH_DATE_IMPOSSIBLE: 'Ngày sinh không thể có ở học sinh của năm học này. Vui lòng kiểm tra lại năm sinh.',
  // look-up
  // messages
  // identity providers
  // import
  RESCUE_UNREADABLE:
    'Tệp này không phải tệp cứu hộ, hoặc đã bị cắt cụt, bị sửa. Chưa nạp gì. Vui lòng chép lại tệp gốc rồi chọn lại.',
  RESCUE_TOO_NEW: 'Tệp cứu hộ do bản mới hơn tạo ra. Chưa nạp gì. Vui lòng cập nhật ứng dụng rồi nạp lại.',
  FILE_UNREADABLE:
    'Không đọc được tệp này, nên chưa nhập gì. Vui lòng mở bằng Excel, lưu lại thành .xlsx rồi thử lại.',
  FILE_TOO_LARGE: 'Tệp quá lớn, nên chưa nhập gì. Vui lòng tách riêng từng lớp rồi nhập lại.',
  FILE_OLD_EXCEL: 'Tệp .xls là kiểu cũ, nên chưa nhập gì. Vui lòng lưu lại thành .xlsx rồi chọn lại.',
  FILE_PROTECTED:
    'Tệp có đặt mật khẩu, nên chưa nhập gì. Vui lòng mở tệp, bỏ mật khẩu, lưu lại rồi chọn lại.',
  HEADER_MISSING: 'Tệp thiếu một cột bắt buộc, nên chưa nhập gì. Vui lòng kiểm tra dòng tiêu đề.',
  HEADER_TWICE: 'Hai cột trong tệp cùng một nghĩa, nên chưa nhập gì. Vui lòng bỏ bớt một cột.',
  MARKS_LEFT_BEHIND:
    'Học sinh chuyển lớp trong năm: lớp mới không học môn này, điểm đã có vẫn nằm ở sổ điểm lớp cũ, không tính ở lớp mới.',
  STUDENT_MOVED:
    'Học sinh đã chuyển sang lớp khác. Điểm này được đưa sang sổ lớp mới, chờ giáo viên lớp mới chọn.',
  CLASS_NOT_TEXT:
    'Bảng tính đã đổi tên lớp thành ngày hoặc số. Vui lòng định dạng cột là Văn bản (Text), gõ lại tên lớp, ví dụ 8/1, rồi nhập lại.',
  ROW_INVALID: 'Có dòng chưa đúng, dòng đó chưa được nhập. Vui lòng sửa dòng được nêu rồi nhập lại.',
  CELL_UNREADABLE:
    'Có ô chứa lỗi, công thức chưa tính hoặc phần trăm, nên chưa nhập gì. Vui lòng ghi lại giá trị vào ô được nêu.',
  SHEET_CONTRADICTS:
    'Trang tính ghi là thứ khác với nội dung đang nhập, nên chưa nhập gì. Vui lòng kiểm tra môn, lớp, học kỳ, năm học.',
  SHEET_AMBIGUOUS: 'Tệp có nhiều trang tính giống nhau, nên chưa nhập gì. Vui lòng chọn một trang tính.',
  SHEET_HIDDEN: 'Trang tính phù hợp đang ẩn, nên chưa nhập gì. Vui lòng bỏ ẩn nếu đúng là trang cần nhập.',
  SHEET_UNKNOWN: 'Tệp không có trang tính mang tên này, nên chưa nhập gì. Vui lòng kiểm tra tên trang tính.',
  CELL_MERGED: 'Điểm nằm trong ô gộp từ nhiều ô, nên chưa nhập gì. Vui lòng bỏ gộp rồi ghi điểm vào từng ô.',
  HEADINGS_DIFFER:
    'Dòng tiêu đề thứ hai khác dòng tiêu đề đầu, nên chưa nhập gì. Vui lòng để mỗi bảng trong một tệp riêng.',
  HEADER_SPANS:
    'Một tiêu đề nằm trên hai cột cùng có dữ liệu, nên chưa nhập gì. Vui lòng tách tiêu đề cho từng cột.',
  COLUMN_NOT_OF_SHEET:
    'Có cột giống cột điểm nhưng không thuộc bảng điểm này, nên chưa nhập gì. Vui lòng sửa tiêu đề hoặc bỏ cột đó.',
  ROW_WITHOUT_CODE:
    'Có dòng có điểm hoặc họ tên mà không có mã học sinh, nên chưa nhập gì. Vui lòng điền mã vào dòng được nêu.',
  IMPORT_UNACCOUNTED:
    'Chương trình không giải trình được hết các ô của tệp, nên chưa nhập gì. Vui lòng báo người quản trị.',
  ROW_TWICE: 'Hai dòng cùng một học sinh, nên chưa nhập. Vui lòng giữ lại một dòng.',
  IDENTITY_UNCONFIRMED:
    'Mã này đang là của học sinh có họ tên hoặc ngày sinh khác. Vui lòng kiểm tra mã; nếu đúng là cải chính thì xác nhận riêng mã này.',
  IDENTITY_NOT_OURS:
    'Học sinh này thuộc trường khác với họ tên hoặc ngày sinh khác, trường mình không sửa được. Vui lòng kiểm tra mã học sinh.',
  NAME_SPELLED_OTHERWISE: 'Tên đang lưu viết khác (dấu thanh, chữ hoa), vẫn giữ như đang lưu.',
  STUDENT_ELSEWHERE:
    'Học sinh này đang học ở trường khác trong năm học này. Vui lòng làm thủ tục chuyển trường, không nhập danh sách.',
  PERSON_TWICE: 'Có thể một học sinh đang có hai mã. Vui lòng kiểm tra, giữ lại một mã.',
  SUBJECT_TAKEN: 'Môn này đã có giáo viên. Vui lòng phân công thay người đang giữ.',
  ETHNICITY_UNUSUAL: 'Danh mục dân tộc không có tên viết như thế này. Vui lòng kiểm tra cách viết.',
  IDENTITY_NOT_LISTED: 'Danh sách không có học sinh mang mã này. Vui lòng kiểm tra lại mã.',
  PERSONAL_ID_HELD: 'Số định danh này là của học sinh khác. Vui lòng kiểm tra số của cả hai.',
  NAME_RUN_TOGETHER: 'Họ tên có hai chữ viết liền nhau. Vui lòng kiểm tra lại.',
  NAME_ONE_WORD: 'Họ tên chỉ có một chữ. Vui lòng kiểm tra xem có thiếu họ không.',
  STATUS_DAY_OUTSIDE:
    'Ngày chuyển đến hoặc chuyển đi ở tương lai hoặc không thuộc năm học này. Vui lòng kiểm tra lại.',
  AGE_UNUSUAL: 'Tuổi không quen với khối lớp. Vui lòng kiểm tra lại năm sinh.',
  CLASS_TOO_LARGE: 'Một lớp có nhiều nhất 200 học sinh. Vui lòng kiểm tra cột lớp.',
  CLASS_UNKNOWN: 'Năm học này không có lớp đó. Vui lòng kiểm tra tên lớp.',
  SCHOOL_UNKNOWN: 'Không có trường mang mã này. Vui lòng kiểm tra mã trường.',
  // issuing
  KEY_MISSING:
    'Máy chủ chưa có khóa ký, nên chưa phát hành được. Hồ sơ vẫn còn nguyên. Vui lòng báo người quản trị.',
  INTENT_STALE: 'Học bạ đã thay đổi sau khi chốt, nên lần này không phát hành. Vui lòng xem lại và chốt lại.',
  SELF_CHECK_FAILED:
    'Chữ ký vừa tạo không qua được kiểm tra, nên chưa phát hành. Vui lòng báo người quản trị ngay.',
  ISSUING_STOPPED: 'Việc phát hành đang tạm dừng chờ người quản trị. Hồ sơ vẫn còn nguyên.',
} as const satisfies Record<
  Exclude<ProblemCode, keyof typeof familyProblems | keyof typeof asideProblems> | 'OFFLINE',
  string
>;
