#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { PROBLEMS, RegistryError } from '@hocba/shared/problems';
import { ConfigError } from '../config.ts';
import { SecretsError } from '../people/sign-in/secrets.ts';
import { describeDatabaseFault, describeFault, describeFileFault } from '../storage/engine/away.ts';
import { SchemaError } from '../storage/engine/schema-error.ts';
import { type CommandIo, EX_INTERNAL, EX_USAGE, type Output, type Run, UsageError } from './command.ts';
import { faultText } from './database/doctor-texts.ts';
import { problemText } from './texts/problem-texts.ts';
import { type Said, say } from './texts/said.ts';
import { terminalText } from './texts/terminal-text.ts';

/** A command by its first word. It is loaded only when called, so that none pays for another's imports. */
interface Command {
  readonly summary: Said;
  readonly load: () => Promise<{ run: Run; usage: string | Said }>;
}

/** Every command; a new one is a module and a row. */
const COMMANDS: Readonly<Record<string, Command>> = {
  account: {
    summary: [
      'create, assign, reset and disable accounts',
      'tạo, cấp lại mật khẩu, phân công và khóa tài khoản',
    ],
    load: () => import('./account/account.ts'),
  },
  audit: {
    summary: ['say who did what and who looked', 'xem ai đã làm gì và ai đã xem gì'],
    load: () => import('./database/audit.ts'),
  },
  backup: {
    summary: [
      'copy the running database and check the copy',
      'sao chép cơ sở dữ liệu đang chạy và kiểm tra bản sao',
    ],
    load: () => import('./database/copies/backup.ts'),
  },
  canary: {
    summary: [
      'make pupils whom no school has, and say who came to them',
      'tạo học sinh mồi và xem ai đã chạm tới',
    ],
    load: () => import('./account/canary.ts'),
  },
  demo: {
    summary: ['make and serve a small province', 'dựng và chạy một tỉnh nhỏ để dùng thử'],
    load: () => import('./demo/demo.ts'),
  },
  doctor: {
    summary: ['look at everything and change nothing', 'xem xét mọi thứ, không thay đổi gì'],
    load: () => import('./database/doctor.ts'),
  },
  import: {
    summary: ['read pupil lists and mark sheets', 'nhập danh sách học sinh và bảng điểm'],
    load: () => import('./import/import.ts'),
  },
  keys: {
    summary: [
      'make signing keys, trust list and session keys; let signing go on',
      'tạo khóa ký, danh sách khóa tin cậy và khóa phiên; cho ký tiếp',
    ],
    load: () => import('./keys.ts'),
  },
  migrate: {
    summary: [
      'bring the database to this program',
      'đưa cơ sở dữ liệu về đúng cấu trúc của chương trình này',
    ],
    load: () => import('./database/migrate.ts'),
  },
  rebuild: {
    summary: ['fold the log anew and compare', 'dựng lại từ nhật ký và so với hiện trạng'],
    load: () => import('./database/rebuild.ts'),
  },
  rescue: {
    summary: ['bring in what a device could not send', 'đưa vào những gì một máy chưa gửi được'],
    load: () => import('./database/rescue.ts'),
  },
  restore: {
    summary: ['verify a backup and put it in place', 'kiểm tra một bản sao lưu và đặt vào chỗ'],
    load: () => import('./database/copies/restore.ts'),
  },
  school: {
    summary: ['add a school, say which language classes learn', 'thêm trường, ghi ngoại ngữ của các lớp'],
    load: () => import('./account/school.ts'),
  },
  verify: {
    summary: ['verify a signed record or a bundle', 'kiểm tra một học bạ đã ký hoặc tệp học bạ'],
    load: () => import('./verify/verify.ts'),
  },
};

const overview = (): string => {
  const width = Math.max(...Object.keys(COMMANDS).map((word) => word.length));
  const rows = Object.entries(COMMANDS).map(
    ([word, { summary }]) => `  ${word.padEnd(width)}  ${say(summary)}`,
  );
  const list = rows.join('\n');
  return say([
    `Usage: hocba COMMAND …\n\n${list}\n\nhocba COMMAND --help says more. Where there is no program hocba, it is: npx -y pnpm@10 hocba COMMAND …`,
    `Cách dùng: hocba LỆNH …\n\n${list}\n\nhocba LỆNH --help cho biết thêm. Máy chưa có chương trình hocba thì gõ: npx -y pnpm@10 hocba LỆNH …`,
  ]);
};

const isHelp = (word: string | undefined): boolean => word === '--help' || word === '-h' || word === 'help';

/** parseArgs reports what it does not know with codes of this kind. */
const isUsageFault = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (error instanceof Error && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS'));

/**
 * Nothing is wrong with the program when settings or keys are missing, a database is away or has another schema, or a
 * file cannot be used.
 */
const isOfThePlace = (error: unknown): boolean =>
  error instanceof ConfigError ||
  error instanceof SecretsError ||
  error instanceof SchemaError ||
  (error instanceof RegistryError && error.code === 'KEY_MISSING') ||
  describeDatabaseFault(error) !== undefined ||
  describeFileFault(error) !== undefined;

const WHERE_SETTINGS_ARE: Said = [
  'Set them in the environment or in a file .env of this folder, for a first try: export PUBLIC_URL=http://localhost:8787\nserver/OPERATING.md lists all of them.',
  'Đặt trong biến môi trường hoặc trong tệp .env của thư mục này; để thử lần đầu: export PUBLIC_URL=http://localhost:8787\nserver/OPERATING.md nêu đủ các mục.',
];

/** The words for an operator about an error: the catalogue's words, or the message of what went wrong around us. */
const explain = (error: unknown): string => {
  if (!(error instanceof RegistryError)) {
    const isUnset = error instanceof ConfigError;
    return `${faultText(describeFault(error))}${isUnset ? `\n${say(WHERE_SETTINGS_ARE)}` : ''}`;
  }
  return problemText(error.code, error.detail);
};

/**
 * Runs one command line. Exit codes: what the command answers; 1 when the registry refuses, 64 for wrong usage, 70
 * for anything unexpected.
 */
export const runHocba = async (args: readonly string[], { out, err }: Output): Promise<number> => {
  const io: CommandIo = { out: (said) => out(say(said)), err: (said) => err(say(said)) };
  const [word, ...rest] = args;
  if (isHelp(word)) {
    io.out(overview());
    return 0;
  }
  const command = word !== undefined && Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (command === undefined) {
    const unknown = say([`Unknown command ${word}.`, `Không có lệnh "${word}".`]);
    io.err(word === undefined ? overview() : `${unknown}\n\n${overview()}`);
    return EX_USAGE;
  }
  const { run, usage } = await command.load();
  if (rest.some((each) => each === '--help' || each === '-h')) {
    io.out(usage);
    return 0;
  }
  try {
    return await run(rest, io);
  } catch (error) {
    if (isUsageFault(error)) {
      // Our own words are in the right language, with times that are to be typed as they stand.
      const what = error instanceof UsageError ? error.message : faultText(error.message);
      io.err(`${what}\n\n${say(usage)}`);
      return EX_USAGE;
    }
    io.err(explain(error));
    if (isOfThePlace(error)) return 1;
    return error instanceof RegistryError && PROBLEMS[error.code].status < 500 ? 1 : EX_INTERNAL;
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // A reader that ends early (`| head`) must not end a command in the middle of its work.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const output: Output = {
    out: (text) => void process.stdout.write(`${terminalText(text)}\n`),
    err: (text) => void process.stderr.write(`${terminalText(text)}\n`),
  };
  process.exitCode = await runHocba(process.argv.slice(2), output);
}
