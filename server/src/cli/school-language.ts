import { readClassCode } from '@hocba/shared/school/class-code';
import { isLanguageCode } from '@hocba/shared/school/foreign-language';
import { type ClassCode, parseIdentifier, SchoolCode } from '@hocba/shared/school/identifiers';
import { republishClass } from '../records/publish-class.ts';
import { decideAgain } from '../storage/retry.ts';
import { listSubjectsOfYear, setLanguage } from '../storage/schools.ts';
import { type CommandIo, readYear, UsageError, withDb } from './command.ts';

const classesOf = (given: string | undefined): ClassCode[] | undefined =>
  given?.split(',').map((text) => {
    const code = readClassCode(text);
    if (code === undefined) throw new UsageError(`--class: ${text} is no class`);
    return code;
  });

/**
 * Says which foreign language classes learn, and tells devices. Answers 1, with nothing written, when one of the classes
 * named does not learn the subject, or none of the year does.
 */
export const sayLanguage = async (
  [school, year, subject, language]: readonly [string, string, string, string],
  named: string | undefined,
  io: CommandIo,
): Promise<number> => {
  const [code, of] = [parseIdentifier(SchoolCode, school), readYear(year)];
  if (code === undefined) throw new UsageError('CODE: 8 digits');
  if (of === undefined) throw new UsageError('YEAR: two years that follow each other, as 2026-2027');
  if (subject !== 'nn1' && subject !== 'nn2') throw new UsageError('SUBJECT: nn1 or nn2');
  if (!isLanguageCode(language)) throw new UsageError('LANGUAGE: en, fr, ru, zh, ja, de or ko');
  const wanted = classesOf(named);
  return withDb(async (db) => {
    const rows = (await listSubjectsOfYear(db, code, of)).filter((row) => row.subject === subject);
    const missing = (wanted ?? []).find((name) => !rows.some((row) => row.class === name));
    const found = rows.filter((row) => wanted === undefined || wanted.includes(row.class as ClassCode));
    if (missing !== undefined || found.length === 0) {
      io.err(
        `${missing === undefined ? 'No class' : `Not class ${missing}, and so none,`} learns ${subject} in ${of}.`,
      );
      return 1;
    }
    await db.commit(found.map((row) => setLanguage(row, language)));
    for (const row of found) {
      await decideAgain(() => republishClass({ db }, code, of, row.class as ClassCode));
    }
    io.out(`${subject} is ${language} in ${found.map((row) => row.class).join(', ')}.`);
    return 0;
  });
};
