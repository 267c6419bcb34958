import { existsSync, readFileSync } from 'node:fs';
import { type Config, readConfig } from '../config.ts';
import { replaceFile } from '../files/replace-file.ts';
import { writeNewFiles } from '../files/write-new-files.ts';
import { createHeadKey } from '../heads/head-key.ts';
import { completeSecrets } from '../people/sign-in/secrets.ts';
import type { CommandIo } from './command.ts';
import { say } from './texts/said.ts';

/** Makes keys of a later release where they are missing; answers what it made, undefined when it is there. */
type Complete = (config: Config) => Promise<string | undefined>;

const completeHeadKey: Complete = async ({ headKeyFile }) => {
  if (existsSync(headKeyFile)) return undefined;
  writeNewFiles([{ path: headKeyFile, text: await createHeadKey(), mode: 0o600 }]);
  return say([`Head key: ${headKeyFile}`, `Khóa ký mốc đối chiếu: ${headKeyFile}`]);
};

const completeSessionKeys: Complete = async ({ sessionKeyFile }) => {
  const there = existsSync(sessionKeyFile) ? readFileSync(sessionKeyFile, 'utf8') : undefined;
  const { text, made } = completeSecrets(there);
  if (made.length === 0) return undefined;
  replaceFile(sessionKeyFile, text, 0o600);
  const names = made.join(', ');
  return say([`Session keys: ${sessionKeyFile} (${names})`, `Khóa phiên: ${sessionKeyFile} (${names})`]);
};

/** The keys that installations of an earlier release lack. */
const LATER_KEYS: readonly Complete[] = [completeSessionKeys, completeHeadKey];

/** `hocba keys create --missing`: completes the key files of an older installation and touches no other key. */
export const completeKeys = async (io: CommandIo): Promise<number> => {
  const config = readConfig();
  if (!existsSync(config.signingKeyFile)) {
    io.err([
      'There is no installation to complete: "hocba keys create" makes all keys of a new one.',
      'Chưa có hệ thống nào để bổ sung: "hocba keys create" tạo mọi khóa cho hệ thống mới.',
    ]);
    return 1;
  }
  const made: string[] = [];
  for (const complete of LATER_KEYS)
    made.push(...[await complete(config)].filter((text) => text !== undefined));
  for (const text of made) io.out([`Made: ${text}`, `Đã tạo: ${text}`]);
  if (made.length === 0) io.out(['No key is missing.', 'Không thiếu khóa nào.']);
  return 0;
};
