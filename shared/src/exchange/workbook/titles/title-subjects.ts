import { indexPhrases, phraseAt, SUBJECT_NAMES, type TitleWord, titleWords } from './subject-names.ts';

/** The sign that joins two cells of one row; no text of a cell has two spaces in a row. */
export const BETWEEN_CELLS = '  ';

/**
 * What a phrase of a title does. `plain` says nothing of a subject; after `marks` and `subject` the name of one follows;
 * `aside` begins the name of a school, an office or a person, in which words of subjects mean nothing, and all but
 * `plain` end it.
 */
type Use = 'plain' | 'place' | 'marks' | 'subject' | 'aside';

const uses = (use: Use, phrases: string) => phrases.split(', ').map((phrase) => [phrase, use] as const);

const PHRASES = indexPhrases<Use>([
  ...uses('marks', 'bảng điểm, sổ điểm, điểm, bảng tổng hợp điểm, sổ theo dõi, kết quả'),
  ...uses('subject', 'môn, môn học'),
  ...uses(
    'plain',
    'ngày sinh, sinh ngày, năm sinh, nam sinh, nữ sinh, sinh viên, văn phòng, văn bản, hóa đơn',
  ),
  ...uses('plain', 'địa chỉ, địa điểm, tin nhắn, tin tức, anh chị'),
  ...uses('place', 'lớp, học kỳ, hk, hk1, hk2, hki, hkii, năm học'),
  ...uses(
    'plain',
    'bộ môn, chuyên môn, bảng, sổ, bảng tổng hợp, tổng hợp, kỳ, cả năm, năm, nh, khối, giữa, cuối',
  ),
  ...uses(
    'plain',
    'học, học tập, học sinh, hs, danh sách, kiểm tra, đánh giá, thường xuyên, định kỳ, tổng kết',
  ),
  ...uses(
    'plain',
    'thông tin, văn hóa, sinh hoạt, công nghệ thông tin, tin học sinh, khóa học, sheet, trang, mẫu',
  ),
  ...uses(
    'plain',
    'và, của, ngày, tháng, phiếu, nhập, ghi, thi lại, rèn luyện, i, ii, một, hai, nhất, gk, ck, tx',
  ),
  ...uses(
    'aside',
    'trường, thcs, thpt, tiểu học, th, trung học, ptdt, ptdtbt, ptdtnt, trung tâm, phòng, ubnd',
  ),
  ...uses(
    'aside',
    'ủy ban, sở giáo dục, sở gd, sở gdđt, bộ giáo dục, bộ gd, sở khoa học và công nghệ, tổ, ban, nhóm',
  ),
  ...uses(
    'aside',
    'giáo viên, gv, gvbm, gvcn, hiệu trưởng, phó hiệu trưởng, người, chủ nhiệm, họ tên, họ và tên',
  ),
]);

/** Numbers, classes and years stand beside the name of any subject. */
const BESIDE = /^(\d+|\d*[a-zđ]\d*)$/;

/** Names of one word that mean nothing but a subject. */
const ONLY_SUBJECT = /^(nn1|nn2|gdcd|lsdl|khtn|gdqp|gdqpan|gdktpl|gdtc|hdtn|hdtnhn|gddp|tnxh)$/;

interface Found {
  readonly codes: readonly string[];
  /** Whether it can be nothing else: named as a subject, or by a name of several words. */
  readonly sure: boolean;
}

interface Scan {
  readonly found: Found[];
  /** Words that we do not know stand in the cell. */
  isOther: boolean;
  /** Something stands beside the subjects: titles, a class, a term. */
  isBeside: boolean;
  /** A name of a school, an office or a person stands in the cell. */
  isNamed: boolean;
}

/**
 * The part of a title that goes on from one cell of a row to the next: `Môn:` names the subject that stands in the cell
 * beside it.
 */
interface Carried {
  use: Use | undefined;
}

const isSure = (words: readonly TitleWord[], use: Use | undefined): boolean =>
  use === 'marks' || use === 'subject' || words.length > 1 || ONLY_SUBJECT.test(words[0]?.folded ?? '');

/** Reads one place of a cell; returns how many words it took. */
const readAt = (words: readonly TitleWord[], at: number, scan: Scan, carried: Carried): number => {
  const phrase = phraseAt(PHRASES, words, at);
  const subject = carried.use === 'aside' ? undefined : phraseAt(SUBJECT_NAMES, words, at);
  if (subject !== undefined && subject.words.length >= (phrase?.words.length ?? 0)) {
    scan.found.push({ codes: subject.meaning, sure: isSure(subject.words, carried.use) });
    carried.use = undefined;
    return subject.words.length;
  }
  if (phrase === undefined) {
    if (carried.use === 'aside') {
      scan.isNamed = true;
      return 1;
    }
    if (BESIDE.test(words[at]?.folded ?? '')) scan.isBeside = true;
    else scan.isOther = true;
    carried.use = undefined;
    return 1;
  }
  const goesOn = phrase.meaning === 'plain' && (carried.use === 'aside' || carried.use === 'subject');
  if (!goesOn) carried.use = phrase.meaning;
  scan.isBeside = true;
  return phrase.words.length;
};

/**
 * The subjects that a title names, each as the codes it may mean, and whether the title has no other words than such
 * names, classes and terms. `Toán`, `Văn`, `Anh` are also words of other things and names of people: they count after
 * `môn` or `bảng điểm`, and where nothing unknown stands in the cell.
 */
export const subjectsInTitle = (text: string): { subjects: (readonly string[])[]; isKnown: boolean } => {
  const cells = text.split(BETWEEN_CELLS).map(titleWords);
  const filled = cells.filter((words) => words.length > 0);
  const carried: Carried = { use: undefined };
  const found: Found[] = [];
  let isKnown = true;
  for (const words of filled) {
    const scan: Scan = { found: [], isOther: false, isBeside: false, isNamed: false };
    for (let at = 0; at < words.length; ) at += readAt(words, at, scan, carried);
    // A cell that only begins a name, as `Trường:`, has the name in the cell beside it.
    if (carried.use === 'aside' && scan.isNamed) carried.use = undefined;
    if (scan.isOther) isKnown = false;
    const isAll = !scan.isOther && (scan.isBeside || filled.length === 1);
    found.push(...scan.found.map(({ codes, sure }) => ({ codes, sure: sure || isAll })));
  }
  // Beside a sure one the others count too: a row with `Toán` and `Ngữ văn` is not of one of them alone.
  const isSaid = found.some(({ sure }) => sure);
  return { subjects: isSaid ? found.map(({ codes }) => codes) : [], isKnown };
};
