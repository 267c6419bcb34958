import { PROBLEMS, type ProblemCode } from '@hocba/shared/problems';

/** A code that this version of the page has a text for. */
type KnownCode = ProblemCode | 'OFFLINE';

const isKnown = (code: string): code is KnownCode => code === 'OFFLINE' || Object.hasOwn(PROBLEMS, code);

/**
 * What the code of a problem or a finding says to a person. A registry that is newer than this page may send a code
 * that the page has no text for; it is shown as it is.
 */
export const problemText = (t: (key: `problems:${KnownCode}`) => string, code: string): string =>
  isKnown(code) ? t(`problems:${code}`) : code;
