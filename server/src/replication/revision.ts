import { createHash } from 'node:crypto';
import { generationOf } from './revision-tree.ts';

/**
 * The revision that follows `parent` with this body. It depends on nothing else, so that the same change written
 * twice is one change.
 */
export const revisionAfter = (parent: string | undefined, body: string): string => {
  const hash = createHash('md5')
    .update(parent ?? '')
    .update('\n')
    .update(body)
    .digest('hex');
  return `${(parent === undefined ? 0 : generationOf(parent)) + 1}-${hash}`;
};
