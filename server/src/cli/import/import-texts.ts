import { readLanguage } from '../../config.ts';
import { EN } from './import-texts-en.ts';
import { VI } from './import-texts-vi.ts';
import type { ImportTexts } from './import-words.ts';

const TEXTS = { vi: VI, en: EN } as const;

/** The words of an import in the language of the person who runs it. */
export const importTexts = (): ImportTexts => TEXTS[readLanguage()];
