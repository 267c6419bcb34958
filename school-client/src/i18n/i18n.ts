import type { Language } from '@hocba/shared/text/language';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { vi } from './vi-texts.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'anyPage';
    resources: typeof vi;
    returnNull: false;
  }
}

const STORED = 'hocba.language';

const storedLanguage = (): Language => {
  try {
    return localStorage.getItem(STORED) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi'; // a browser that lets this site keep nothing
  }
};

/** Texts of some areas; a part of an area may come later, with the pages that need it. */
type Texts = { readonly [Area in keyof typeof vi]?: Partial<(typeof vi)[Area]> };

/** A file of English texts that has not come by then is gone without: the page has its Vietnamese texts. */
const ENGLISH_MS = 5_000;

/** English is fetched only when wanted; it is precached, so the switch works offline too. Throws when it does not come. */
const addEnglish = async (): Promise<void> => {
  const tooLate = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('the English texts did not come')), ENGLISH_MS);
  });
  const { en } = await Promise.race([import('./en-texts.ts'), tooLate]);
  for (const [area, texts] of Object.entries(en)) i18next.addResourceBundle('en', area, texts);
};

/**
 * Starts a page with its Vietnamese texts, in the language this device used last: Vietnamese at first, and when the
 * other texts do not come. A page in the wrong language is better than none. Never rejects.
 */
export const startI18n = async (texts: Texts): Promise<void> => {
  await i18next.use(initReactI18next).init({
    resources: { vi: texts },
    lng: 'vi',
    fallbackLng: 'vi',
    defaultNS: 'anyPage',
    ns: Object.keys(texts),
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  if (storedLanguage() === 'en') await show('en').catch(() => undefined);
};

/** Adds Vietnamese texts that are fetched with a later part of the page, before that part is shown. */
export const addTexts = (texts: Texts): void => {
  for (const [area, bundle] of Object.entries(texts)) i18next.addResourceBundle('vi', area, bundle);
};

const show = async (language: Language): Promise<void> => {
  if (language === 'en') await addEnglish();
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
};

/** Switches the interface and remembers the choice on this device. Throws when the texts cannot be fetched now. */
export const setLanguage = async (language: Language): Promise<void> => {
  await show(language);
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // A browser that lets this site keep nothing shows the language for this visit.
  }
};

/** The language shown now. */
export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'vi');
