import type { FormProblem } from '@hocba/shared/contract/family/sign-in';
import type { Language } from '@hocba/shared/text/language';
import { createInstance, type TFunction } from 'i18next';
import { family as familyEn } from '../i18n/en/family.ts';
import { gradebook as gradebookEn } from '../i18n/en/gradebook.ts';
import { problems as problemsEn } from '../i18n/en/problems.ts';
import { verify as verifyEn } from '../i18n/en/verify.ts';
import { problemText } from '../i18n/problem-text.ts';
import { asideProblems } from '../i18n/vi/aside-problems.ts';
import { family as familyVi } from '../i18n/vi/family.ts';
import { familyProblems } from '../i18n/vi/family-problems.ts';
import { gradebook as gradebookVi } from '../i18n/vi/gradebook.ts';
import { problems as problemsVi } from '../i18n/vi/problems.ts';
import { verify as verifyVi } from '../i18n/vi/verify.ts';

/** The texts of families' pages in both languages. */
type FamilyTexts = ReturnType<typeof createInstance>;

/** Opens the texts once for all pages that are drawn. */
export const openFamilyTexts = (): FamilyTexts => {
  const texts = createInstance({
    resources: {
      vi: {
        family: familyVi,
        gradebook: gradebookVi,
        verify: verifyVi,
        problems: { ...problemsVi, ...asideProblems, ...familyProblems },
      },
      en: { family: familyEn, gradebook: gradebookEn, verify: verifyEn, problems: problemsEn },
    },
    fallbackLng: 'vi',
    defaultNS: 'family',
    ns: ['family', 'gradebook', 'verify', 'problems'],
    initAsync: false,
    interpolation: { escapeValue: false }, // the templates escape
    returnNull: false,
  });
  void texts.init();
  return texts;
};

/** The words of a page: texts of families, and those of signed records. */
export interface FamilyWords {
  readonly language: Language;
  /** The address of the page, to which a switch of the language leads back. */
  readonly here: string;
  readonly t: TFunction<'family'>;
  readonly verify: TFunction<'verify'>;
  /** The names of columns of sheets. */
  readonly gradebook: TFunction<'gradebook'>;
  /** The fault of a form in words, and how long to wait. */
  problem(found: FormProblem): string;
}

const waitOf = (t: TFunction<'family'>, seconds: number): string =>
  seconds < 90 ? t('seconds', { count: seconds }) : t('minutes', { count: Math.ceil(seconds / 60) });

/** The words of a language, for the page of an address. */
export const familyWords = (texts: FamilyTexts, language: Language, here: string): FamilyWords => {
  const t = texts.getFixedT(language, 'family');
  const problems = texts.getFixedT(language, 'problems') as (key: string) => string;
  return {
    language,
    here,
    t,
    verify: texts.getFixedT(language, 'verify'),
    gradebook: texts.getFixedT(language, 'gradebook'),
    // Other pauses say in their own text when to come again.
    problem: ({ code, retryAfterSeconds: wait }) =>
      wait !== null && code === 'SIGN_IN_LOCKED'
        ? t('paused', { time: waitOf(t, wait) })
        : problemText((key) => problems(key), code),
  };
};
