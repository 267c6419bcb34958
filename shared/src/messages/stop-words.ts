import { searchKey } from '../text/names/search-key.ts';
import { normaliseText } from '../text/normalise.ts';

/** Replies with these words ask for no more messages; written with accents, in small letters, between blanks. */
const STOPS: readonly RegExp[] = [
  / thôi (?!được |cũng được |kệ |học )/,
  / (dừng|ngừng|ngưng) /,
  / (đừng|miễn|khỏi) (có )?(gửi|gởi|nhắn|báo|gọi|làm phiền|liên lạc|liên hệ) /,
  / (không|ko|hông|chẳng|chả|khỏi|thôi|k) ((muốn|cần|còn|có|phải|thích|nên|xin|được) )*(nhận|gửi|gởi|nhắn) (?!được |ra |thấy |lại được )/,
  / từ chối (nhận|tin|các tin|mọi tin) /,
  / (hủy|huỷ|bỏ|xóa|xoá|gỡ) (đăng ký|đăng kí|nhận|theo dõi|số|tin|thông báo) /,
  /^ (hủy|huỷ) $/,
];

/** Words around a stop word that turn its sense. */
const NOT_STOPS =
  / (vậy|thế|mỗi|chỉ có|mới|đừng|không|chưa) (thôi|dừng|ngừng|ngưng) | don t stop | do not stop | bus stop /;

/**
 * Replies without any accent, as old telephones write them. `dung` is dừng, đừng, đúng and dùng, and `thoi` begins thời
 * gian: both count in a sentence about messages, alone, or behind a polite beginning.
 */
const PLAIN_STOPS: readonly RegExp[] = [
  /^ ((xin|cho|vui long|lam on|toi|da|vang|hay|nho|em|co|thay|chi|anh|ad|oi) )*(dung|ngung|ngung lai|dung lai|thoi) ((lai|nhe|nha|a|di|gium|giup|ho|em|toi|cam on|co|thay|nua) )*$/,
  / (dung|ngung|thoi|khoi|mien) (co )?(gui|goi tin|nhan|bao tin|lam phien|lien lac|lien he) (?!duoc )/,
  / (khong|ko|hong|chang|cha|khoi|k) ((muon|can|con|co|phai|thich|nen|xin) )*(nhan|gui|goi tin) (?!duoc |ra |thay |lai duoc )/,
  / tu choi (nhan|tin|cac tin|moi tin) /,
  / (huy|bo|xoa|go) (dang ky|dang ki|nhan|theo doi|so|tin|thong bao) /,
];

const ENGLISH_STOPS: readonly RegExp[] = [
  / (stop|unsubscribe|optout|opt out) /,
  /^ (please )?(cancel|quit|end|remove me) (please )?$/,
  / (no more|do not send|don t send|don t text|do not text) /,
];

const words = (text: string): string => ` ${text.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()} `;

/**
 * Whether a reply to a message asks for no more messages. Any polite sentence counts, not one exact word (STOP alone
 * fails with people); "không nhận được mã" (the code did not arrive) does not.
 */
export const asksToStop = (reply: string): boolean => {
  const said = words(normaliseText(reply).toLowerCase());
  if (NOT_STOPS.test(said)) return false;
  if (ENGLISH_STOPS.some((stop) => stop.test(said))) return true;
  const plain = words(searchKey(said));
  return (said === plain ? PLAIN_STOPS : STOPS).some((stop) => stop.test(said));
};
