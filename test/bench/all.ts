/**
 * Rates of the registry beside baselines of the same run: `node test/bench/all.ts [NAME …] [--rounds N]`. Three
 * benches run only when they are named: `sync` installs the servers it compares with, `end-of-term` takes four minutes,
 * `flood` measures one attack. `lookup` by its name also stores a million records and looks pupils up beside them.
 */
import { parseArgs } from 'node:util';
import { EVENING, playEvening } from './end-of-term.ts';
import { FLOOD, floodText, playFlood } from './flood.ts';
import { benchImports } from './imports.ts';
import { benchIssuing } from './issuing.ts';
import { benchFlat, FLAT, flatText } from './look-up/flat.ts';
import { benchLookUps } from './look-up/look-ups.ts';
import { benchOtherChildren, otherChildrenText } from './look-up/other-children.ts';
import { benchRefusals, refusalText } from './look-up/refusals.ts';
import { type Comparison, tableOf } from './measure.ts';
import { benchProjection } from './projection.ts';
import { benchReplication } from './replication.ts';
import { benchRules } from './rules.ts';
import { reportOf } from './sync/report.ts';
import { benchSync, WHOLE } from './sync/sync.ts';

const BENCHES = {
  rules: { run: benchRules, size: 300 },
  issuing: { run: benchIssuing, size: 192 },
  lookup: { run: benchLookUps, size: 250 },
  replication: { run: benchReplication, size: 500 },
  imports: { run: benchImports, size: 15 },
  projection: { run: benchProjection, size: 500 },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    size: { type: 'string', default: String(WHOLE.size) },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds: a whole number from 1');

const size = Number(values.size);
if (!Number.isInteger(size) || size < 1) throw new Error('--size: a whole number from 1');

if (positionals.includes('sync')) {
  const figures = await benchSync({ ...WHOLE, rounds, size }, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`\nMedian of ${rounds} rounds, ${size} documents\n\n${reportOf(figures)}\n`);
}
if (positionals.includes('end-of-term')) process.stdout.write(`\n${await playEvening(EVENING)}\n`);
if (positionals.includes('lookup')) {
  process.stdout.write(`\n${flatText(await benchFlat({ ...FLAT, rounds }), FLAT)}`);
  process.stdout.write(refusalText(await benchRefusals({ rounds, size: 200 })));
  process.stdout.write(otherChildrenText(await benchOtherChildren({ rounds, size: 100 })));
}
if (positionals.includes('flood')) process.stdout.write(`\n${floodText(await playFlood(FLOOD))}\n`);
const names = Object.entries(BENCHES).filter(
  ([name]) => positionals.length === 0 || positionals.includes(name),
);
const comparisons: Comparison[] = [];
for (const [, { run, size: own }] of names) comparisons.push(...(await run({ rounds, size: own })));
if (names.length > 0) {
  process.stdout.write(`\nMedian of ${rounds} rounds (slowest–fastest)\n\n${tableOf(comparisons)}\n`);
}
