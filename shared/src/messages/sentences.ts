import type { Language } from '../text/language.ts';

/** One message in each language: a line for the subject of a mail, and sentences; `{name}` is the place of a parameter. */
interface Sentence<Name extends string> {
  readonly parameters: readonly Name[];
  readonly subject: Readonly<Record<Language, string>>;
  readonly text: Readonly<Record<Language, string>>;
}

const sentence = <const Name extends string>(
  parameters: readonly Name[],
  subject: Sentence<Name>['subject'],
  text: Sentence<Name>['text'],
): Sentence<Name> => ({ parameters, subject, text });

/**
 * The list of sentences, each under its id, so that a recorded voice in Tày, Dao or Mông can be added to a sentence. A
 * stranger may read the telephone: no sentence has a mark, a full name or a school.
 */
export const SENTENCES = {
  'one-time-code': sentence(
    ['code', 'minutes'],
    { vi: 'Mã đăng nhập Học Bạ', en: 'Your sign-in code for Học Bạ' },
    {
      vi: 'Mã đăng nhập Học Bạ: {code}. Dùng trong {minutes} phút. Không đưa mã này cho ai, kể cả nhà trường.',
      en: 'Sign-in code for Hoc Ba: {code}. Valid for {minutes} minutes. Give it to nobody, not even the school.',
    },
  ),
  'signing-code': sentence(
    ['code', 'minutes'],
    { vi: 'Mã ký văn bản trên Học Bạ', en: 'Your code to sign a letter on Học Bạ' },
    {
      vi: 'Mã ký văn bản Học Bạ: {code}. Dùng trong {minutes} phút. Chỉ nhập khi anh chị đã đọc và đồng ý văn bản.',
      en: 'Code to sign a letter on Hoc Ba: {code}. Valid for {minutes} minutes. Use it only if you agree to the letter.',
    },
  ),
  'code-used': sentence(
    ['pupil', 'date'],
    { vi: 'Mã tra cứu học bạ đã được dùng', en: 'A look-up code was used' },
    {
      vi: 'Mã tra cứu học bạ của em {pupil} được dùng ngày {date}. Nếu gia đình không đưa mã, vui lòng gọi nhà trường.',
      en: 'The look-up code for {pupil} was used on {date}. If you gave it to nobody, call the school.',
    },
  ),
  'code-failed': sentence(
    ['pupil', 'date'],
    { vi: 'Có người nhập sai mã tra cứu học bạ', en: 'A wrong look-up code was tried' },
    {
      vi: 'Có người nhập sai mã tra cứu học bạ của em {pupil} ngày {date}. Vui lòng không đưa mã cho người lạ.',
      en: 'Someone tried a wrong look-up code for {pupil} on {date}. Give the code to no stranger.',
    },
  ),
  'looked-up-without-code': sentence(
    ['pupil', 'date'],
    { vi: 'Học bạ được xem theo quyết định của Sở', en: 'A record was shown by decision of the department' },
    {
      vi: 'Sở Giáo dục cho một trường xem học bạ của em {pupil} ngày {date}. Có thắc mắc, vui lòng gọi nhà trường.',
      en: 'The department let a school see the record of {pupil} on {date}. For questions call the school.',
    },
  ),
  'record-issued': sentence(
    ['pupil', 'date'],
    { vi: 'Học bạ mới đã được ký', en: 'A school record was signed' },
    {
      vi: 'Học bạ của em {pupil} đã được ký ngày {date}. Mời gia đình vào trang Học Bạ để xem.',
      en: 'The school record of {pupil} was signed on {date}. Families can see it on the pages of Hoc Ba.',
    },
  ),
  'guardian-linked': sentence(
    ['pupil', 'date'],
    { vi: 'Có thêm người được nối với học bạ', en: 'Another adult was linked to a record' },
    {
      vi: 'Có thêm người được xem học bạ của em {pupil} từ ngày {date}. Không phải người nhà thì gọi ngay nhà trường.',
      en: 'Another adult can see the record of {pupil} since {date}. If that is wrong, call the school at once.',
    },
  ),
  'share-made': sentence(
    ['pupil', 'date'],
    { vi: 'Học bạ được chia sẻ', en: 'A record is being shared' },
    {
      vi: 'Học bạ của em {pupil} được chia sẻ ngày {date}. Không đồng ý thì vào trang Học Bạ trong 48 giờ để dừng.',
      en: 'The record of {pupil} was shared on {date}. To object go to the pages of Hoc Ba within 48 hours.',
    },
  ),
  'share-objected': sentence(
    ['pupil', 'date'],
    { vi: 'Có người không đồng ý chia sẻ học bạ', en: 'Somebody objects to a share' },
    {
      vi: 'Ngày {date} có người giám hộ không đồng ý chia sẻ học bạ của em {pupil}. Xem ở trang Học Bạ.',
      en: 'On {date} a guardian objected to sharing the record of {pupil}. See the pages of Hoc Ba.',
    },
  ),
  'share-settled': sentence(
    ['pupil', 'date'],
    { vi: 'Nhà trường đã giải quyết việc chia sẻ học bạ', en: 'The school decided about a share' },
    {
      vi: 'Ngày {date} nhà trường giải quyết việc chia sẻ học bạ của em {pupil}. Xem lý do ở trang Học Bạ.',
      en: 'On {date} the school decided about sharing the record of {pupil}. See why on the pages of Hoc Ba.',
    },
  ),
  'transfer-objected': sentence(
    ['pupil', 'date'],
    { vi: 'Có người không đồng ý chuyển trường', en: 'Somebody objects to a transfer' },
    {
      vi: 'Ngày {date} có người giám hộ không đồng ý cho em {pupil} chuyển trường. Sở sẽ gọi cho cả hai người.',
      en: 'On {date} a guardian objected to the transfer of {pupil}. The department will call both of you.',
    },
  ),
  'transfer-settled': sentence(
    ['pupil', 'date'],
    { vi: 'Sở đã giải quyết việc chuyển trường', en: 'The department decided about a transfer' },
    {
      vi: 'Ngày {date} Sở Giáo dục giải quyết việc chuyển trường của em {pupil}. Xem lý do ở trang Học Bạ.',
      en: 'On {date} the department decided about the transfer of {pupil}. See why on the pages of Hoc Ba.',
    },
  ),
  'transfer-filed': sentence(
    ['pupil', 'date'],
    { vi: 'Có hồ sơ xin chuyển trường', en: 'A transfer was asked for' },
    {
      vi: 'Có hồ sơ xin chuyển trường cho em {pupil} nộp ngày {date}. Gia đình không nộp thì gọi ngay nhà trường.',
      en: 'A transfer of {pupil} was asked for on {date}. If you did not ask for it, call the school at once.',
    },
  ),
  'transfer-accepted': sentence(
    ['pupil', 'date'],
    { vi: 'Hồ sơ chuyển trường được chấp nhận', en: 'The transfer was accepted' },
    {
      vi: 'Hồ sơ chuyển trường của em {pupil} được chấp nhận ngày {date}. Nhà trường sẽ báo ngày đến lớp.',
      en: 'The transfer of {pupil} was accepted on {date}. The school will name the first day.',
    },
  ),
  'transfer-refused': sentence(
    ['pupil', 'date'],
    { vi: 'Hồ sơ chuyển trường chưa được chấp nhận', en: 'The transfer was not accepted' },
    {
      vi: 'Hồ sơ chuyển trường của em {pupil} không được chấp nhận ngày {date}. Mời gia đình đến trường nhận lý do.',
      en: 'The transfer of {pupil} was not accepted on {date}. The school gives the reason in writing.',
    },
  ),
  'review-answered': sentence(
    ['pupil', 'date'],
    { vi: 'Nhà trường đã trả lời đề nghị rà soát', en: 'A review request was answered' },
    {
      vi: 'Nhà trường đã trả lời đề nghị rà soát về em {pupil} ngày {date}. Mời anh chị xem ở trang Học Bạ.',
      en: 'Your review request about {pupil} was answered on {date}. See the pages of Hoc Ba.',
    },
  ),
  'review-asked': sentence(
    ['pupil', 'date'],
    { vi: 'Nhà trường hỏi về đề nghị rà soát', en: 'A question about a review request' },
    {
      vi: 'Nhà trường hỏi thêm về đề nghị rà soát cho em {pupil} ngày {date}. Mời anh chị trả lời trong 30 ngày.',
      en: 'The school asked about your review request for {pupil} on {date}. Please answer within 30 days.',
    },
  ),
  'review-corrected': sentence(
    ['pupil', 'date'],
    { vi: 'Thầy cô đã sửa theo đề nghị rà soát', en: 'A correction after a review request' },
    {
      vi: 'Thầy cô đã sửa theo đề nghị rà soát về em {pupil} ngày {date}. Mời anh chị xem ở trang Học Bạ.',
      en: 'The correction after your review request about {pupil} was made on {date}. See Hoc Ba.',
    },
  ),
  'promise-made': sentence(
    ['pupil', 'date'],
    { vi: 'Có văn bản chờ gia đình ký', en: 'A letter waits for your signature' },
    {
      vi: 'Chuyển trường của em {pupil}: từ ngày {date} có văn bản về học bạ còn thiếu, chờ gia đình ký ở trang Học Bạ.',
      en: 'Transfer of {pupil}: since {date} a letter about a missing record waits for you on the pages of Hoc Ba.',
    },
  ),
  'promise-kept': sentence(
    ['pupil', 'date'],
    { vi: 'Học bạ còn thiếu đã có', en: 'The missing record is here' },
    {
      vi: 'Học bạ còn thiếu của em {pupil} đã có ngày {date}. Gia đình không phải nộp gì thêm cho việc này.',
      en: 'The missing record of {pupil} came on {date}. You need not bring anything for it any more.',
    },
  ),
} as const;

/** The id of a sentence. */
export type SentenceId = keyof typeof SENTENCES;

/** The sentences that bring a one-time code. */
export type CodeSentenceId = 'one-time-code' | 'signing-code';

/** Whether a sentence brings a one-time code. */
export const isCodeSentence = (id: SentenceId): id is CodeSentenceId =>
  id === 'one-time-code' || id === 'signing-code';

/** The sentences that wait in a queue; a one-time code goes out at once and is stored nowhere. */
export type QueuedSentenceId = Exclude<SentenceId, CodeSentenceId>;

/** The values that a sentence needs, by the names of its places. */
export type SentenceParameters<Id extends SentenceId> = Readonly<
  Record<(typeof SENTENCES)[Id]['parameters'][number], string>
>;
