import type { ImportNote } from '@hocba/shared/exchange/workbook/accounting';
import { type ImportError, NO_PUPIL } from '@hocba/shared/exchange/workbook/headings/header';
import type { CellKind } from '@hocba/shared/exchange/workbook/sheet-table';
import { PROBLEM_TITLES } from '@hocba/shared/problem-titles';
import { SUBJECTS } from '@hocba/shared/school/curriculum/curriculum';
import { PRIMARY_SUBJECTS } from '@hocba/shared/school/curriculum/curriculum-primary';
import { HOMEROOM, type SheetId, type SubjectCode, sheetParts } from '@hocba/shared/school/identifiers';
import type { PersonalIdFinding } from '@hocba/shared/school/pupil/personal-id';
import { vietnameseReason } from '../texts/problem-texts-vi.ts';
import type { ImportTexts } from './import-words.ts';

/** The values that a column takes, by its name. */
const WANTED: ReadonlyMap<string, string> = new Map([
  ['Mã học sinh', 'mã của cơ sở dữ liệu ngành, ghi dạng chữ, đủ các số 0 ở đầu'],
  ['Họ tên', 'họ và tên học sinh'],
  ['Họ và tên', 'họ và tên học sinh'],
  ['Họ đệm', 'họ và tên đệm, đứng cạnh tên'],
  ['Tên', 'tên, đứng cạnh họ và tên đệm'],
  ['Ngày sinh', 'ngày/tháng/năm, ví dụ 17/05/2013'],
  ['Giới tính', 'Nam hoặc Nữ'],
  ['Dân tộc', 'tên dân tộc'],
  ['Mã lớp', 'tên lớp của khối 1 đến 12, ví dụ 8A1 hoặc 8/1'],
  ['Lớp', 'tên lớp của khối 1 đến 12, ví dụ 8A1 hoặc 8/1'],
  ['Trạng thái HS', 'Đang học, Chuyển đến, Chuyển đi, Thôi học …'],
  ['Ngày nhập trạng thái', 'ngày/tháng/năm, ví dụ 05/09/2026'],
  ['Môn lựa chọn', 'tên các môn, cách nhau bằng dấu phẩy'],
  ['Số định danh cá nhân', '12 chữ số, ghi dạng chữ'],
]);

const TERMS: ReadonlyMap<string, string> = new Map([
  ['hk1', 'học kỳ I'],
  ['hk2', 'học kỳ II'],
  ['summer', 'kiểm tra lại trong hè'],
]);

/** The Vietnamese name of a subject by its code; undefined for any other text. */
const subjectName = (code: string): string | undefined =>
  SUBJECTS[code as SubjectCode]?.vi ??
  (Object.hasOwn(PRIMARY_SUBJECTS, code) ? PRIMARY_SUBJECTS[code as SubjectCode]?.vi : undefined);

/** The kind of a cell that could not be taken. */
const HOLDS: Readonly<Record<CellKind, string>> = {
  error: 'ô đang báo lỗi của bảng tính; vui lòng ghi lại giá trị',
  formula: 'công thức chưa được tính; vui lòng mở tệp bằng phần mềm bảng tính rồi lưu lại',
  percent: 'số đang ở định dạng phần trăm; vui lòng ghi lại dạng số',
  'no-day': 'ô ở định dạng ngày nhưng không chứa ngày nào',
  damaged: 'tệp ghi sai nội dung của ô này; vui lòng ghi lại giá trị',
  day: 'bảng tính đã đổi nội dung gõ vào thành ngày',
  truth: 'ô chứa giá trị TRUE hoặc FALSE',
};

const titleOf = ({ code, holds }: ImportError): string => {
  if (code === 'CELL_UNREADABLE' && holds !== undefined) return HOLDS[holds];
  const text = vietnameseReason(code) ?? PROBLEM_TITLES[code];
  return holds === undefined ? text : `${text}; ${HOLDS[holds]}`;
};

const reason = (error: ImportError): string => {
  const { code, column, value, expected } = error;
  const text = titleOf(error);
  if (code === 'STUDENT_MOVED' && expected !== undefined) return `${text}: ${expected}`;
  if (value === NO_PUPIL.value) return 'trong tệp không có học sinh nào';
  if (expected !== undefined)
    return `${text}; cần: ${TERMS.get(expected) ?? subjectName(expected) ?? expected}`;
  const wanted = code === 'ROW_INVALID' || code === 'ROW_WITHOUT_CODE' ? WANTED.get(column ?? '') : undefined;
  return wanted === undefined ? text : `${text}; cần: ${wanted}`;
};

const place: ImportTexts['place'] = ({ sheet, row, column, value }) => {
  const where = [
    sheet === undefined ? '' : `trang tính "${sheet}"`,
    row === null ? '' : `dòng ${row}`,
    column ?? '',
    value && value !== NO_PUPIL.value ? `"${value}"` : '',
  ];
  return where.filter((part) => part !== '').join(', ') || 'tệp';
};

const NOTES: Readonly<Record<ImportNote['note'], string>> = {
  SHEET_CHOSEN: 'đọc trang tính này',
  SHEET_HIDDEN: 'trang tính phù hợp nhưng đang ẩn, không đọc',
  SHEET_LEFT: 'không đọc trang tính này vì cần đọc trang khác',
  SHEET_OTHER: 'không đọc trang tính này vì tên hoặc tiêu đề của nó ghi thứ khác',
  SHEET_UNFIT: 'trang tính không có các cột cần đọc',
  SHEET_WITHOUT_ROWS: 'trang tính chỉ có tiêu đề, không có dòng nào',
  OTHER_SCHOOL: 'tiêu đề ghi tên trường khác; vui lòng kiểm tra đúng tệp của trường chưa',
  TITLES: 'các dòng phía trên tiêu đề cột',
  HEADINGS: 'tiêu đề cột',
  HEADINGS_AGAIN: 'tiêu đề cột lặp lại, bỏ qua',
  COLUMN_HIDDEN: 'cột này đang ẩn trong bảng tính nhưng vẫn được đọc',
  ROWS_HIDDEN: 'các dòng này đang ẩn trong bảng tính nhưng vẫn được đọc',
  COLUMN_LEFT: 'không đọc cột này',
  COLUMN_FOREIGN: 'cột của môn hoặc học kỳ khác, không đọc',
  COLUMN_ABSENT: 'tệp không có cột này; điểm đã nhập giữ nguyên',
  ROW_SUMMARY: 'dòng tổng hoặc trung bình, bỏ qua',
  ROW_FOOT: 'không phải học sinh, bỏ qua',
  ROW_OTHER_CLASS: 'học sinh lớp khác, bỏ qua',
  MARKS_REMOVED: 'bỏ các ký tự mắt thường không thấy (dấu đổi chiều, ký tự không độ rộng)',
  STATUS_AWAY: 'ghi thành "Chuyển đi": học sinh không còn trong lớp',
  STATUS_STUDYING: 'ghi thành "Đang học"',
  STATUS_DAY: 'không ghi ngày của học sinh đang học: hệ thống chỉ lưu ngày của "Chuyển đến" và "Chuyển đi"',
  DAY_BEFORE: 'ngày ghi kèm 17:00 được đọc là ngày hôm sau, do tệp ghi theo múi giờ khác',
};

const SEX: ReadonlyMap<string, string> = new Map([
  ['male', 'nam'],
  ['female', 'nữ'],
]);

const digits = ({ digits: [first, last], told, known }: PersonalIdFinding): string => {
  const where = first === last ? `chữ số thứ ${first}` : `chữ số ${first} đến ${last}`;
  const said = (word: string) => SEX.get(word) ?? word;
  return `${where} ghi ${said(told)}${known === undefined ? '' : `, danh sách ghi ${said(known)}`}`;
};

const subjectTerms = (sheets: readonly SheetId[]): string =>
  sheets
    .map(sheetParts)
    .map(({ subject, term }) => {
      const name = subject === HOMEROOM ? 'sổ chủ nhiệm' : (subjectName(subject) ?? subject);
      return `${name} ${TERMS.get(term) ?? term}`;
    })
    .join(', ');

const move: ImportTexts['move'] = ({ row, code, name, left, present, follow, stay, reopen }) => {
  const parts = [
    `dòng ${row}, ${code}, ${name}: ${left} → ${present}`,
    follow.length === 0 ? 'chưa có điểm để chuyển theo' : `chuyển theo điểm của ${follow.length} bảng điểm`,
    stay.length === 0 ? '' : `lớp ${present} không học nên điểm ở lại ${left}: ${subjectTerms(stay)}`,
    reopen.length === 0 ? '' : `bảng điểm đã khóa của ${present} sẽ mở lại: ${subjectTerms(reopen)}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
};

const recordStays: ImportTexts['recordStays'] = ({ row, code, name, present, record }) => {
  if (record === undefined) return undefined;
  const done = record.state === 'issued' ? 'đã phát hành' : 'đã duyệt';
  return `dòng ${row}, ${code}, ${name}: học bạ năm học này ${done} ở lớp ${record.class}, vẫn ghi lớp ${record.class} và không sửa được; lớp ${present} không lập học bạ khác cho học sinh này`;
};

/** The Vietnamese words of imports. */
export const VI: ImportTexts = {
  verbs: {
    create: 'Thêm',
    update: 'Sửa',
    unchanged: 'Giữ nguyên',
    move: 'Chuyển lớp',
    skip: 'Bỏ qua',
    missing: 'Còn lại',
    error: 'Lỗi',
    warning: 'Lưu ý',
    note: 'Ghi chú',
  },
  fields: {
    name: 'họ tên',
    birthDate: 'ngày sinh',
    sex: 'giới tính',
    ethnicity: 'dân tộc',
    personalId: 'số định danh cá nhân',
    class: 'lớp',
    position: 'số thứ tự',
    status: 'trạng thái',
    joinedOn: 'ngày chuyển đến',
    leftOn: 'ngày chuyển đi',
    notTaken: 'môn không học',
  },
  reason,
  place,
  digits,
  note: (note) => `${place(note)}: ${NOTES[note.note]}${note.cells === 0 ? '' : ` (${note.cells} ô)`}`,
  errorCount: (errors, written) =>
    `${errors} lỗi. ${written === 0 ? 'Chưa ghi gì.' : `Đã ghi ${written} điểm khác.`}`,
  counts: ({ create, update, unchanged }) =>
    `Thêm ${create}, sửa ${update}, giữ nguyên ${unchanged}: ${create + update} thay đổi.`,
  done: (apply) => (apply ? 'Đã ghi.' : 'Chưa ghi gì. Chạy lại với --apply để ghi.'),
  account: ({ seen, written, unchanged, named }, apply) =>
    `Tệp có ${seen} ô: ${apply ? 'đã ghi' : 'sẽ ghi'} ${written}, không đổi ${unchanged}, nêu ở trên ${named}.`,
  notInFile: 'không có trong tệp',
  missing: ({ class: classCode, code, name, position }) =>
    `${classCode}, ${code}, ${name}: không có trong danh sách, vẫn ở lớp, số thứ tự ${position}`,
  languageUnsaid: (subject, classes, command) =>
    `${classes.join(', ')}: chưa ghi ${SUBJECTS[subject as SubjectCode]?.vi ?? subject} là tiếng nào; nếu là Tiếng Anh: ${command}`,
  newClass: (code) => `lớp ${code}`,
  move,
  recordStays,
};
