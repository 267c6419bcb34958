import { type Static, Type } from 'typebox';

/** A foreign language of the curriculum, by the code of ISO 639-1. */
export const LanguageCode = Type.Union([
  Type.Literal('en'),
  Type.Literal('fr'),
  Type.Literal('ru'),
  Type.Literal('zh'),
  Type.Literal('ja'),
  Type.Literal('de'),
  Type.Literal('ko'),
]);
export type LanguageCode = Static<typeof LanguageCode>;

/** The languages taught as Ngoại ngữ 1 or 2, with their names. Circular 32/2018. */
export const LANGUAGES: Readonly<Record<LanguageCode, { readonly vi: string; readonly en: string }>> = {
  en: { vi: 'Tiếng Anh', en: 'English' },
  fr: { vi: 'Tiếng Pháp', en: 'French' },
  ru: { vi: 'Tiếng Nga', en: 'Russian' },
  zh: { vi: 'Tiếng Trung Quốc', en: 'Chinese' },
  ja: { vi: 'Tiếng Nhật', en: 'Japanese' },
  de: { vi: 'Tiếng Đức', en: 'German' },
  ko: { vi: 'Tiếng Hàn', en: 'Korean' },
};

/** Whether a text is the code of a foreign language of the curriculum. */
export const isLanguageCode = (code: string): code is LanguageCode => Object.hasOwn(LANGUAGES, code);
