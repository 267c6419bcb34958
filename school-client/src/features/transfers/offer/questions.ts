import type { SubjectMatch } from '@hocba/shared/contract/transfers/transfer';

/** A point that the office has to talk over with the family before it sends the request. */
export interface Question {
  readonly kind: 'kept' | 'new' | 'other-language' | 'missing';
  readonly subject: string;
  readonly count: number;
}

/** The questions that follow from the subjects: one for each that does not match or has marks missing. */
export const questionsOf = (subjects: readonly SubjectMatch[]): Question[] =>
  subjects.flatMap(({ name, match, missing }): Question[] => {
    if (match !== 'same') return [{ kind: match, subject: name, count: 0 }];
    return missing > 0 ? [{ kind: 'missing', subject: name, count: missing }] : [];
  });
