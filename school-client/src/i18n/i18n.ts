import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { vi } from './vi-texts.ts';

/** A language of the interface. */
export type Language = 'vi' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof vi;
    returnNull: false;
  }
}

const STORED = 'hocba.language';

const storedLanguage = (): Language => (localStorage.getItem(STORED) === 'en' ? 'en' : 'vi');

/** English is fetched only when wanted; it is precached, so the switch works offline too. */
const addEnglish = async (): Promise<void> => {
  const { en } = await import('./en-texts.ts');
  for (const [area, texts] of Object.entries(en)) i18next.addResourceBundle('en', area, texts);
};

/** Starts the texts in the language this device used last; Vietnamese at first. */
export const startI18n = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    resources: { vi },
    lng: 'vi',
    fallbackLng: 'vi',
    defaultNS: 'common',
    ns: Object.keys(vi),
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  await setLanguage(storedLanguage());
};

/** Switches the interface and remembers the choice on this device. */
export const setLanguage = async (language: Language): Promise<void> => {
  if (language === 'en') await addEnglish();
  await i18next.changeLanguage(language);
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
};

/** The language shown now. */
export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'vi');
