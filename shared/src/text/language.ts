import { type Static, Type } from 'typebox';

/** The languages in which the system speaks to people: Vietnamese first, English complete. */
export const Language = Type.Union([Type.Literal('vi'), Type.Literal('en')]);
export type Language = Static<typeof Language>;

/** Each language in its own words, so that readers find theirs on a page in another. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { vi: 'Tiếng Việt', en: 'English' };
