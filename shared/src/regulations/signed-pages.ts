import type { Words } from '../marks/words.ts';
import { page as circular22 } from './circular-22-2021/year/page.ts';
import { page as circular27 } from './circular-27-2020/year/page.ts';
import type { PagePart, PlainFact } from './page.ts';
import type { SignedPage } from './regulation.ts';
import type { Regulation } from './rule-set.ts';
import type { SignedYear } from './signed-rules.ts';

/** How each regulation's signed years are laid out and told. */
const PAGES: Readonly<Record<Regulation, SignedPage>> = {
  'circular-22-2021': circular22,
  'circular-27-2020': circular27,
};

/**
 * The page of a signed year, between the pupil's lines and the lines of the signature, as its regulation lays it out.
 */
export const signedPageOf = (subject: SignedYear, words: Pick<Words, 'say' | 'language'>): PagePart[] =>
  PAGES[subject.regulation].pageOf(subject, words);

/** A signed year in plain words for its family; every text is one of the interface's area `verify`. */
export const plainFactsOf = (subject: SignedYear, words: Pick<Words, 'say' | 'language'>): PlainFact[] =>
  PAGES[subject.regulation].plainOf(subject, words);
