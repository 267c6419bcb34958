import { readClassCode } from '@hocba/shared/school/class-code';
import { SUBJECTS } from '@hocba/shared/school/curriculum/curriculum';
import { isLanguageCode, LANGUAGES } from '@hocba/shared/school/curriculum/foreign-language';
import {
  type ClassCode,
  databaseNameOf,
  type Instant,
  parseIdentifier,
  SchoolCode,
  type SchoolYear,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import { logClassLists } from '../../schools/log-class-lists.ts';
import { listSubjectsOfYear, setLanguage } from '../../storage/queries/schools/schools.ts';
import { type CommandIo, readYear, UsageError, withDb } from '../command.ts';
import type { Said } from './said.ts';

/** The code of a school was not given, or is none. */
export const CODE_WANTED: Said = ['CODE: 8 digits', 'MÃ: mã trường gồm 8 chữ số'];
const YEAR_WANTED: Said = [
  'YEAR: two years that follow each other, as 2026-2027',
  'NĂM-HỌC: gồm hai năm liền nhau, ví dụ 2026-2027',
];
const LANGUAGE_WANTED: Said = [
  'LANGUAGE: en, fr, ru, zh, ja, de or ko',
  'TIẾNG: en (Anh), fr (Pháp), ru (Nga), zh (Trung), ja (Nhật), de (Đức) hoặc ko (Hàn)',
];

const noneLearns = (missing: ClassCode | undefined, subject: string, year: SchoolYear): Said => [
  `${missing === undefined ? 'No class' : `Not class ${missing}, and so none,`} learns ${subject} in ${year}.`,
  missing === undefined
    ? `Năm học ${year} không có lớp nào học ${subject}.`
    : `Lớp ${missing} không học ${subject} trong năm học ${year}; chưa ghi gì cho lớp nào.`,
];

const classesOf = (given: string | undefined): ClassCode[] | undefined =>
  given?.split(',').map((text) => {
    const code = readClassCode(text);
    if (code === undefined) {
      throw new UsageError([`--class: ${text} is no class`, `--class: ${text} không phải tên lớp`]);
    }
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
  if (code === undefined) throw new UsageError(CODE_WANTED);
  if (of === undefined) throw new UsageError(YEAR_WANTED);
  if (subject !== 'nn1' && subject !== 'nn2')
    throw new UsageError(['SUBJECT: nn1 or nn2', 'MÔN: nn1 hoặc nn2']);
  if (!isLanguageCode(language)) throw new UsageError(LANGUAGE_WANTED);
  const wanted = classesOf(named);
  return withDb(async (db) => {
    const rows = (await listSubjectsOfYear(db, code, of)).filter((row) => row.subject === subject);
    const missing = (wanted ?? []).find((name) => !rows.some((row) => row.class === name));
    const found = rows.filter((row) => wanted === undefined || wanted.includes(row.class as ClassCode));
    if (missing !== undefined || found.length === 0) {
      io.err(noneLearns(missing, subject, of));
      return 1;
    }
    await db.commit(found.map((row) => setLanguage(row, language)));
    const changed = found.map((row) => row.class as ClassCode);
    await logClassLists(db, databaseNameOf(code, of), changed, new Date().toISOString() as Instant);
    const classes = found.map((row) => row.class).join(', ');
    io.out([
      `${subject} is ${language} in ${classes}.`,
      `${SUBJECTS[subject as SubjectCode]?.vi} của ${classes} là ${LANGUAGES[language].vi}.`,
    ]);
    return 0;
  });
};
