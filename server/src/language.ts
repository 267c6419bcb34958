import type { Language } from '@hocba/shared/text/language';

/**
 * The language of the person at the terminal, as POSIX orders the variables that say it: LC_ALL before LC_MESSAGES
 * before LANG. Where none is set (as on Windows) it is that of the system.
 */
export const languageOf = (env: Readonly<Record<string, string | undefined>>): Language => {
  const said = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((text) => text !== undefined && text !== '');
  return /^vi(?![a-z])/i.test(said ?? Intl.DateTimeFormat().resolvedOptions().locale) ? 'vi' : 'en';
};
