import { PROBLEM_TITLES } from '@hocba/shared/problem-titles';
import type { ProblemCode } from '@hocba/shared/problems';
import { readLanguage } from '../../config.ts';
import { problemInVietnamese } from './problem-texts-vi.ts';

/** A refusal in English: code, reason and detail. */
const problemInEnglish = (code: ProblemCode, detail: string | undefined): string =>
  `${code}: ${PROBLEM_TITLES[code]}${detail === undefined ? '' : ` (${detail})`}`;

/** The database names what stands twice in words of its tables: these are for the log, not for a person. */
const ownWords = (code: ProblemCode, detail: string | undefined): string | undefined =>
  code === 'DUPLICATE' ? undefined : detail;

/** A refusal in the language of the person who runs the command. */
export const problemText = (code: ProblemCode, detail: string | undefined): string =>
  readLanguage() === 'vi'
    ? problemInVietnamese(code, ownWords(code, detail))
    : problemInEnglish(code, ownWords(code, detail));
