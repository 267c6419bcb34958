import { parseArgs } from 'node:util';
import { RegistryError } from '@hocba/shared/problems';
import { parseIdentifier, SchoolCode } from '@hocba/shared/school/identifiers';
import { MAX_LENGTH, readTitle } from '@hocba/shared/text/plain-text';
import { insertSchool } from '../../storage/queries/schools/schools.ts';
import { type CommandIo, type Run, UsageError, withDb } from '../command.ts';
import { problemText } from '../texts/problem-texts.ts';
import type { Said } from '../texts/said.ts';
import { CODE_WANTED, sayLanguage } from '../texts/school-language.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage:
  hocba school add CODE --name NAME --commune COMMUNE --province PROVINCE [--province-code NN]
  hocba school language CODE YEAR SUBJECT LANGUAGE [--class CLASS,CLASS]

CODE is the school's code in the sector catalogue, eight digits. The province code is its first two digits
unless given.

language says which foreign language classes learn as nn1 (Ngoại ngữ 1) or nn2, of all classes of the year that learn
one unless --class names some: en, fr, ru, zh, ja, de or ko. Screens call it by that name; a record that is
signed later names it behind the subject, as Ngoại ngữ 1 (Tiếng Anh).`,
  `Cách dùng:
  hocba school add MÃ --name TÊN --commune XÃ --province TỈNH [--province-code NN]
  hocba school language MÃ NĂM-HỌC MÔN TIẾNG [--class LỚP,LỚP]

MÃ là mã trường trong cơ sở dữ liệu ngành, gồm tám chữ số. Không ghi mã tỉnh thì lấy hai số đầu của mã trường.

language ghi tiếng nước ngoài mà các lớp học ở môn nn1 (Ngoại ngữ 1) hoặc nn2, cho mọi lớp của năm học có môn đó, trừ khi
--class nêu riêng vài lớp: en, fr, ru, zh, ja, de hoặc ko. Màn hình gọi môn bằng tên tiếng đó; học bạ ký từ đó về
sau ghi tên tiếng sau tên môn, ví dụ Ngoại ngữ 1 (Tiếng Anh).`,
];

const OPTIONS = {
  name: { type: 'string' },
  commune: { type: 'string' },
  province: { type: 'string' },
  'province-code': { type: 'string' },
  class: { type: 'string' },
} as const;

/** A name as it will stand in every signed record: what could not be signed is refused here. */
const text = (value: string | undefined, option: string, maxLength: number): string => {
  const read = readTitle(value ?? '', maxLength);
  if ('finding' in read) {
    const { code } = read.finding;
    throw new UsageError(`${option}: ${problemText(code, undefined)}`);
  }
  if (read.value === '') throw new UsageError([`${option} is needed`, `thiếu ${option}`]);
  return read.value;
};

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

const add = async (given: string | undefined, values: Values, io: CommandIo): Promise<number> => {
  const code = parseIdentifier(SchoolCode, given);
  if (code === undefined) throw new UsageError(CODE_WANTED);
  const province_code = values['province-code'] ?? code.slice(0, 2);
  if (!/^[0-9]{2}$/.test(province_code)) {
    throw new UsageError(['--province-code: 2 digits', '--province-code: mã tỉnh gồm 2 chữ số']);
  }
  const name = text(values.name, '--name', MAX_LENGTH.school);
  const commune = text(values.commune, '--commune', MAX_LENGTH.place);
  const province = text(values.province, '--province', MAX_LENGTH.place);
  try {
    await withDb((db) => db.commit([insertSchool({ code, name, commune, province, province_code })]));
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== 'DUPLICATE') throw error;
    io.err([`School ${code} exists already.`, `Trường ${code} đã có.`]);
    return 1;
  }
  io.out([
    `School ${code} added: ${name}, ${commune}, ${province}.`,
    `Đã thêm trường ${code}: ${name}, ${commune}, ${province}.`,
  ]);
  return 0;
};

/** `hocba school add` and `hocba school language`; exit code 1 when a code is taken, or no class learns the language. */
export const run: Run = async (args, io) => {
  const { positionals, values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [action, given, ...more] = positionals;
  if (action === 'add' && more.length === 0) return add(given, values, io);
  if (action === 'language' && more.length === 3) {
    return sayLanguage([given ?? '', ...more] as [string, string, string, string], values.class, io);
  }
  throw new UsageError([`unknown action ${action}`, `không có việc "${action}"`]);
};
