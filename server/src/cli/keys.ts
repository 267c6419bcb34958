import { constants, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Instant } from '@hocba/shared/school/identifiers';
import { formatBirthDate } from '@hocba/shared/school/pupil/birth-date';
import { type Config, readConfig, readConfigWith } from '../config.ts';
import { replaceFile } from '../files/replace-file.ts';
import { writeNewFiles } from '../files/write-new-files.ts';
import { createHeadKey } from '../heads/head-key.ts';
import { createKeys } from '../issuing/keys/create-keys.ts';
import { renewTrustList } from '../issuing/keys/renew-trust-list.ts';
import { createSecrets } from '../people/sign-in/secrets.ts';
import { type CommandIo, type Run, UsageError } from './command.ts';
import { completeKeys } from './complete-keys.ts';
import { resumeIssuing } from './database/resume.ts';
import { readGivenInstant } from './given-time.ts';
import type { Said } from './texts/said.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage:
  hocba keys create [--demo] [--issuer URL]
  hocba keys create --missing
  hocba keys renew [--root FILE] [--signing-key [--from TIME]]
  hocba keys resume

create makes the registry's keys and writes them to SIGNING_KEY_FILE, TRUST_LIST_FILE, SESSION_KEY_FILE and HEAD_KEY_FILE,
and the root key to root-key.json beside the signing key. Private files are readable by their owner alone; nothing is
overwritten. The trust list expires after 400 days.
  --demo        marks the keys as for demonstration: what they sign has no force
  --issuer URL  the issuer instead of PUBLIC_URL
  --missing     makes the keys that an installation of an earlier release lacks, and touches no other
renew signs TRUST_LIST_FILE anew with the same keys, the next number and 400 more days, and puts it in the place of the
old one. Restart the registry afterwards, so that it hands the new list out.
  --root FILE   the root key, from the medium it is kept on; otherwise root-key.json beside the signing key
  --signing-key makes a signing key for five more years as well, also in place of one that is lost; the old one stays
                listed, and its file is kept beside
  --from TIME   the new signing key is valid from this time on (2026-06-10T02:30:15Z, or '09:30 10/06/2026' in Vietnam
                time), for records that became final before and are not signed; otherwise from now on
resume lets signing go on after you have found out why it was halted, and takes up the signing jobs again that were given up.
It is written into the audit under your user name. The registry may be running.`,
  `Cách dùng:
  hocba keys create [--demo] [--issuer URL]
  hocba keys create --missing
  hocba keys renew [--root TỆP] [--signing-key [--from LÚC]]
  hocba keys resume

create tạo các khóa của hệ thống và ghi vào SIGNING_KEY_FILE, TRUST_LIST_FILE, SESSION_KEY_FILE, HEAD_KEY_FILE, và khóa
gốc vào root-key.json cạnh khóa ký. Tệp bí mật chỉ chủ nhân đọc được; không ghi đè tệp nào. Danh sách khóa tin cậy hết hạn sau 400
ngày.
  --demo        đánh dấu là khóa dùng thử: học bạ ký bằng khóa này không có giá trị
  --issuer URL  nơi phát hành, thay cho PUBLIC_URL
  --missing     tạo những khóa mà hệ thống của phiên bản trước chưa có, không đụng đến khóa khác
renew ký lại TRUST_LIST_FILE với các khóa đang có, số thứ tự tiếp theo và thêm 400 ngày, rồi đặt vào chỗ danh sách cũ. Sau đó
khởi động lại hệ thống để danh sách mới được phát ra.
  --root TỆP    khóa gốc, lấy từ thiết bị lưu riêng; không ghi thì dùng root-key.json cạnh khóa ký
  --signing-key tạo thêm một khóa ký cho năm năm nữa, cả khi khóa ký đã mất; khóa cũ vẫn còn trong danh sách, tệp của nó
                được giữ bên cạnh
  --from LÚC    khóa ký mới có hiệu lực từ lúc này (2026-06-10T02:30:15Z, hoặc '09:30 10/06/2026' giờ Việt Nam), cho những
                học bạ đã duyệt từ trước mà chưa ký; không ghi thì từ bây giờ
resume cho ký tiếp sau khi đã tìm ra vì sao việc ký bị dừng, và làm lại những việc ký đã bỏ dở. Tên người dùng của máy được
ghi vào sổ kiểm tra. Hệ thống có thể đang chạy.`,
];

const OPTIONS = {
  demo: { type: 'boolean' },
  missing: { type: 'boolean' },
  issuer: { type: 'string' },
  root: { type: 'string' },
  'signing-key': { type: 'boolean' },
  from: { type: 'string' },
} as const;

const ACTIONS: readonly string[] = ['create', 'renew', 'resume'];

/** Where the root key is written; it is needed only to sign the next trust list. */
const rootKeyFile = ({ signingKeyFile }: Pick<Config, 'signingKeyFile'>): string =>
  join(dirname(signingKeyFile), 'root-key.json');

const explainRoot = (config: Config, thumbprint: string, io: CommandIo): void => {
  const file = rootKeyFile(config);
  io.out([`Root key: ${file}`, `Khóa gốc: ${file}`]);
  io.out([
    '  Move it to an offline medium now and delete it here: it is needed only to sign the next trust list.',
    '  Chuyển ngay sang thiết bị không nối mạng rồi xóa ở đây: khóa này chỉ cần để ký danh sách khóa lần sau.',
  ]);
  io.out([
    `Root thumbprint, for verifiers to pin: ${thumbprint}`,
    `Dãy chữ nhận ra khóa gốc, để nơi kiểm tra ghim: ${thumbprint}`,
  ]);
};

/** Writes all key files of a new registry, or none; false when one is there already. */
export const writeKeyFiles = async (
  config: Config,
  { demo, now }: { readonly demo: boolean; readonly now: Instant },
  io: CommandIo,
): Promise<boolean> => {
  const { signingKeyFile, trustListFile, sessionKeyFile, headKeyFile, publicUrl } = config;
  const paths = [rootKeyFile(config), signingKeyFile, sessionKeyFile, headKeyFile, trustListFile];
  const existing = paths.filter((path) => existsSync(path));
  if (existing.length > 0) {
    const there = existing.join(', ');
    io.err([
      `Nothing was written: there is already ${there}. Overwriting a key would orphan what it signed.`,
      `Chưa ghi gì: đã có ${there}. Ghi đè khóa thì không còn kiểm tra được những gì khóa đó đã ký.`,
    ]);
    return false;
  }
  const keys = await createKeys({ issuer: publicUrl, demo, now });
  writeNewFiles([
    { path: rootKeyFile(config), text: keys.rootKey, mode: 0o600 },
    { path: signingKeyFile, text: keys.signingKeys, mode: 0o600 },
    { path: sessionKeyFile, text: createSecrets(), mode: 0o600 },
    { path: headKeyFile, text: await createHeadKey(), mode: 0o600 },
    { path: trustListFile, text: `${keys.trustList}\n`, mode: 0o644 },
  ]);
  io.out([
    `Keys of ${publicUrl}${demo ? ', for demonstration only' : ''}:`,
    `Các khóa của ${publicUrl}${demo ? ', chỉ để dùng thử' : ''}:`,
  ]);
  io.out([
    `Signing key: ${signingKeyFile}\nTrust list: ${trustListFile}\nSession keys: ${sessionKeyFile}\nHead key: ${headKeyFile}`,
    `Khóa ký: ${signingKeyFile}\nDanh sách khóa tin cậy: ${trustListFile}\nKhóa phiên: ${sessionKeyFile}\nKhóa ký mốc đối chiếu: ${headKeyFile}`,
  ]);
  explainRoot(config, keys.rootThumbprint, io);
  return true;
};

/** The file of the root key: the one that is named, else the one that "keys create" made, while it is still there. */
const findRootKey = (config: Config, named: string | undefined): string => {
  const path = named ?? rootKeyFile(config);
  if (named !== undefined || existsSync(path)) return path;
  throw new UsageError([
    `${path} is not there: name the file of the root key with --root`,
    `không có tệp ${path}: vui lòng ghi tệp của khóa gốc sau --root`,
  ]);
};

interface Renewal {
  readonly root: string | undefined;
  readonly newSigningKey: boolean;
  readonly from?: Instant | undefined;
  readonly now: Instant;
}

/** Copies the signing key to a name of its own; undefined where it is lost, which is why another one is made. */
const keepSigningKey = ({ signingKeyFile }: Config, sequence: number): string | undefined => {
  if (!existsSync(signingKeyFile)) return undefined;
  const kept = `${signingKeyFile}.before-${sequence}`;
  copyFileSync(signingKeyFile, kept, constants.COPYFILE_EXCL);
  return kept;
};

/** Signs the trust list anew and puts it in place in one step: a reader finds the old one or the new one, whole. */
export const renewListFile = async (
  config: Config,
  { root, newSigningKey, from, now }: Renewal,
  io: CommandIo,
): Promise<void> => {
  const { trustListFile, signingKeyFile } = config;
  const renewed = await renewTrustList({
    rootKey: readFileSync(findRootKey(config, root), 'utf8'),
    trustList: readFileSync(trustListFile, 'utf8'),
    newSigningKey,
    from,
    now,
  });
  const { signingKeys, sequence } = renewed;
  const kept = signingKeys === undefined ? undefined : keepSigningKey(config, sequence);
  // The new list knows both keys, so that the registry starts with either, whatever happens between these lines.
  replaceFile(trustListFile, `${renewed.trustList}\n`, 0o644);
  if (signingKeys !== undefined) {
    replaceFile(signingKeyFile, signingKeys, 0o600);
    io.out([
      `Signing key: ${signingKeyFile}; the one before it is ${kept ? `kept as ${kept}` : 'not there'}`,
      `Khóa ký: ${signingKeyFile}; khóa trước ${kept ? `được giữ ở ${kept}` : 'không còn'}`,
    ]);
  }
  const { rootThumbprint } = renewed;
  const expires = renewed.expires.slice(0, 10);
  io.out([
    `Trust list ${trustListFile}: number ${sequence}, expires ${expires}`,
    `Danh sách khóa tin cậy ${trustListFile}: số ${sequence}, hết hạn ngày ${formatBirthDate(expires)}`,
  ]);
  io.out([
    `  of the root ${rootThumbprint}. Restart the registry, so that it hands this list out.`,
    `  của khóa gốc ${rootThumbprint}. Vui lòng khởi động lại hệ thống để danh sách này được phát ra.`,
  ]);
  if (root === undefined) {
    io.out(['  Take the root key off this machine again.', '  Vui lòng lấy khóa gốc ra khỏi máy này.']);
  }
};

const create = async (issuer: string | undefined, demo: boolean, io: CommandIo): Promise<number> => {
  const config = issuer === undefined ? readConfig() : readConfigWith({ PUBLIC_URL: issuer });
  const now = new Date().toISOString() as Instant;
  return (await writeKeyFiles(config, { demo, now }, io)) ? 0 : 1;
};

const readFrom = (text: string | undefined, newSigningKey: boolean): Instant | undefined => {
  if (text === undefined) return undefined;
  const from = newSigningKey ? readGivenInstant(text) : undefined;
  if (from !== undefined) return from;
  throw new UsageError([
    '--from needs --signing-key, and a time: 2026-06-10T02:30:15Z or 09:30 10/06/2026',
    '--from cần có --signing-key và một thời điểm: 2026-06-10T02:30:15Z hoặc 09:30 10/06/2026',
  ]);
};

/** `hocba keys`; 1 when `create` finds a file there already. */
export const run: Run = async (args, io) => {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const { issuer, demo, missing, root, 'signing-key': newSigningKey = false, from } = values;
  const [action] = positionals;
  if (positionals.length !== 1 || !ACTIONS.includes(action ?? '')) {
    throw new UsageError([`keys knows only: ${ACTIONS.join(', ')}`, `keys chỉ có: ${ACTIONS.join(', ')}`]);
  }
  if (action === 'resume') {
    if (Object.keys(values).length > 0) {
      throw new UsageError(['resume takes no option', 'resume không nhận tùy chọn']);
    }
    return resumeIssuing(io);
  }
  if (action === 'create') {
    if (root !== undefined || newSigningKey || from !== undefined) {
      throw new UsageError([
        '--root, --signing-key and --from belong to renew',
        '--root, --signing-key và --from chỉ dùng với renew',
      ]);
    }
    if (missing !== true) return create(issuer, demo === true, io);
    if (issuer !== undefined || demo !== undefined) {
      throw new UsageError(['--missing takes no other option', '--missing không đi với tùy chọn nào khác']);
    }
    return completeKeys(io);
  }
  if (issuer !== undefined || demo !== undefined || missing !== undefined) {
    throw new UsageError([
      'renew takes only --root, --signing-key and --from',
      'renew chỉ nhận --root, --signing-key và --from',
    ]);
  }
  const now = new Date().toISOString() as Instant;
  await renewListFile(readConfig(), { root, newSigningKey, from: readFrom(from, newSigningKey), now }, io);
  return 0;
};
