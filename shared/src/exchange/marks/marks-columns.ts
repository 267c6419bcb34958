import type { ColumnCode } from '../../school/identifiers.ts';
import { type ColumnSpec, columnSpec, type HeadingOptions } from '../workbook/headings/header.ts';
import { FAMILY_HEADINGS } from '../workbook/headings/name-columns.ts';
import type { Claims, ClaimTarget } from '../workbook/titles/sheet-claims.ts';
import { subjectsNamed } from '../workbook/titles/subject-names.ts';

export type MarkColumn = 'code' | 'name' | 'family' | 'given' | 'birthDate' | 'class' | ColumnCode;

const MARK_TITLES: Partial<Record<ColumnCode, string>> = {
  gk: 'ĐĐGgk',
  ck: 'ĐĐGck',
  'gk-level': 'Mức giữa kỳ',
  'ck-level': 'Mức cuối kỳ',
  remark: 'Nhận xét',
  retest: 'Kiểm tra lại',
};

/** A column of marks as messages call it. */
export const markTitle = (column: ColumnCode): string => MARK_TITLES[column] ?? `ĐĐGtx ${column.slice(2)}`;

const MIDDLE = ['gk', 'giuaky', 'giuaki', 'giuahocky', 'giuahocki'];
const END = ['ck', 'cuoiky', 'cuoiki', 'cuoihocky', 'cuoihocki', 'cuoinam', 'cuoinamhoc'];

const named = (names: readonly string[], ...prefixes: readonly string[]): string[] =>
  prefixes.flatMap((prefix) => names.map((name) => `${prefix}${name}`));

const LEVEL = ['muc', 'mucdatduoc'];
const SCORE = ['diem', 'diemktdk', 'diemso', 'ktdk'];

/** Headings one column of marks goes by, folded; under a subject alone, `Mức` and `Điểm` are of the named period. */
const markSynonyms = (column: ColumnCode, period: Claims['period']): string[] => {
  const bare = (names: readonly string[], of: string) => (period === of ? names : []);
  if (column === 'gk') return ['ddggk', ...named(MIDDLE, '', ...SCORE), ...bare(SCORE, 'gk')];
  if (column === 'ck') return ['ddgck', ...named(END, '', ...SCORE), ...bare(SCORE, 'ck')];
  if (column === 'gk-level') return [...named(MIDDLE, ...LEVEL), ...bare(LEVEL, 'gk')];
  if (column === 'ck-level') return [...named(END, ...LEVEL), ...bare(LEVEL, 'ck')];
  if (column === 'remark') return ['nhanxet', 'nhanxetcuagiaovien', 'nhanxetgiaovien'];
  if (column === 'retest') return named(['kiemtralai', 'ktlai', 'thilai'], '', 'diem');
  const number = column.slice(2);
  return ['ddgtx', 'tx', 'thuongxuyen', 'diemthuongxuyen'].map((name) => `${name}${number}`);
};

/** Columns of a mark sheet: the pupil's code must be there; of the marks any, as a file of mid-term has no end. */
export const markColumns = (
  columns: readonly ColumnCode[],
  period?: Claims['period'],
): ColumnSpec<MarkColumn>[] => [
  columnSpec('code', 'Mã học sinh', true, 'mahocsinh mahs'),
  columnSpec('name', 'Họ và tên', false, 'hoten hovaten hotenhocsinh hovatenhocsinh hotenhs'),
  columnSpec('family', 'Họ đệm', false, FAMILY_HEADINGS),
  columnSpec('given', 'Tên', false, 'ten'),
  columnSpec('birthDate', 'Ngày sinh', false, 'ngaysinh ngaythangnamsinh'),
  columnSpec('class', 'Lớp', false, 'lop malop tenlop'),
  ...columns.map((column) => ({
    key: column,
    title: markTitle(column),
    required: false,
    synonyms: markSynonyms(column, period),
  })),
];

/** The middle or the end of a term, as headings name it: as a test or not, with its term or without. */
const PERIOD =
  /^(muc|mucdatduoc|diem|diemso)?(?:bai)?(?:kiemtra|kt|danhgia)?(giua|cuoi)(?:hocky|hocki|hk|ky|ki)(1|2|ii|i)?$/;

const termOfNumber = (number: string): string => (number === '1' || number === 'i' ? 'hk1' : 'hk2');

/** One name for the middle and one for the end of the own term: `Kiểm tra giữa học kì I` is `Giữa kỳ`. */
export const renameHeading =
  ({ term }: ClaimTarget): NonNullable<HeadingOptions['rename']> =>
  (folded) => {
    const [, what = '', period, number] = PERIOD.exec(folded) ?? [];
    const isOwn = number === undefined || termOfNumber(number) === term;
    return period !== undefined && isOwn ? `${what}${period}ky` : folded;
  };

/** Headings above several columns that say whose the columns are: a subject's, a term's. */
export const judgeHeading =
  ({ subject, term }: ClaimTarget): NonNullable<HeadingOptions['judge']> =>
  (folded) => {
    const subjects = subjectsNamed(folded) ?? subjectsNamed(folded.replace(/^mon/, ''));
    if (subjects !== undefined) return subjects.includes(subject ?? '') ? 'own' : 'other';
    const number = PERIOD.exec(folded)?.[3];
    if (number !== undefined) return termOfNumber(number) === term ? undefined : 'other';
    const said = /^(?:hocky|hocki|hk)(1|2|ii|i)$/.exec(folded)?.[1];
    if (said === undefined) return undefined;
    return termOfNumber(said) === term ? 'own' : 'other';
  };

/**
 * Marks of any sheet and any year before: what a column of one of these holds is a mark, though this sheet has no place
 * for it.
 */
const ANY_MARK =
  /^(ddg)?(diem)?(tx|gk|ck|thuongxuyen|giuak[yi]|cuoik[yi]|giuahock[yi]|cuoihock[yi]|thilai|ktlai|kiemtralai)\d{0,2}$|^(ddg|diem|diemkt|kiemtra|diemkiemtra|kt)?(mieng|15phut|15p|1tiet|45phut|hs[123]|heso[123]|kt15|kt1t|ktm|ktv|kt45)\d{0,2}$|^(kttx|ktdk|ktgk|ktck)\d{0,2}$/;

/** Averages and order, as many files have them beside the marks; the registry computes its own. */
const COMPUTED =
  /^(stt|tt|so|sott|dtb|tb|tbm|tbc|diemtb|trungbinh|diemtrungbinh|xeph|hang|thuhang|xeploai|vang|nghi)/;

/** Whether a heading names marks that are not of this sheet. */
export const isOtherMark = (folded: string): boolean => ANY_MARK.test(folded);

/** Whether a heading names what follows from the marks, or a count. */
export const isComputed = (folded: string): boolean => COMPUTED.test(folded);
