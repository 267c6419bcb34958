import { expect, it } from 'vitest';
import { playEvening } from '../bench/end-of-term.ts';
import { benchImports } from '../bench/imports.ts';
import { benchIssuing } from '../bench/issuing.ts';
import { benchFlat, flatText } from '../bench/look-up/flat.ts';
import { benchLookUps } from '../bench/look-up/look-ups.ts';
import { benchOtherChildren, otherChildrenText } from '../bench/look-up/other-children.ts';
import { benchRefusals, refusalText } from '../bench/look-up/refusals.ts';
import { tableOf } from '../bench/measure.ts';
import { benchProjection } from '../bench/projection.ts';
import { benchReplication } from '../bench/replication.ts';
import { benchRules } from '../bench/rules.ts';
import { reportOf } from '../bench/sync/report.ts';
import { benchSync } from '../bench/sync/sync.ts';

// Only that each bench still runs on the real parts; how fast they are is nothing a test machine can say.
it.each([
  ['rules', benchRules, ['classes of 45 computed from entries', 'keystrokes computed']],
  ['issuing', benchIssuing, ['records issued']],
  ['look-ups', benchLookUps, ['look-ups']],
  ['replication', benchReplication, ['documents pushed', 'documents pulled']],
  ['imports', benchImports, ['lists of 2,000 pupils read', 'hostile workbooks refused']],
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

// Without the peers, which would be installed first; everything else of the bench runs as it does beside them.
it('the bench of sync gives figures', async () => {
  const figures = await benchSync(
    {
      rounds: 1,
      size: 10,
      batches: [5],
      schoolYear: 10,
      delays: [0],
      idleSizes: [10, 20],
      getSeconds: 1,
      withPeers: false,
    },
    () => undefined,
  );
  const { samples } = figures.ours;
  expect([...samples.keys()]).toEqual(['push by 5', 'pull by 5', 'GET one document']);
  for (const { rate, cpuMs } of [...samples.values()].flat()) {
    expect(Number.isFinite(rate) && rate > 0 && Number.isFinite(cpuMs) && cpuMs > 0).toBe(true);
  }
  expect(figures.idle.map(({ docs }) => docs)).toEqual([10, 20]);
  expect(figures.firstPulls[0]?.sides[0]?.pulls[0]?.requests).toBeLessThanOrEqual(4);
  expect(reportOf(figures)).not.toContain('NaN');
}, 240_000);

it('the bench of look-ups beside few and many stored records, and of refused ones, gives figures', async () => {
  const options = { rounds: 1, size: 5, fewer: 50, more: 500 };
  expect(flatText(await benchFlat(options), options)).toMatch(/50 stored records, .*ratio [0-9.]+\n$/);
  expect(refusalText(await benchRefusals({ rounds: 1, size: 5 }))).toMatch(/of nobody: ratio [0-9.]+\n$/);
  const pages = otherChildrenText(await benchOtherChildren({ rounds: 1, size: 2 }));
  expect(pages.match(/^404 of \S+, .* ratio [0-9.]+$/gm)?.length).toBeGreaterThan(6);
}, 240_000);

it('the bench of the evening before a deadline gives figures', async () => {
  const report = await playEvening({ schools: 4, classesEach: 1, savesEach: 3, playedMs: 500 });
  expect(report).toMatch(/^4 schools, 12 columns .*nothing lost.*p99 [0-9.]+ ms/s);
});
