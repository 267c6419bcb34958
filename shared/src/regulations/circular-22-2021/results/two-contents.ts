import type { Derivation } from '../../../marks/derivation.ts';
import { articleOf22 } from '../article.ts';
import type { CommentResult } from './comment-result.ts';

/** A content of a subject that two teachers may teach, and its result; null while it has none. */
export interface ContentResult {
  readonly content: string;
  readonly result: CommentResult | null;
}

/**
 * Result of a comment subject of several contents, such as Nghệ thuật of Âm nhạc and Mĩ thuật: Đ only when every
 * content is Đ, null while one is open unless another is CĐ already. Circular 22/2021, Art. 9(1).
 */
export const explainContents = (contents: readonly ContentResult[]): Derivation<CommentResult | null> => {
  const failed = contents.filter(({ result }) => result === 'CĐ').length;
  const passed = contents.filter(({ result }) => result === 'Đ').length;
  const isPassed = contents.length > 0 && passed === contents.length;
  return {
    rule: 'contents',
    article: articleOf22(9, 1),
    inputs: contents.map(({ content, result }) => ({ name: content, value: result })),
    conditions: [
      { name: 'contents-passed', found: passed, atLeast: contents.length, holds: isPassed },
      { name: 'contents-failed', found: failed, atMost: 0, holds: failed === 0 },
    ],
    result: failed > 0 ? 'CĐ' : isPassed ? 'Đ' : null,
  };
};
