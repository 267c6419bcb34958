/** Rates of the registry beside baselines of the same run: `node test/bench/all.ts [NAME …] [--rounds N]`. */
import { parseArgs } from 'node:util';
import { benchIssuing } from './issuing.ts';
import { benchLookUps } from './look-ups.ts';
import { type Comparison, tableOf } from './measure.ts';
import { benchProjection } from './projection.ts';
import { benchReplication } from './replication.ts';
import { benchRules } from './rules.ts';

const BENCHES = {
  rules: { run: benchRules, size: 300 },
  issuing: { run: benchIssuing, size: 192 },
  'look-ups': { run: benchLookUps, size: 120 },
  replication: { run: benchReplication, size: 500 },
  projection: { run: benchProjection, size: 500 },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds: a whole number from 1');

const comparisons: Comparison[] = [];
for (const [name, { run, size }] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  comparisons.push(...(await run({ rounds, size })));
}
process.stdout.write(`\nMedian of ${rounds} rounds (slowest–fastest)\n\n${tableOf(comparisons)}\n`);
