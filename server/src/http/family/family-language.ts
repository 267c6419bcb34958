import type { FastifyRequest } from 'fastify';
import type { FamilyLanguage } from './family-pages.ts';

/** The cookie of the language that somebody chose; it says nothing of the person, so a page's script may read it. */
export const LANGUAGE_COOKIE = 'hocba-language';

/** The language of a request: the one that was chosen in this browser, else the guardian's, else Vietnamese. */
export const familyLanguageOf = ({ cookies, guardian }: FastifyRequest): FamilyLanguage => {
  const chosen = cookies[LANGUAGE_COOKIE];
  if (chosen === 'vi' || chosen === 'en') return chosen;
  return guardian?.language ?? 'vi';
};
