import type { Decision, Derivation } from '../../../marks/derivation.ts';
import type { SubjectResult } from '../../../marks/subject-result.ts';
import type { LanguageCode } from '../../../school/curriculum/foreign-language.ts';
import type { SchoolCode, SubjectCode, Term } from '../../../school/identifiers.ts';
import type { SubjectLine } from '../year/record.ts';
import type { Period } from '../year/year-results.ts';

/** A subject as one school taught it to the pupil this year, with the results of the terms it finished. */
export interface SchoolSubject {
  readonly subject: SubjectCode;
  readonly mode: SubjectLine['mode'];
  readonly exempt: boolean;
  /** Of a foreign language: which; null where the school does not say. */
  readonly language: LanguageCode | null;
  readonly hk1: SubjectResult | null;
  readonly hk2: SubjectResult | null;
}

/** The part that one of a mover's two schools gives. */
export interface SchoolPart {
  readonly school: SchoolCode;
  readonly subjects: readonly SchoolSubject[];
}

/**
 * What a person decides about a mover: which school's result of a term counts; what an assessment of a term missed
 * gave; that the year rests on the second term alone. `language` tells two foreign languages of one code apart.
 */
export type MoverDecision = Decision & {
  readonly subject: SubjectCode;
  readonly language?: LanguageCode;
} & (
    | { readonly kind: 'take'; readonly term: Term; readonly school: SchoolCode }
    | { readonly kind: 'assessed'; readonly term: Term; readonly result: SubjectResult }
    | { readonly kind: 'second-term-only' }
  );

/** A result one school offers for a term. */
export interface TermOffer {
  readonly school: SchoolCode;
  readonly result: SubjectResult;
}

/** A line of a mover's year: the record's own, and where it comes from. */
export interface JoinedLine extends SubjectLine {
  readonly language: LanguageCode | null;
  /** Taught at both schools, at the former one only, or at the present one only. */
  readonly course: 'continued' | 'dropped' | 'taken-up';
  /** Every result either school gave; nothing is lost where one of two counts. */
  readonly offers: Readonly<Record<Term, readonly TermOffer[]>>;
  /** The school whose result counts, or that it was assessed later; null while none does. */
  readonly from: Readonly<Record<Term, SchoolCode | 'assessed' | null>>;
  /** In which ratings the line takes part. */
  readonly counts: Readonly<Record<Period, boolean>>;
  /** How the year's result came about; null while there is none. */
  readonly why: Derivation<SubjectResult> | null;
}
