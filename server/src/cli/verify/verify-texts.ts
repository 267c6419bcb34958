import { readLanguage } from '../../config.ts';
import { EN } from './verify-texts-en.ts';
import { VI } from './verify-texts-vi.ts';
import type { VerifyTexts } from './verify-words.ts';

const TEXTS = { vi: VI, en: EN } as const;

/** The words of `hocba verify` in the language of the person who runs it. */
export const verifyTexts = (): VerifyTexts => TEXTS[readLanguage()];
