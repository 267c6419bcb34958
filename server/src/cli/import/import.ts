import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { MAX_FILE_BYTES } from '@hocba/shared/exchange/workbook/file';
import { PROBLEMS, RegistryError } from '@hocba/shared/problems';
import { readSheetId } from '@hocba/shared/school/class-code';
import { ELECTIVES, ELECTIVES_TAKEN, SUBJECTS } from '@hocba/shared/school/curriculum/curriculum';
import { PRIMARY_ELECTIVES } from '@hocba/shared/school/curriculum/curriculum-primary';
import {
  AccountName,
  type Instant,
  parseIdentifier,
  SchoolCode,
  StudentCode,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import { readConfig } from '../../config.ts';
import { EX_INTERNAL, type Run, readYear, UsageError, withDb } from '../command.ts';
import { problemText } from '../texts/problem-texts.ts';
import { type Said, say } from '../texts/said.ts';
import { importMarks } from './import-marks.ts';
import type { Print } from './import-report.ts';
import { importRoster } from './import-roster.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage:
  hocba import roster FILE.xlsx --school CODE --year YYYY-YYYY [--electives ly,hoa,sinh,tin]
                      [--topics toan,ly,hoa] [--identity CODE,CODE] [--worksheet NAME] [--apply]
  hocba import marks FILE.xlsx --school CODE --year YYYY-YYYY --sheet 8A1:toan:hk1 --as ACCOUNT
                     [--worksheet NAME] [--apply]

Reads a pupil list or a mark sheet. Without --apply nothing is written: it prints what each row would do.
With any error nothing of the file is written, and every reason is printed with its row; exit code 1.
Every cell of the file is written, unchanged or named. --worksheet is the sheet to read where several fit.
--electives is what new classes chose: of grades 10 to 12 four of nine, in primary school nn1 (grades 1 and 2) and
tieng-dtts; a column "Môn lựa chọn" of the list itself goes before it. --topics is in which three subjects new classes
of grades 10 to 12 take learning topics. --identity confirms, pupil by pupil, that the list has the right name, birth
date, sex or personal number where the registry holds another one, or that the row of a pupil which was edited past the
registry is right as the list leaves it; without it the list is refused.
Classes that exist keep their subjects. A class 8/1 may be written 8/1, 8.1 or 8-1, in files and in --sheet; the system
shows it as 8-1.`,
  `Cách dùng:
  hocba import roster TỆP.xlsx --school MÃ --year NNNN-NNNN [--electives ly,hoa,sinh,tin]
                      [--topics toan,ly,hoa] [--identity MÃ,MÃ] [--worksheet TÊN] [--apply]
  hocba import marks TỆP.xlsx --school MÃ --year NNNN-NNNN --sheet 8A1:toan:hk1 --as TÀI-KHOẢN
                     [--worksheet TÊN] [--apply]

Đọc danh sách học sinh hoặc bảng điểm. Không có --apply thì không ghi gì, chỉ in ra từng dòng sẽ làm gì.
Nếu có lỗi thì không ghi gì của tệp; mọi lý do được in kèm số dòng; mã thoát là 1. Mỗi ô của tệp được ghi, không đổi
hoặc được nêu tên. --worksheet là trang tính cần đọc khi có nhiều trang phù hợp. --electives là các môn lựa chọn của lớp
mới: lớp 10 đến 12 chọn bốn trong chín môn, tiểu học nn1 (lớp 1, 2) và tieng-dtts; cột "Môn lựa chọn" trong danh sách được
ưu tiên. --topics là ba môn có cụm chuyên đề của lớp mới từ 10 đến 12. Lớp đã có giữ nguyên các môn.
--identity xác nhận riêng từng mã học sinh rằng họ tên, ngày sinh, giới tính hoặc số định danh trong danh sách là đúng
khi hệ thống đang lưu khác, hoặc thông tin học sinh đã bị sửa ngoài hệ thống là đúng như sau khi nhập; không có thì
danh sách bị từ chối. Lớp 8/1 có thể ghi 8/1, 8.1 hoặc 8-1, trong tệp và ở --sheet; hệ
thống hiện là 8-1.`,
];

const SCHOOL_WANTED: Said = ['--school: 8 digits', '--school: mã trường gồm 8 chữ số'];
const YEAR_WANTED: Said = [
  '--year: two years that follow each other, as 2026-2027',
  '--year: năm học gồm hai năm liền nhau, ví dụ 2026-2027',
];
const SHEET_WANTED: Said = [
  '--sheet: CLASS:SUBJECT:TERM, 8A1:toan:hk1',
  '--sheet: LỚP:MÔN:HỌC-KỲ, ví dụ 8A1:toan:hk1',
];
const ACCOUNT_WANTED: Said = ['--as: the account that enters the marks', '--as: tài khoản nhập điểm'];

const OPTIONS = {
  school: { type: 'string' },
  year: { type: 'string' },
  electives: { type: 'string' },
  topics: { type: 'string' },
  identity: { type: 'string' },
  sheet: { type: 'string' },
  as: { type: 'string' },
  worksheet: { type: 'string' },
  apply: { type: 'boolean', default: false },
} as const;

const need = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new UsageError(what);
  return value;
};

const placeOf = (values: { readonly school?: string; readonly year?: string }) => ({
  school: need(parseIdentifier(SchoolCode, values.school), say(SCHOOL_WANTED)),
  year: need(readYear(values.year), say(YEAR_WANTED)),
});

const onlyOf = ({ worksheet }: { readonly worksheet?: string }) =>
  worksheet === undefined ? {} : { only: worksheet };

const timeNow = (): Instant => new Date().toISOString() as Instant;

/** Reads a file that a person named; one that is too large is not even opened. */
const readNamed = async (path: string): Promise<Buffer> => {
  const { size } = await stat(path).catch(() => {
    throw new RegistryError('FILE_UNREADABLE', `cannot open ${path}`);
  });
  if (size > MAX_FILE_BYTES) throw new RegistryError('FILE_TOO_LARGE', `${size} bytes`);
  return readFile(path);
};

const parseElectives = (text: string): SubjectCode[] => {
  const chosen = new Set(text.split(',').map((code) => parseIdentifier(SubjectCode, code)));
  const upper = ELECTIVES.filter((code) => chosen.has(code));
  const primary = PRIMARY_ELECTIVES.filter((code) => chosen.has(code));
  const isWhole = upper.length === 0 || upper.length === ELECTIVES_TAKEN;
  if (upper.length + primary.length !== chosen.size || !isWhole) {
    const kinds = `four of ${ELECTIVES.join(', ')}; in primary school ${PRIMARY_ELECTIVES.join(', ')}`;
    const kindsVi = `bốn trong ${ELECTIVES.join(', ')}; tiểu học ${PRIMARY_ELECTIVES.join(', ')}`;
    throw new UsageError([`--electives: ${kinds}`, `--electives: ${kindsVi}`]);
  }
  return [...upper, ...primary];
};

const parseIdentities = (text: string): StudentCode[] =>
  text
    .split(',')
    .map((code) =>
      need(
        parseIdentifier(StudentCode, code),
        say([
          '--identity: pupil codes with commas between',
          '--identity: các mã học sinh, cách nhau bằng dấu phẩy',
        ]),
      ),
    );

/** Every upper-secondary pupil takes the learning topics of three subjects. */
const TOPICS_TAKEN = 3;

const parseTopics = (text: string): SubjectCode[] => {
  const chosen = text.split(',').map((code) => parseIdentifier(SubjectCode, code));
  const known = chosen.filter((code) => code !== undefined && SUBJECTS[code]?.mode === 'score');
  if (known.length !== chosen.length || new Set(known).size !== TOPICS_TAKEN) {
    throw new UsageError([
      '--topics: three subjects marked with scores, as toan,ly,hoa',
      '--topics: ba môn cho điểm số, ví dụ toan,ly,hoa',
    ]);
  }
  return known as SubjectCode[];
};

type Values = ReturnType<typeof parseGiven>['values'];

const parseGiven = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });

const runRoster = async (path: string, values: Values, print: Print): Promise<number> => {
  const target = {
    ...placeOf(values),
    ...(values.electives === undefined ? {} : { electives: parseElectives(values.electives) }),
    ...(values.identity === undefined ? {} : { identities: parseIdentities(values.identity) }),
    ...(values.topics === undefined ? {} : { topics: parseTopics(values.topics) }),
    ...onlyOf(values),
  };
  const bytes = await readNamed(path);
  const { publicUrl: issuer, policy } = readConfig();
  return withDb((db) =>
    importRoster({ db, issuer, policy, now: timeNow() }, bytes, target, values.apply, print),
  );
};

const runMarks = async (path: string, values: Values, print: Print): Promise<number> => {
  const sheet = need(readSheetId(values.sheet ?? ''), say(SHEET_WANTED));
  const account = need(parseIdentifier(AccountName, values.as), say(ACCOUNT_WANTED));
  const target = { ...placeOf(values), sheet, account, ...onlyOf(values) };
  const bytes = await readNamed(path);
  const { publicUrl: issuer, policy } = readConfig();
  return withDb((db) =>
    importMarks({ db, issuer, policy, now: timeNow() }, bytes, target, values.apply, print),
  );
};

const RUNS = new Map([
  ['roster', runRoster],
  ['marks', runMarks],
]);

const noSuchImport = (what: string): Said => [
  `there is no import ${what}: it is "import roster" or "import marks"`,
  `không có lệnh nhập "${what}": dùng "import roster" hoặc "import marks"`,
];

/** `hocba import`: what it prints is for the terminal of the person who runs it and goes to no log. */
export const run: Run = async (args, io) => {
  const { positionals, values } = parseGiven(args);
  const [what, given, more] = positionals;
  if (more !== undefined) throw new UsageError([`unexpected ${more}`, `thừa "${more}"`]);
  const work = RUNS.get(what ?? '');
  if (work === undefined) throw new UsageError(noSuchImport(what ?? ''));
  const path = need(given, say(['FILE.xlsx is missing', 'thiếu TỆP.xlsx']));
  try {
    return await work(path, values, io.out);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    io.err(problemText(error.code, error.detail));
    return PROBLEMS[error.code].status < 500 ? 1 : EX_INTERNAL;
  }
};
