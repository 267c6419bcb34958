import { findStudentByCode, listEnrolmentsOf } from '@hocba/server/storage/queries/schools/schools';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ImportRegistry, openImportRegistry } from './import-registry.ts';
import { type Cell, workbook } from './import-workbook.ts';

/* The words of a pupil list about status, names and personal numbers: written, or named with its reason. */

const HEADER: Cell[] = ['Mã lớp', 'Mã học sinh', 'Họ tên', 'Ngày sinh', 'Giới tính', 'Dân tộc'];
const STATUS: Cell[] = ['Trạng thái HS', 'Ngày nhập trạng thái'];
const [AN, BINH] = ['0812345601', '0812345602'] as const;
const pupil = (code: string, name: string, ...more: Cell[]): Cell[] => [
  ...['8A1', code, name, '17/05/2013', 'Nam', 'Kinh'],
  ...more,
];
let registry: ImportRegistry;

beforeEach(async () => {
  registry = await openImportRegistry();
  vi.useFakeTimers({ now: Date.parse('2026-11-30T02:00:00.000Z'), toFake: ['Date'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await registry.close();
});

const importRows = async (header: Cell[], rows: Cell[][], ...more: string[]) =>
  registry.importFile('roster', await workbook([header, ...rows]), ...more);
const enrolmentOf = async (code: string) => {
  const student = await findStudentByCode(registry.db, code);
  return (await listEnrolmentsOf(registry.db, student?.id ?? ''))[0];
};
const linesOf = (text: string, pattern: RegExp) => text.split('\n').filter((line) => pattern.test(line));

describe('field 16: the day of a status', () => {
  const rows = [
    pupil(AN, 'Hoàng Văn An', 'Chuyển đến', '15/11/2026'),
    pupil(BINH, 'Lê Văn Bình', 'Thôi học', '16/11/2026'),
    pupil('0812345603', 'Ma Văn Chi', 'Đang học', '05/09/2026'),
    pupil('0812345604', 'Vi Văn Dũng', null, '05/09/2026'),
  ];

  it('field 16: the day of a status is written where a pupil came or left, and named and never counted as written elsewhere', async () => {
    const { code, text } = await importRows([...HEADER, ...STATUS], rows, '--apply');
    expect(code).toBe(0);
    expect((await enrolmentOf(AN))?.joined_on).toBe('2026-11-15');
    expect((await enrolmentOf(BINH))?.left_on).toBe('2026-11-16');
    // 4 × 6 cells of pupils, 3 statuses and the two days that are kept; 8 headings and 2 days are named.
    expect(text).toContain('39 cells in the file: 29 written, 0 unchanged, 10 named above.');
    expect(linesOf(text, /Ngày nhập trạng thái/)).toEqual([
      'Note       sheet "Sheet 1", Ngày nhập trạng thái, "05/09/2026": the days of pupils who study are not written: the registry keeps only the days of "Chuyển đến" and "Chuyển đi" (2 cells)',
    ]);
  });

  it('field 16: the day of coming is kept when a later list has no such column', async () => {
    await importRows([...HEADER, ...STATUS], rows, '--apply');
    const { text } = await importRows(HEADER, [pupil(AN, 'Hoàng Văn An')], '--apply');
    expect(text).toContain('0 create, 0 update, 1 unchanged: 0 changes.');
    await importRows(HEADER, [pupil(AN, 'Hoàng Văn An').with(5, 'Tày')], '--apply');
    expect((await enrolmentOf(AN))?.joined_on).toBe('2026-11-15');
    const again = await importRows(
      [...HEADER, ...STATUS],
      [pupil(AN, 'Hoàng Văn An', 'Chuyển đến', '16/11/2026')],
      '--apply',
    );
    expect([again.code, (await enrolmentOf(AN))?.joined_on]).toEqual([0, '2026-11-16']);
  });

  it('field 16: the day of leaving is an update of its own, is kept without a day, and goes when the pupil is back', async () => {
    const list = (status: Cell, day: Cell) =>
      importRows([...HEADER, ...STATUS], [pupil(AN, 'Hoàng Văn An', status, day)], '--apply');
    await list('Chuyển đi', null);
    expect((await list('Chuyển đi', '16/11/2026')).text).toContain('Hoàng Văn An: left on');
    expect((await list('Chuyển đi', '16/11/2026')).text).toContain('0 create, 0 update, 1 unchanged');
    await list('Thôi học', null);
    expect((await enrolmentOf(AN))?.left_on).toBe('2026-11-16');
    expect((await list('Đang học', null)).text).toContain('Hoàng Văn An: status, left on');
    expect((await enrolmentOf(AN))?.left_on).toBeNull();
  });

  it('field 16: the dry run says what another word for a status is kept as, in both languages', async () => {
    const again = [...rows, pupil('0812345605', 'Lý Văn Em', 'Học lại', null)];
    const english = await importRows([...HEADER, ...STATUS], again);
    expect(linesOf(english.text, /Trạng thái HS/)).toEqual([
      'Note       sheet "Sheet 1", row 3, Trạng thái HS, "Thôi học": kept as "Chuyển đi": the pupil is in the class no more',
      'Note       sheet "Sheet 1", row 6, Trạng thái HS, "Học lại": kept as "Đang học"',
    ]);
    vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
    const { text } = await importRows([...HEADER, ...STATUS], again);
    expect(text).toContain(
      'dòng 3, Trạng thái HS, "Thôi học": ghi thành "Chuyển đi": học sinh không còn trong lớp',
    );
    expect(text).toContain('không ghi ngày của học sinh đang học');
  });

  it.each([
    ['15/11/2033', 1, 'Error'],
    ['01/09/2027', 1, 'Error'],
    ['31/08/2027', 0, 'Warning'],
    ['01/12/2026', 0, 'Warning'],
    ['31/05/2026', 0, 'Warning'],
  ])(
    'field 25: a pupil who comes or leaves on %s is told, and refused after the school year',
    async (day, code, verb) => {
      const answers = [];
      for (const status of ['Chuyển đến', 'Chuyển đi']) {
        const rows = [pupil(AN, 'Hoàng Văn An', status, day)];
        answers.push(await importRows([...HEADER, ...STATUS], rows));
      }
      for (const answer of answers) {
        expect(answer.code).toBe(code);
        expect(answer.text).toContain(
          `row 2, Ngày nhập trạng thái, "${day}": The day of coming or leaving is still to come or not of this school year (STATUS_DAY_OUTSIDE)`,
        );
        expect(linesOf(answer.text, /STATUS_DAY_OUTSIDE/)[0]).toMatch(new RegExp(`^${verb} `));
      }
    },
  );

  it('field 25: the import says nothing of a pupil who came on a day of the school year', async () => {
    const came = [pupil(AN, 'Hoàng Văn An', 'Chuyển đến', '30/11/2026')];
    expect((await importRows([...HEADER, ...STATUS], came)).text).not.toContain('STATUS_DAY_OUTSIDE');
  });
});

describe('field 28: a personal number', () => {
  const ID = [...HEADER, 'Số định danh cá nhân'];
  const NUMBER = '008313502552';

  it('field 28: a personal number that another pupil has is shown with the code of that pupil, in the list and in the registry', async () => {
    const two = [pupil(AN, 'Hoàng Văn An', NUMBER), pupil(BINH, 'Lê Văn Bình', NUMBER)];
    const said = `row 3, Số định danh cá nhân, "${NUMBER}, ${AN}": Another pupil has this personal number`;
    const twins = await importRows(ID, two, '--apply');
    expect([twins.code, linesOf(twins.text, /^Error/)]).toEqual([1, [expect.stringContaining(said)]]);
    await importRows(ID, two.slice(0, 1), '--apply');
    const held = await importRows(ID, [pupil('0812345603', 'Ma Văn Chi'), ...two.slice(1)], '--apply');
    expect([held.code, linesOf(held.text, /^Error/)]).toEqual([1, [expect.stringContaining(said)]]);
    const both = await importRows(ID, two, '--apply');
    expect([both.code, linesOf(both.text, /^Error/)]).toEqual([1, [expect.stringContaining(said)]]);
    vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
    expect((await importRows(ID, two)).text).toContain(
      `"${NUMBER}, ${AN}": số định danh này là của học sinh khác`,
    );
  });

  it('field 28: a personal number that disagrees is told digit by digit, also beside an error, in both languages', async () => {
    const odd = [pupil(AN, 'Hoàng Văn An', '008312502552'), pupil(BINH, 'Lê Văn Bình', '08')];
    const { code, text } = await importRows(ID, odd);
    expect([code, linesOf(text, /^Warning/)]).toEqual([
      1,
      [
        'Warning    row 2, Số định danh cá nhân, "008312502552": The personal number tells another sex; digit 4 says female, the list says male (PERSONAL_ID_SEX_DIFFERS)',
        'Warning    row 2, Số định danh cá nhân, "008312502552": The personal number tells another year of birth; digits 4 to 6 say 2012, the list says 2013 (PERSONAL_ID_YEAR_DIFFERS)',
      ],
    ]);
    vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
    const vietnamese = (await importRows(ID, odd)).text;
    expect(vietnamese).toContain('không khớp với giới tính; chữ số thứ 4 ghi nữ, danh sách ghi nam');
    expect(vietnamese).toContain('không khớp với năm sinh; chữ số 4 đến 6 ghi 2012, danh sách ghi 2013');
  });
});

describe('field 16: a name in two columns', () => {
  const split = (title: string): Cell[] => [
    'Mã lớp',
    'Mã học sinh',
    title,
    'Tên',
    'Ngày sinh',
    'Giới tính',
    'Dân tộc',
  ];
  const row = (code: string, family: Cell, given: Cell): Cell[] => [
    ...['8A1', code, family, given, '17/05/2013', 'Nam', 'Kinh'],
  ];

  it.each(['Họ đệm', 'Họ và đệm', 'Họ và tên đệm'])(
    'field 16: a name in two columns that lacks one of them is refused with the cell: %s',
    async (title) => {
      const rows = [
        row(AN, 'Hoàng Văn', 'An'),
        row(BINH, 'Nguyễn Thị', null),
        row('0812345603', null, 'Hoa'),
      ];
      const { code, text } = await importRows(split(title), rows, '--apply');
      expect([code, linesOf(text, /^Error/)]).toEqual([
        1,
        [
          'Error      row 3, Tên, "Nguyễn Thị": A row does not fit; expected: a given name beside the family name (ROW_INVALID)',
          'Error      row 4, Họ đệm, "Hoa": A row does not fit; expected: a family name beside the given name (ROW_INVALID)',
        ],
      ]);
      expect(await findStudentByCode(registry.db, AN)).toBeUndefined();
    },
  );

  it('field 16: a name under one merged heading is refused too if a column is empty, where the other rows use both columns', async () => {
    const header: Cell[] = [
      'Mã lớp',
      'Mã học sinh',
      { text: 'Họ và tên', span: 2 },
      null,
      'Ngày sinh',
      'Giới tính',
      'Dân tộc',
    ];
    const whole = row(AN, 'Hoàng Văn An', null);
    expect((await importRows(header, [whole])).code).toBe(0);
    const { code, text } = await importRows(header, [row(AN, 'Hoàng Văn', 'An'), row(BINH, 'Lê Văn', null)]);
    expect([code, linesOf(text, /^Error/)]).toEqual([1, [expect.stringContaining('row 3, Tên, "Lê Văn"')]]);
  });

  it('field 16: a name of one word in one column is taken and told', async () => {
    const { code, text } = await importRows(HEADER, [pupil(AN, 'Hoa'), pupil(BINH, 'Lê Văn Bình')]);
    expect([code, linesOf(text, /^Warning/)]).toEqual([
      0,
      ['Warning    row 2, Họ tên, "Hoa": This name is one word (NAME_ONE_WORD)'],
    ]);
  });
});

describe('field 24: a confirmed identity', () => {
  beforeEach(() => importRows(HEADER, [pupil(AN, 'Hoàng Văn An')], '--apply'));
  const renamed = [pupil(AN, 'Hoàng Thị Bích').with(3, '18/05/2013').with(4, 'Nữ')];

  it('field 24: a confirmed identity is shown old and new, before it is written and when it is', async () => {
    for (const more of [[], ['--apply']]) {
      const { text } = await importRows(HEADER, renamed, '--identity', AN, ...more);
      expect(text).toContain(
        'Update     row 2, 8A1, 0812345601, Hoàng Thị Bích: name (Hoàng Văn An → Hoàng Thị Bích), birth date (17/05/2013 → 18/05/2013), sex (Nam → Nữ)',
      );
    }
  });

  it('field 24: a confirmed identity with a code that the list does not have is refused', async () => {
    const { code, text } = await importRows(HEADER, renamed, '--identity', `${AN},${BINH}`, '--apply');
    expect([code, linesOf(text, /^Error/)]).toEqual([
      1,
      [`Error      --identity, "${BINH}": The list has no pupil of this code (IDENTITY_NOT_LISTED)`],
    ]);
    expect((await findStudentByCode(registry.db, AN))?.name).toBe('Hoàng Văn An');
  });

  it('field 28: the demand for a confirmed identity names --identity in English as in Vietnamese', async () => {
    expect((await importRows(HEADER, renamed)).text).toMatch(
      /run again with --identity CODE\) \(IDENTITY_UNCON/,
    );
    vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
    expect((await importRows(HEADER, renamed)).text).toContain('chạy lại với --identity MÃ');
  });
});

it('field 26: a list whose title names another school is told, and one with the own school is not', async () => {
  const said = async (title: string) => {
    const book = await workbook([[title], HEADER, pupil(AN, 'Hoàng Văn An')]);
    const { code, text } = await registry.importFile('roster', book);
    return [code, linesOf(text, /another school/)];
  };
  expect(await said('TRƯỜNG THCS PHAN THIẾT')).toEqual([
    0,
    [expect.stringContaining('row 1, "TRƯỜNG THCS PHAN THIẾT": the title names another school')],
  ]);
  expect(await said('TRƯỜNG THCS TÂN TRÀO')).toEqual([0, []]);
});

describe('field 26: a list whose title or sheet names another class than its column', () => {
  it('field 26: a list whose title names another class than its column is told, with the class of the column', async () => {
    const titled: Cell[][] = [['DANH SÁCH HỌC SINH LỚP 8D2'], HEADER, pupil(AN, 'Hoàng Văn An')];
    const { code, text } = await registry.importFile('roster', await workbook(titled));
    expect([code, linesOf(text, /^Warning/)]).toEqual([
      0,
      [
        'Warning    sheet "Sheet 1", row 1, Lớp, "DANH SÁCH HỌC SINH LỚP 8D2": The sheet says that it is something else; expected: 8A1 (SHEET_CONTRADICTS)',
      ],
    ]);
  });

  it('field 26: a list is not told of if its title names the class, or if it has several', async () => {
    const own: Cell[][] = [['DANH SÁCH HỌC SINH LỚP 8A1'], HEADER, pupil(AN, 'Hoàng Văn An')];
    const two = own.with(0, ['DANH SÁCH LỚP 8D2']).concat([pupil(BINH, 'Lê Văn Bình').with(0, '8A2')]);
    for (const rows of [own, two]) {
      const { text } = await registry.importFile('roster', await workbook(rows));
      expect(linesOf(text, /^Warning/)).toEqual([]);
    }
  });
});

it('field 17: names of ethnic groups in no list are told once, with the usual spelling', async () => {
  const groups = ['kinh', 'kinh', 'MOng', 'Sao Hỏa', 'H’Mông'];
  const rows = groups.map((group, i) => pupil(`081234560${i}`, `Lê Văn ${'ABCDE'[i]}n`).with(5, group));
  expect(linesOf((await importRows(HEADER, rows)).text, /^Warning/)).toEqual([
    'Warning    row 2, Dân tộc, "kinh": No list names an ethnic group like this; expected: Kinh (ETHNICITY_UNUSUAL)',
    'Warning    row 4, Dân tộc, "MOng": No list names an ethnic group like this; expected: Mông (ETHNICITY_UNUSUAL)',
    'Warning    row 5, Dân tộc, "Sao Hỏa": No list names an ethnic group like this (ETHNICITY_UNUSUAL)',
  ]);
});

it('field 17: a name whose words lost the blank between them, as a zero-width one leaves it, is told', async () => {
  const { code, text } = await importRows(HEADER, [
    pupil(AN, 'Hoàng\u200bVăn An'),
    pupil(BINH, "Giàng H'Mỷ"),
  ]);
  expect([code, linesOf(text, /^Warning/)]).toEqual([
    0,
    [
      'Warning    row 2, Họ tên, "HoàngVăn An": Two words of this name stand without a blank between them (NAME_RUN_TOGETHER)',
    ],
  ]);
});

it('field 17: marks that nobody sees are left out of a name and named', async () => {
  const marked = [pupil(AN, 'Hoàng\u202e Văn\u200b An'), pupil(BINH, 'Lê Văn Bình')];
  const { code, text } = await importRows(HEADER, marked, '--apply');
  expect([code, linesOf(text, /nobody sees/)]).toEqual([
    0,
    [expect.stringMatching(/row 2, Họ tên, .*left out$/)],
  ]);
  expect((await findStudentByCode(registry.db, AN))?.name).toBe('Hoàng Văn An');
});

describe('field 28: in a workbook of several classes', () => {
  const header: Cell[] = [...HEADER, ...STATUS, 'Số định danh cá nhân'];
  const second = (code: string, name: string, ...more: Cell[]) => pupil(code, name, ...more).with(0, '8A2');
  const importBook = async (...rows: Cell[][]) =>
    registry.importFile('roster', await workbook([header, pupil(AN, 'Hoàng Văn An')], [header, ...rows]));

  it('field 28: every reason and every doubt names the sheet of its row', async () => {
    await importRows(HEADER, [pupil(BINH, 'Lê Văn Bình')], '--apply');
    const wrong = await importBook(
      second(BINH, 'Lê Thị Cúc'),
      second('0812345603', 'Ma Văn Chi').with(3, '17/05/2033'),
      second('0812345604', 'Vi Văn Dũng', 'Chuyển đến', '15/11/2033'),
      second('0812345605', 'Lý Văn Em', null, null, '008213502552'),
      second('0812345606', 'Lý Văn Ích', null, null, '008213502552'),
      second(AN, 'Hoàng Văn An'),
    );
    const said = linesOf(wrong.text, /^(Error|Warning)/);
    const codes = said.map((line) => /\((\w+)\)$/.exec(line)?.[1]);
    expect(new Set(codes)).toEqual(
      new Set([
        'IDENTITY_UNCONFIRMED',
        'BIRTH_DATE_IMPOSSIBLE',
        'STATUS_DAY_OUTSIDE',
        'PERSONAL_ID_HELD',
        'ROW_TWICE',
      ]),
    );
    expect(said.filter((line) => !line.includes('sheet "Sheet 2", row '))).toEqual([]);
    const doubtful = await importBook(
      second('0812345603', 'Hoa').with(5, 'kinh'),
      second('0812345604', 'Hoàng Văn An', null, null, '008312502552').with(3, '17/05/2013'),
      second('0812345605', 'Ma Văn Chi').with(3, '17/05/2001'),
    );
    const doubts = linesOf(doubtful.text, /^Warning/).filter(
      (line) => !line.includes('sheet "Sheet 1", row 2'),
    );
    expect([doubtful.code, doubts.length]).toEqual([0, 6]);
    expect(doubts.filter((line) => !line.includes('sheet "Sheet 2", row '))).toEqual([]);
    expect(doubtful.text).toContain('Create     sheet "Sheet 2", row 2, 8A2, 0812345603, Hoa');
  });
});
