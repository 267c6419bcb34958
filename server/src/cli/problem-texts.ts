import { PROBLEMS, type ProblemCode } from '@hocba/shared/problems';
import { readLanguage } from '../config.ts';
import { problemInVietnamese } from './problem-texts-vi.ts';

/** A refusal in English: code, reason and detail. */
export const problemInEnglish = (code: ProblemCode, detail: string | undefined): string =>
  `${code}: ${PROBLEMS[code].title}${detail === undefined ? '' : ` (${detail})`}`;

/** What stands twice is named by the database in words of its tables: these are for the log. */
const ownWords = (code: ProblemCode, detail: string | undefined): string | undefined =>
  code === 'DUPLICATE' ? undefined : detail;

/** A refusal in the language of the person who runs the command. */
export const problemText = (code: ProblemCode, detail: string | undefined): string =>
  readLanguage() === 'vi'
    ? problemInVietnamese(code, ownWords(code, detail))
    : problemInEnglish(code, ownWords(code, detail));
