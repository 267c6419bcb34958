import { parseArgs } from 'node:util';
import { RegistryError } from '@hocba/shared/problems';
import { parseIdentifier, SchoolCode } from '@hocba/shared/school/identifiers';
import { normaliseText } from '@hocba/shared/text/normalise';
import type { Db } from '../storage/db.ts';
import { insertSchool } from '../storage/schools.ts';

/** Wrong usage of a command, as sysexits.h numbers it. */
const EX_USAGE = 64;

const USAGE =
  'Usage: hocba school add CODE --name NAME --commune COMMUNE --province PROVINCE [--province-code NN]';

const options = {
  name: { type: 'string' },
  commune: { type: 'string' },
  province: { type: 'string' },
  'province-code': { type: 'string' },
} as const;

/**
 * `hocba school add`: enters a school under its sector code (eight digits). The province code is that of the
 * school code unless given. Returns the exit code: 0, 1 when the school exists, 64 for wrong usage.
 */
export const schoolCommand = async (
  args: readonly string[],
  db: Db,
  print: (line: string) => void,
): Promise<number> => {
  const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [action, given] = positionals;
  const code = parseIdentifier(SchoolCode, given);
  const [name, commune, province] = [values.name, values.commune, values.province].map((text) =>
    normaliseText(text ?? ''),
  );
  if (action !== 'add' || code === undefined || !name || !commune || !province) {
    print(USAGE);
    return EX_USAGE;
  }
  const province_code = values['province-code'] ?? code.slice(0, 2);
  try {
    await db.commit([insertSchool({ code, name, commune, province, province_code })]);
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== 'DUPLICATE') throw error;
    print(`School ${code} exists already.`);
    return 1;
  }
  print(`School ${code} added: ${name}, ${commune}, ${province}.`);
  return 0;
};
