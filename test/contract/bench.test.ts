import { expect, it } from 'vitest';
import { benchIssuing } from '../bench/issuing.ts';
import { benchLookUps } from '../bench/look-ups.ts';
import { tableOf } from '../bench/measure.ts';
import { benchProjection } from '../bench/projection.ts';
import { benchReplication } from '../bench/replication.ts';
import { benchRules } from '../bench/rules.ts';

// Only that each bench still runs on the real parts; how fast they are is nothing a test machine can say.
it.each([
  ['rules', benchRules, ['classes of 45 computed from entries', 'keystrokes computed']],
  ['issuing', benchIssuing, ['records issued']],
  ['look-ups', benchLookUps, ['look-ups']],
  ['replication', benchReplication, ['documents pushed', 'documents pulled']],
  ['projection', benchProjection, ['submissions projected']],
] as const)('the bench of %s gives figures', async (_, bench, subjects) => {
  const comparisons = await bench({ rounds: 1, size: 10 });
  expect(comparisons.map(({ subject }) => subject)).toEqual(subjects);
  for (const { ours, baseline, ratio } of comparisons) {
    for (const figure of [ours.median, ours.min, ours.max, baseline.median, ratio]) {
      expect(Number.isFinite(figure) && figure > 0).toBe(true);
    }
  }
  expect(tableOf(comparisons).split('\n')).toHaveLength(subjects.length + 1);
});
