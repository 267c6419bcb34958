import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ConfigError, readConfig } from '../../config.ts';
import { runHocba } from '../hocba.ts';
import { inVietnamese } from './sentence-texts-vi.ts';

/* The words for a newcomer who mistypes. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-words-'));
  vi.stubEnv('LC_ALL', 'C');
  vi.stubEnv('PUBLIC_URL', 'https://hocba.example');
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'db.sqlite')}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const hocba = async (...args: string[]) => {
  const said: string[] = [];
  const print = (text: string) => void said.push(text);
  return { code: await runHocba(args, { out: print, err: print }), said: said.join('\n') };
};

it('field 21: an import that there is not is answered with those that there are', async () => {
  const { code, said } = await hocba('import', 'rooster', 'list.xlsx');
  expect([code, said]).toEqual([
    64,
    expect.stringContaining('there is no import rooster: it is "import roster" or'),
  ]);
});

it.each([
  ['import', 'roster', 'x.xlsx', '--school', '08000101', '--year', '2026-2028'],
  ['account', 'create', 'a.b', '--role', 'teacher', '--school', '08000101', '--assign', '2026-2028:8A1:toan'],
  ['school', 'language', '08000101', '2026-2028', 'nn1', 'en'],
])('field 21: two years that do not follow each other are no school year: %s %s', async (...args) => {
  const { code, said } = await hocba(...args);
  expect(code).toBe(64);
  expect(said).toContain('two years that follow each other, as 2026-2027');
});

it('field 21: a place that cannot hold the database is named, without a raw error', async () => {
  writeFileSync(join(folder, 'file'), '');
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'file', 'deep', 'db.sqlite')}`);
  const { code, said } = await hocba('migrate');
  expect(code).toBe(1);
  expect(said).toMatch(/file\/deep: A folder is needed where a file is \(ENOTDIR\)\.$/);
});

it('field 21: the command doctor without settings says which are missing and where to set them', async () => {
  vi.stubEnv('PUBLIC_URL', '');
  const { code, said } = await hocba('doctor');
  expect(code).toBe(1);
  expect(said).toContain('PUBLIC_URL must be set');
  expect(said).toContain('export PUBLIC_URL=');
});

it.each(['doctor', 'migrate'])(
  'field 21: the command %s names every fault of the settings in Vietnamese',
  async (command) => {
    vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
    vi.stubEnv('PUBLIC_URL', '');
    vi.stubEnv('LISTEN', 'nowhere');
    vi.stubEnv('ASK_AFTER_DAYS', '1000');
    const { code, said } = await hocba(command);
    expect([code, said.split('\n').slice(0, 5)]).toEqual([
      1,
      [
        'Các mục cấu hình sau chưa đúng:',
        '  PUBLIC_URL chưa được đặt; cần: địa chỉ https mà mọi người mở, không có đường dẫn (http chỉ dùng trên chính máy này)',
        '  LISTEN cần là: ĐỊA-CHỈ:CỔNG',
        '  ASK_AFTER_DAYS cần là: số ngày nguyên từ 0 đến 365; 0 là không bao giờ',
        expect.stringMatching(/^Đặt trong biến môi trường/),
      ],
    ]);
  },
);

it('field 21: no setting is described in English to somebody who reads Vietnamese', () => {
  const names =
    'DATABASE_URL PUBLIC_URL LISTEN TRUSTED_PROXIES TIME_ZONE LIFT_READING ASK_AFTER_DAYS LOG_LEVEL';
  const wrong = [
    ...names.split(' '),
    'SECURITY_CONTACT',
    'INTAKE_MAX_BATCH',
    'SIGNING_KEY_FILE',
    'STATE_FOLDER',
  ];
  const read = () => readConfig(Object.fromEntries(wrong.map((name) => [name, `\0 ${'x'.repeat(501)}`])));
  expect(read).toThrow(ConfigError);
  try {
    read();
  } catch (error) {
    const lines = inVietnamese((error as Error).message)
      .split('\n')
      .slice(1);
    expect(lines).toHaveLength(wrong.length);
    expect(
      lines.filter((line) => /(?<!\p{L})(must|the|or|a|an|of|with|whole|empty)(?!\p{L})/u.test(line)),
    ).toEqual([]);
  }
});

it('field 22: a wrong call is answered with times as they are to be typed', async () => {
  expect((await hocba('audit', '--since', 'gestern')).said).toContain('as 2026-11-29T02:00:00Z or');
  expect((await hocba('verify', 'x', '--at', 'gestern')).said).toContain('as 2026-06-10T02:30:15Z or');
});

it('field 21: the overview says how hocba is called where it is not installed', async () => {
  expect((await hocba('--help')).said).toContain('npx -y pnpm@10 hocba COMMAND');
});

it('field 21: a place that takes no folders is named, and the command ends', async () => {
  // The kernel keeps this folder on Linux; elsewhere the root of the disk is as closed to a test.
  vi.stubEnv('DATABASE_URL', 'file:/proc/hocba/db.sqlite');
  const { code, said } = await hocba('migrate');
  expect(code).toBe(1);
  expect(said).toMatch(/^\/proc(\/hocba)?: .+ \(E[A-Z]+\)\.$/);
});

it('field 21: a database without tables is answered with the command that makes them, exit code 1', async () => {
  const { code, said } = await hocba('account', 'create', 'a.b', '--role', 'operator');
  expect([code, said]).toEqual([1, 'the database has another schema; run "hocba migrate" first']);
});

it('field 21: the command keys writes all key files or none, and names the one that cannot be written', async () => {
  writeFileSync(join(folder, 'file'), '');
  vi.stubEnv('SIGNING_KEY_FILE', join(folder, 'signing-keys.json'));
  vi.stubEnv('SESSION_KEY_FILE', join(folder, 'session-key.json'));
  vi.stubEnv('HEAD_KEY_FILE', join(folder, 'head-key.json'));
  vi.stubEnv('TRUST_LIST_FILE', join(folder, 'file', 'trust-list.jws'));
  const { code, said } = await hocba('keys', 'create');
  expect(code).toBe(1);
  expect(said).toContain('file/trust-list.jws: A folder is needed where a file is (ENOTDIR)');
  expect(readdirSync(folder)).toEqual(['file']);
});

it('field 28: the commands keys and migrate speak Vietnamese, of what they do and of what they refuse', async () => {
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  for (const name of ['SIGNING_KEY_FILE', 'SESSION_KEY_FILE', 'HEAD_KEY_FILE', 'TRUST_LIST_FILE']) {
    vi.stubEnv(name, join(folder, name));
  }
  const made = await hocba('keys', 'create', '--demo');
  expect([made.code, made.said.replaceAll(folder, 'F').split('\n').slice(0, 6)]).toEqual([
    0,
    [
      'Các khóa của https://hocba.example, chỉ để dùng thử:',
      'Khóa ký: F/SIGNING_KEY_FILE',
      'Danh sách khóa tin cậy: F/TRUST_LIST_FILE',
      'Khóa phiên: F/SESSION_KEY_FILE',
      'Khóa ký mốc đối chiếu: F/HEAD_KEY_FILE',
      'Khóa gốc: F/root-key.json',
    ],
  ]);
  expect((await hocba('keys', 'create', '--missing')).said).toBe('Không thiếu khóa nào.');
  expect(await hocba('keys', 'create')).toEqual({
    code: 1,
    said: expect.stringMatching(/^Chưa ghi gì: đã có /),
  });
  const renewed = await hocba('keys', 'renew', '--signing-key');
  expect(renewed.code).toBe(0);
  expect(renewed.said).toMatch(/Danh sách khóa tin cậy .*: số 2, hết hạn ngày \d\d\/\d\d\/20\d\d\n/);
  expect(renewed.said).toMatch(/Vui lòng khởi động lại hệ thống[\s\S]*lấy khóa gốc ra khỏi máy này\.$/);
  expect((await hocba('keys', 'forge')).said).toMatch(/^keys chỉ có: create, renew, resume\n\nCách dùng:/);
  const missing = await hocba('account', 'reset', 'a.b');
  expect(missing).toEqual({
    code: 1,
    said: 'cơ sở dữ liệu chưa đúng cấu trúc; vui lòng chạy "hocba migrate" trước',
  });
  const migrated = await hocba('migrate');
  expect(migrated).toEqual({ code: 0, said: 'Cơ sở dữ liệu đã đúng cấu trúc của chương trình này.' });
});

it('field 28: the commands backup, restore, rescue and audit speak Vietnamese', async () => {
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  for (const name of ['SIGNING_KEY_FILE', 'SESSION_KEY_FILE', 'HEAD_KEY_FILE', 'TRUST_LIST_FILE']) {
    vi.stubEnv(name, join(folder, name));
  }
  const copy = join(folder, 'copy.sqlite');
  const said = async (...args: string[]) =>
    (await hocba(...args)).said.replaceAll(folder, 'F').split('\n\n')[0];
  expect(await said('backup', copy)).toBe('Không có cơ sở dữ liệu F/db.sqlite.');
  await hocba('keys', 'create');
  await hocba('migrate');
  const counted = '0 nội dung đã nhận, 0 học bạ đã ký, 0 dòng sổ kiểm tra';
  expect(await said('backup', copy)).toBe(
    `Bản sao lưu F/copy.sqlite: đã mở và kiểm tra, ${counted}.\nMốc đối chiếu đã ký của bản sao: F/copy.sqlite.heads. Vui lòng giữ thêm một bản ở nơi người quản trị cơ sở dữ liệu không ghi được.\nCác tệp khóa và danh sách khóa tin cậy không nằm trong đó: vui lòng sao chép chúng ngay sau đây.`,
  );
  expect(await said('backup', copy)).toBe('F/copy.sqlite đã có; không ghi đè tệp nào.');
  expect(await said('restore', copy)).toBe('restore luôn kiểm tra: vui lòng ghi --verify');
  expect(await said('restore', copy, '--verify')).toMatch(
    /^Không ghi đè gì\. Vui lòng dừng hệ thống và chuyển đi: F/,
  );
  expect(await said('audit', '--student', '0812345678')).toBe('Không có học sinh mang mã 0812345678.');
  expect(await said('audit')).toMatch(/(^|\n)\d dòng$/);
  expect(await said('rescue', copy)).toBe('--as: tài khoản của người mang tệp');
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'new.sqlite')}`);
  expect(await said('restore', copy, '--verify')).toBe(
    `Đã kiểm tra: ${counted}.\nF/new.sqlite đã vào chỗ với kỷ nguyên mới: các máy so lại tất cả khi hệ thống chạy lại.`,
  );
  for (const word of ['backup', 'restore', 'rescue', 'audit']) {
    expect(await said(word, '--help')).toMatch(new RegExp(`^Cách dùng: hocba ${word} `));
  }
});

it('field 28: the commands say in Vietnamese which key file is missing and why a database cannot be reached', async () => {
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  for (const name of ['SIGNING_KEY_FILE', 'SESSION_KEY_FILE', 'HEAD_KEY_FILE', 'TRUST_LIST_FILE']) {
    vi.stubEnv(name, join(folder, name));
  }
  const said = async (...args: string[]) => (await hocba(...args)).said.replaceAll(folder, 'F');
  expect(await said('doctor')).toContain(
    'KEY_MISSING: F/SIGNING_KEY_FILE không đọc được; "hocba keys create" tạo tệp đầu tiên, "hocba keys renew --signing-key" tạo khóa khác',
  );
  writeFileSync(join(folder, 'file'), '');
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'file', 'deep', 'db.sqlite')}`);
  expect(await said('migrate')).toBe('F/file/deep: ở đây cần thư mục nhưng lại là tệp (ENOTDIR).');
  vi.stubEnv('DATABASE_URL', 'postgres://hocba@127.0.0.1:1/hocba');
  expect(await said('migrate')).toBe(
    'Không nối được cơ sở dữ liệu (connect ECONNREFUSED 127.0.0.1:1). Cơ sở dữ liệu có đang chạy không, DATABASE_URL có đúng không?',
  );
});

it.each([
  [['doctor', '--bogus'], 'không có tùy chọn --bogus'],
  [['school', 'add', '08000101', '--name'], 'tùy chọn --name <value> cần một giá trị'],
  [['doctor', '--json=1'], 'tùy chọn --json không nhận giá trị'],
  [['account', 'create', 'a.b', '--role', '--school'], /^giá trị của tùy chọn .*--role.* không rõ; /],
  [['demo', 'twice'], 'thừa "twice"'],
])('field 28: the commands say in Vietnamese what is wrong with an option: %s', async (args, why) => {
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  const { code, said } = await hocba(...args);
  expect(code).toBe(64);
  const [line = ''] = said.split('\n');
  if (typeof why === 'string') expect(line).toBe(why);
  else expect(line).toMatch(why);
});
