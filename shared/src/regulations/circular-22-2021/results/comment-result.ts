import type { Derivation } from '../../../marks/derivation.ts';
import { articleOf22 } from '../article.ts';

/** Đạt or Chưa đạt. */
export type CommentResult = 'Đ' | 'CĐ';

/**
 * Term result of a comment subject with what decided it: how many assessments there are of those the term requires,
 * and how many of them are CĐ. Circular 22/2021, Art. 9(1).
 */
export const explainCommentResult = (
  assessments: readonly CommentResult[],
  required = assessments.length,
): Derivation<CommentResult> => {
  const failed = assessments.filter((result) => result === 'CĐ').length;
  const conditions = [
    {
      name: 'assessments',
      found: assessments.length,
      atLeast: required,
      holds: assessments.length >= required,
    },
    { name: 'assessments-failed', found: failed, atMost: 0, holds: failed === 0 },
  ];
  return {
    rule: 'comment-result',
    article: articleOf22(9, 1),
    inputs: assessments.map((value, i) => ({ name: String(i + 1), value })),
    conditions,
    result: conditions.every(({ holds }) => holds) ? 'Đ' : 'CĐ',
  };
};

/**
 * Term result of a comment subject: Đ when it has the assessments the term requires and every one is Đ, else CĐ.
 * Circular 22/2021, Art. 9(1).
 */
export const commentResult = (assessments: readonly CommentResult[], required?: number): CommentResult =>
  explainCommentResult(assessments, required).result;

/** Year result of a comment subject: that of the second term, whatever the first was. Circular 22/2021, Art. 9(1). */
export const explainYearComment = (
  firstTerm: CommentResult | null,
  secondTerm: CommentResult,
): Derivation<CommentResult> => ({
  rule: 'year-comment',
  article: articleOf22(9, 1),
  inputs: [
    { name: 'hk1', value: firstTerm, weight: 0 },
    { name: 'hk2', value: secondTerm, weight: 1 },
  ],
  result: secondTerm,
});
