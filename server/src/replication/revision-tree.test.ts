import { expect, it } from 'vitest';
import { generationOf } from './revision-tree.ts';

it('no other text is taken for a revision', () => {
  expect(['1-a', '12-b'].map(generationOf)).toEqual([1, 12]);
  expect(['', '0-a', '-1-a', 'a', '1', '1e3-a', '9999999999-a'].map(generationOf)).toEqual([
    0, 0, 0, 0, 0, 0, 0,
  ]);
});
