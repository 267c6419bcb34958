import type { Language } from '@hocba/shared/text/language';
import type { FastifyRequest } from 'fastify';
import { readFamilyCookie } from './family-cookies.ts';

/** The language of a request: the one that was chosen in this browser, else the guardian's, else Vietnamese. */
export const familyLanguageOf = (request: FastifyRequest, publicUrl: string): Language => {
  const chosen = readFamilyCookie(request, publicUrl, 'family-language');
  if (chosen === 'vi' || chosen === 'en') return chosen;
  return request.guardian?.language ?? 'vi';
};
