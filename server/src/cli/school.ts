import { parseArgs } from 'node:util';
import { PROBLEMS, RegistryError } from '@hocba/shared/problems';
import { parseIdentifier, SchoolCode } from '@hocba/shared/school/identifiers';
import { MAX_LENGTH, readTitle } from '@hocba/shared/text/plain-text';
import { insertSchool } from '../storage/schools.ts';
import { type CommandIo, type Run, UsageError, withDb } from './command.ts';
import { sayLanguage } from './school-language.ts';

export const usage = `Usage: hocba school add CODE --name NAME --commune COMMUNE --province PROVINCE [--province-code NN]
       hocba school language CODE YEAR SUBJECT LANGUAGE [--class CLASS,CLASS]

CODE is the school's code in the sector catalogue, eight digits. The province code is its first two digits
unless given.

language says which foreign language classes learn as nn1 (Ngoại ngữ 1) or nn2, of all classes of the year that learn
one unless --class names some: en, fr, ru, zh, ja, de or ko. Screens call it by that name; records keep the name of the
curriculum.`;

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
    throw new UsageError(`${option}: ${PROBLEMS[code].title} (${code})`);
  }
  if (read.value === '') throw new UsageError(`${option} is needed`);
  return read.value;
};

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

const add = async (given: string | undefined, values: Values, io: CommandIo): Promise<number> => {
  const code = parseIdentifier(SchoolCode, given);
  if (code === undefined) throw new UsageError('CODE: 8 digits');
  const province_code = values['province-code'] ?? code.slice(0, 2);
  if (!/^[0-9]{2}$/.test(province_code)) throw new UsageError('--province-code: 2 digits');
  const name = text(values.name, '--name', MAX_LENGTH.school);
  const commune = text(values.commune, '--commune', MAX_LENGTH.place);
  const province = text(values.province, '--province', MAX_LENGTH.place);
  try {
    await withDb((db) => db.commit([insertSchool({ code, name, commune, province, province_code })]));
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== 'DUPLICATE') throw error;
    io.err(`School ${code} exists already.`);
    return 1;
  }
  io.out(`School ${code} added: ${name}, ${commune}, ${province}.`);
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
  throw new UsageError(`unknown action ${action}`);
};
