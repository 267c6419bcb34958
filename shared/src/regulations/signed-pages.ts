import type { Words } from '../marks/words.ts';
import { pageOf as circular22 } from './circular-22-2021/year/page.ts';
import { pageOf as circular27 } from './circular-27-2020/year/page.ts';
import type { PagePart } from './page.ts';
import type { SignedPage } from './regulation.ts';
import type { Regulation } from './rule-set.ts';
import type { SignedYear } from './signed-rules.ts';

/** How each regulation's signed years are laid out. */
const PAGES: Readonly<Record<Regulation, SignedPage['pageOf']>> = {
  'circular-22-2021': circular22,
  'circular-27-2020': circular27,
};

/**
 * The page of a signed year, between the pupil's lines and the lines of the signature, as its regulation lays it out.
 */
export const signedPageOf = (subject: SignedYear, words: Pick<Words, 'say' | 'language'>): PagePart[] =>
  PAGES[subject.regulation](subject, words);
