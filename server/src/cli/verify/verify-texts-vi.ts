import { VI as WORDS } from '@hocba/shared/credential/words/vi';
import { formatBirthDate } from '@hocba/shared/school/pupil/birth-date';
import type { VerifyTexts } from './verify-words.ts';

const USAGE = `Cách dùng: hocba verify TỆP|- [--json] [--offline] [--trust TỆP] [--root DÃY-CHỮ] [--at THỜI-ĐIỂM]

Kiểm tra một học bạ đã ký (mã học bạ), đường dẫn chứa mã học bạ, tệp học bạ (.hocba.json), hoặc giấy xác nhận
đang học; đọc đúng như trang Kiểm tra học bạ. Dấu - là đọc từ đầu vào chuẩn. Không bao giờ tải gì về: --offline được chấp
nhận và không đổi gì. Thời gian in ra là giờ Việt Nam.
  --trust TỆP       danh sách khóa tin cậy cần dùng; không ghi thì dùng TRUST_LIST_FILE, nếu có. Danh sách kèm trong tệp
                    học bạ chỉ được dùng khi do cùng khóa gốc ký và mới hơn. Danh sách mới nhất từng thấy của mỗi khóa
                    gốc được giữ trong STATE_FOLDER và được dùng thay cho danh sách cũ hơn.
  --root DÃY-CHỮ    khóa gốc cần tin từ nay về sau cho nơi phát hành của danh sách; không ghi thì vẫn chỉ tin khóa gốc
                    thấy lần đầu, danh sách do khóa gốc khác ký không được tin.
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

/** The Vietnamese words of `hocba verify`. */
export const VI: VerifyTexts = {
  usage: USAGE,
  verdicts: WORDS.verdict,
  steps: WORDS.step,
  outcomes: { ok: 'đạt', warning: 'đạt, cần lưu ý', failed: 'không đạt', unknown: 'chưa kiểm tra được' },
  codes: WORDS.code,
  kind: (kind) => `Tệp ${WORDS.kind[kind]}.`,
  beside: ({ name, about = [] }, since) => {
    if (name === 'status')
      return since === undefined ? 'chưa kiểm tra thu hồi' : `chưa kiểm tra thu hồi từ ${since}`;
    if (name === 'years' && about.length > 0) return `nhưng chưa đủ: thiếu năm học ${about.join(', ')}`;
    return `chưa rõ: ${WORDS.step[name]}`;
  },
  list: (used, file, moment) => `${LISTS[used]} ${file}, tính đến ${moment} (giờ Việt Nam)`,
  newerThan: (file) => `Danh sách này mới hơn ${file} của cùng khóa gốc.`,
  root: (thumbprint, pinnedFor) =>
    pinnedFor === undefined
      ? `Khóa gốc: ${thumbprint}`
      : `Khóa gốc: ${thumbprint}\nĐây là khóa gốc đầu tiên thấy của ${pinnedFor} và nay được ghim lại: vui lòng so với dãy chữ nơi phát hành đã công bố.`,
  otherRoot: (first, now, issuer) => [
    `Khóa gốc khác với lần đầu của ${issuer}: danh sách khóa này không được tin.`,
    `  lần đầu  ${first}`,
    `  lần này  ${now}`,
    'Nếu nơi phát hành đã báo đổi khóa gốc và đọc đúng dãy chữ lần này, ghi --root kèm dãy chữ đó để tin từ nay về sau.',
  ],
  empty: 'Tệp không có học bạ nào nên chưa kiểm tra được gì. Vui lòng xin lại tệp của trường.',
  whole: 'Cả tệp:',
  record: (number) => `Học bạ thứ ${number}`,
  subject: ({ student, school, year, class: className, revision }) =>
    `${student.name} (${student.code}), lớp ${className}, năm học ${year}, ${school.name}, lần phát hành thứ ${revision}`,
  issued: (moment, issuer) => `phát hành lúc ${moment} (giờ Việt Nam) bởi ${issuer}`,
  confirmations: WORDS.confirmation,
  enrolled: ({ student, school, class: className, from, until }) =>
    `${student.name} (sinh ${formatBirthDate(student.birthDate)}), lớp ${className}, ${school.name}, từ ${formatBirthDate(from)} đến ${formatBirthDate(until)}`,
  validUntil: (moment, issuer) => `có giá trị đến ${moment} (giờ Việt Nam), ký bởi ${issuer}`,
  cannotRead: (path) => `không đọc được tệp ${path}`,
  atWanted: "--at: thời điểm dạng 2026-06-10T02:30:15Z hoặc '09:30 10/06/2026' (giờ Việt Nam)",
  fileWanted: 'lệnh verify nhận đúng một tệp',
  rootWanted: '--root: cần đủ dãy chữ của khóa gốc, 43 chữ, có hoặc không có dấu cách',
  notKept: (file, why) =>
    `Không lưu lại được danh sách khóa tin cậy vào ${file}: ${why}\nChừng nào chưa lưu được, một danh sách cũ hơn của khóa gốc này bị đặt vào thay sẽ không bị phát hiện.`,
};
