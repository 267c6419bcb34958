import { describe, expect, it } from 'vitest';
import { learningResult } from './learning-result.ts';
import { decidePromotion } from './promotion.ts';
import { decideTitle } from './title.ts';

describe('decidePromotion, Circular 22/2021 Art. 12–14', () => {
  it.each([
    ['Đ', 'Đ', 45, 'promoted'],
    ['T', 'T', 46, 'repeat'],
    ['CĐ', 'Đ', 0, 'retest'],
    ['CĐ', 'T', 46, 'repeat'],
    ['Đ', 'CĐ', 0, 'summer-training'],
    ['CĐ', 'CĐ', 0, 'repeat'],
    ['K', 'T', 10, 'promoted'],
  ] as const)(
    'the promotion for learning %s, conduct %s, %i sessions missed: %s',
    (learning, conduct, absent, expected) => {
      expect(decidePromotion({ learning, conduct, absent })).toBe(expected);
    },
  );

  it('a pupil is promoted without a re-test where the lift saved the year', () => {
    const learning = learningResult({
      scored: [65, 65, 65, 65, 65, 65, 65, 32],
      comment: ['Đ', 'Đ', 'Đ', 'Đ'],
    });
    expect(decidePromotion({ learning, conduct: 'K', absent: 10 })).toBe('promoted');
  });

  it('a pupil is promoted after the re-test of one subject out of three', () => {
    const comment = ['Đ', 'Đ', 'Đ', 'Đ'] as const;
    const before = learningResult({ scored: [55, 55, 55, 55, 55, 48, 46, 40], comment });
    const after = learningResult({ scored: [55, 55, 55, 55, 55, 50, 46, 40], comment });
    expect(decidePromotion({ learning: before, conduct: 'Đ', absent: 0 })).toBe('retest');
    expect(decidePromotion({ learning: after, conduct: 'Đ', absent: 0 })).toBe('promoted');
  });
});

describe('decideTitle, Circular 22/2021 Art. 15', () => {
  const both = { learning: 'T', conduct: 'T', absent: 0 } as const;
  it.each([
    ['five of 9,0', both, [90, 90, 90, 90, 90, 89, 89, 65], 'good'],
    ['six of 9,0', both, [90, 90, 90, 90, 90, 90, 89, 65], 'excellent'],
    ['Khá in learning', { ...both, learning: 'K' }, Array(8).fill(95), null],
    ['Khá in conduct', { ...both, conduct: 'K' }, Array(8).fill(95), null],
    ['45 sessions missed', { ...both, absent: 45 }, Array(8).fill(95), 'excellent'],
    ['46 sessions missed', { ...both, absent: 46 }, Array(8).fill(95), null],
  ] as const)('the title that Art. 15 gives is given: %s', (_, outcome, scored, title) => {
    expect(decideTitle(outcome, scored)).toBe(title);
  });
});
