import type { VerifyTexts } from './verify-words.ts';

const USAGE = `Cách dùng: hocba verify TỆP|- [--json] [--offline] [--trust TỆP] [--at THỜI-ĐIỂM]

Kiểm tra một học bạ đã ký (mã học bạ), đường dẫn chứa mã học bạ hoặc tệp học bạ (.hocba.json), đọc đúng như trang Kiểm tra
học bạ; dấu - là đọc từ đầu vào chuẩn. Không bao giờ tải gì về: --offline được chấp nhận và không đổi gì. Thời gian in ra là giờ
Việt Nam.
  --trust TỆP       danh sách khóa tin cậy cần dùng; không ghi thì dùng TRUST_LIST_FILE, nếu có. Danh sách kèm trong tệp
                    học bạ chỉ được dùng khi do cùng khóa gốc ký và mới hơn. Danh sách mới nhất từng thấy của mỗi khóa
                    gốc được giữ trong STATE_FOLDER và được dùng thay cho danh sách cũ hơn.
  --at THỜI-ĐIỂM    xét theo thời điểm này: 2026-06-10T02:30:15Z, 2026-06-10T09:30:15+07:00, hoặc như trang web ghi
                    (giờ Việt Nam): '09:30 10/06/2026'
  --json            in toàn bộ kết quả dạng JSON, thời gian theo UTC
Mã thoát: 0 hợp lệ, 1 không hợp lệ, 2 chưa kiểm tra được (kể cả bản chép chưa đủ), không phải học bạ (NOT_A_RECORD) hoặc
không đọc được tệp, 3 đã được thay thế, bị thu hồi hoặc hết hạn, 64 gọi lệnh sai, 70 lỗi của chương trình.
Quanh học bạ có thể có lời văn; một văn bản có thể chứa nhiều học bạ, khi đó chúng còn được đối chiếu với nhau.`;

const LISTS: Readonly<Record<Parameters<VerifyTexts['list']>[0], string>> = {
  given: 'Danh sách khóa tin cậy',
  bundle: 'Danh sách khóa tin cậy: bản mới hơn kèm trong tệp, do cùng khóa gốc ký với',
  none: 'Không có danh sách khóa tin cậy dùng được, đã tìm ở',
};

/** The sentences of the verify page where they fit a terminal. */
const CODES: VerifyTexts['codes'] = {
  TOKEN_TOO_LARGE: 'Chuỗi dài hơn mọi học bạ số',
  TOKEN_NOT_COMPACT: 'Chuỗi không có đủ ba phần ngăn bằng dấu chấm; có thể chép thiếu',
  TOKEN_NOT_CANONICAL: 'Có phần của chuỗi không viết đúng quy cách; có thể đã bị sửa',
  SIGNATURE_LENGTH: 'Chữ ký không đủ độ dài; có thể chép thiếu',
  HEADER_MALFORMED: 'Phần đầu không đọc được',
  HEADER_MEMBER: 'Phần đầu có mục lạ hoặc thiếu mục',
  HEADER_TYP: 'Chuỗi được ký cho việc khác, không phải học bạ',
  HEADER_ALG: 'Chuỗi ghi một cách ký khác với quy định',
  PAYLOAD_MALFORMED: 'Phần nội dung không đọc được',
  NOT_A_RECORD: 'Đây không phải học bạ số; chưa kết luận gì về học bạ',
  TEXT_CUT: 'Chuỗi kết thúc sớm, bản chép chưa đủ; vui lòng chép lại cả chuỗi',
  BUNDLE_MALFORMED: 'Tệp học bạ bị hỏng hoặc thiếu một phần; vui lòng chép hoặc tải lại cả tệp',
  BUNDLE_FORM_UNKNOWN: 'Tệp học bạ có dạng mà bản này chưa biết; bản mới hơn có thể đọc được',
  BUNDLE_LIST_DAMAGED: 'Danh sách khóa kèm trong tệp bị hỏng: tệp đã bị sửa',
  BUNDLE_LIST_OTHER_ROOT: 'Danh sách khóa kèm trong tệp do khóa gốc khác ký; không dùng đến',
  TRUST_LIST_MISSING: 'Chưa có danh sách khóa, nên không biết tin khóa nào',
  TRUST_LIST_MALFORMED: 'Danh sách khóa bị hỏng',
  TRUST_LIST_SIGNATURE: 'Chữ ký của danh sách khóa không đúng',
  TRUST_LIST_OTHER_ROOT: 'Danh sách khóa do khóa gốc khác với khóa gốc cần tin ký',
  TRUST_LIST_EXPIRED: 'Danh sách khóa đã hết hạn; vui lòng lấy danh sách mới của nơi phát hành',
  TRUST_LIST_NOT_YET: 'Danh sách khóa ghi ngày ở tương lai; vui lòng xem lại đồng hồ của máy',
  KEY_UNKNOWN: 'Khóa đã ký không có trong danh sách tin cậy',
  KEY_COMPROMISED: 'Khóa này đã bị lộ, nên chữ ký của nó không chứng minh được gì',
  SIGNATURE_INVALID: 'Chữ ký không khớp: nội dung đã bị sửa hoặc không phải của nơi phát hành',
  SCHEMA_MISMATCH: 'Nội dung không đúng cấu trúc của học bạ một năm học',
  TEXT_NOT_PLAIN: 'Có chữ chứa ký tự mắt thường không thấy',
  NAME_NOT_LATIN: 'Có tên lẫn chữ cái của bộ chữ khác',
  SUBJECT_TWICE: 'Một môn học xuất hiện hai lần',
  SUBJECT_RESULT_KIND: 'Có kết quả không đúng cách đánh giá của môn',
  SCHOOL_YEAR_MISMATCH: 'Năm học không khớp với ngày phát hành',
  YEAR_AVERAGE_DIFFERS: 'Điểm trung bình cả năm của một môn khác với điểm tính từ hai học kỳ (lưu ý)',
  REGULATION_NOT_THEN: 'Thông tư ghi trong học bạ chưa áp dụng cho lớp này vào năm học đó',
  SUBJECT_WRONG_MODE: 'Có môn đánh giá khác cách mà Thông tư quy định',
  SUBJECT_NAME_OF_ANOTHER: 'Có môn mang tên của môn khác cùng lớp',
  SUBJECT_UNKNOWN: 'Có môn mà nơi kiểm tra này không biết (lưu ý)',
  SUBJECT_OTHER_GRADE: 'Có môn không thuộc chương trình của lớp này (lưu ý)',
  SUBJECT_NAME_DIFFERS: 'Có môn mang tên khác với chương trình (lưu ý)',
  SUBJECT_TEST_NOT_DUE: 'Có môn ghi điểm kiểm tra định kỳ mà Thông tư không yêu cầu (lưu ý)',
  CURRICULUM_NOT_KNOWN: 'Ở đây chưa có chương trình của lớp và năm học này, nên các môn chưa được đối chiếu',
  ISSUER_MISMATCH: 'Nơi phát hành ghi trong học bạ không phải nơi có khóa đã ký',
  CLAIM_MISMATCH: 'Hai chỗ trong học bạ ghi khác nhau về cùng một điều',
  ISSUED_IN_FUTURE: 'Học bạ ghi ngày ở tương lai; vui lòng xem lại đồng hồ của máy',
  KEY_NOT_VALID_THEN: 'Khóa không có hiệu lực vào ngày ký',
  STATUS_UNKNOWN: 'Sau ngày phát hành có bị thu hồi hay không thì chưa biết được ở đây',
  PUPILS_MIXED: 'Tệp chứa học bạ của nhiều học sinh nên không học bạ nào được chấp nhận',
  SUPERSEDED_BY_NEWER: 'Trong tệp có bản mới hơn của cùng học bạ',
  REVISION_TWICE: 'Tệp có hai bản khác nhau của cùng năm học và cùng lần phát hành',
  STUDENT_CODES_DIFFER: 'Học bạ của một học sinh ghi hai mã học sinh khác nhau',
  STUDENT_NAMES_DIFFER: 'Học bạ của một học sinh ghi hai họ tên khác nhau',
  IDENTITY_DIFFERS: 'Ngày sinh hoặc số định danh khác nhau giữa các năm (lưu ý)',
  YEAR_MISSING: 'Tệp chưa đủ: thiếu học bạ của năm học nằm giữa',
  YEAR_TWICE: 'Tệp có hai học bạ của cùng một năm học (lưu ý)',
};

/** What `hocba verify` says in Vietnamese. */
export const VI: VerifyTexts = {
  usage: USAGE,
  verdicts: {
    VALID: 'Học bạ hợp lệ',
    SUPERSEDED: 'Bản này đã được thay thế',
    REVOKED: 'Học bạ đã bị thu hồi',
    EXPIRED: 'Học bạ đã hết hạn',
    INVALID: 'Học bạ không hợp lệ',
    UNVERIFIABLE: 'Chưa kiểm tra được',
  },
  steps: {
    format: 'Định dạng',
    trust: 'Danh sách khóa tin cậy',
    key: 'Khóa của nơi phát hành',
    signature: 'Chữ ký số',
    schema: 'Cấu trúc',
    claims: 'Dữ liệu khớp nhau',
    time: 'Thời gian',
    curriculum: 'Môn học theo chương trình',
    status: 'Tình trạng thu hồi',
    list: 'Danh sách khóa kèm trong tệp',
    pupil: 'Một học sinh',
    identity: 'Mã và tên học sinh khớp nhau',
    revisions: 'Mỗi năm một bản',
    years: 'Đủ các năm học',
  },
  outcomes: { ok: 'đạt', failed: 'không đạt', unknown: 'chưa kiểm tra được' },
  codes: CODES,
  kinds: {
    empty: 'tệp không có nội dung',
    spreadsheet: 'tệp là bảng tính Excel',
    document: 'tệp là văn bản Word',
    pdf: 'tệp là PDF',
    image: 'tệp là ảnh',
    archive: 'tệp là tệp nén',
    token: 'tệp là mã ký của hệ thống khác',
    trustList: 'tệp là danh sách khóa tin cậy',
    text: 'tệp là văn bản khác',
    data: 'tệp của chương trình khác',
    tooLarge: 'tệp lớn hơn mọi tệp học bạ',
  },
  incomplete: (years) => `nhưng chưa đủ: thiếu năm học ${years.join(', ')}`,
  list: (used, file, moment) => `${LISTS[used]} ${file}, tính đến ${moment} (giờ Việt Nam)`,
  newerThan: (file) => `Danh sách này mới hơn ${file} của cùng khóa gốc.`,
  empty: 'Tệp không có học bạ nào nên chưa kiểm tra được gì. Vui lòng xin lại tệp của trường.',
  whole: 'Cả tệp:',
  record: (number) => `Học bạ thứ ${number}`,
  subject: ({ student, school, year, class: className, revision }) =>
    `${student.name} (${student.code}), lớp ${className}, năm học ${year}, ${school.name}, lần phát hành thứ ${revision}`,
  issued: (moment, issuer) => `phát hành lúc ${moment} (giờ Việt Nam) bởi ${issuer}`,
  cannotRead: (path) => `không đọc được tệp ${path}`,
  atWanted: "--at: thời điểm dạng 2026-06-10T02:30:15Z hoặc '09:30 10/06/2026' (giờ Việt Nam)",
  fileWanted: 'lệnh verify nhận đúng một tệp',
  notKept: (file, why) =>
    `Không lưu lại được danh sách khóa tin cậy vào ${file}: ${why}\nChừng nào chưa lưu được, một danh sách cũ hơn của khóa gốc này bị đặt vào thay sẽ không bị phát hiện.`,
};
