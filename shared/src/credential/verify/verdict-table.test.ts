import { describe, expect, it } from 'vitest';
import type { Instant } from '../../school/identifiers.ts';
import { BUNDLE_STEP_NAMES, STEP_NAMES, type Step } from './verdict.ts';
import { besideOf, VERDICT_TABLE, verdictOf, WORST_FIRST, worstOf } from './verdict-table.ts';

type Name = keyof typeof VERDICT_TABLE;
type AnyStep = Step<Name>;

const NAMES: readonly Name[] = [...STEP_NAMES, 'validity', ...BUNDLE_STEP_NAMES];
const allOk: readonly AnyStep[] = NAMES.map((name) => ({ name, outcome: 'ok' }));
const with_ = (...changed: readonly AnyStep[]): AnyStep[] => [
  ...allOk.filter(({ name }) => changed.every((step) => step.name !== name)),
  ...changed,
];

/** The table once more, as a reader of the documents knows it. */
const ROWS = [
  ['format', 'INVALID', 'UNVERIFIABLE'],
  ['trust', 'INVALID', 'UNVERIFIABLE'],
  ['key', 'INVALID', 'UNVERIFIABLE'],
  ['signature', 'INVALID', 'UNVERIFIABLE'],
  ['schema', 'INVALID', 'VALID'],
  ['claims', 'INVALID', 'VALID'],
  ['time', 'INVALID', 'VALID'],
  ['curriculum', 'INVALID', 'VALID'],
  ['status', 'REVOKED', 'VALID'],
  ['newest', 'SUPERSEDED', 'VALID'],
  ['validity', 'EXPIRED', 'VALID'],
  ['list', 'INVALID', 'VALID'],
  ['pupil', 'INVALID', 'VALID'],
  ['identity', 'INVALID', 'VALID'],
  ['revisions', 'INVALID', 'VALID'],
  ['years', 'INVALID', 'VALID'],
] as const;

describe('the table of verdicts', () => {
  it('the table of verdicts has one row for each step of a record and of a file', () => {
    expect(ROWS.map(([name]) => name)).toEqual(NAMES);
    expect(Object.keys(VERDICT_TABLE)).toEqual(NAMES);
  });

  it.each(ROWS)(
    'the table of verdicts makes of the step %s that failed %s, and of the unknown step %s',
    (name, failed, unknown) => {
      expect(verdictOf(with_({ name, outcome: 'failed' }))).toBe(failed);
      expect(verdictOf(with_({ name, outcome: 'unknown' }))).toBe(unknown);
    },
  );

  it('the table of verdicts calls a record VALID when every step is ok', () => {
    expect([verdictOf(allOk), worstOf([])]).toEqual(['VALID', 'VALID']);
  });

  it.each(ROWS.filter(([, , unknown]) => unknown === 'VALID'))(
    'the table of verdicts lets the unknown step %s change no verdict of another step, and names it beside the verdict',
    (name) => {
      const unknown: AnyStep = { name, outcome: 'unknown' };
      for (const [other, failed] of ROWS.filter(([row]) => row !== name)) {
        const steps = with_({ name: other, outcome: 'failed' }, unknown);
        expect([verdictOf(steps), besideOf(steps)]).toEqual([failed, [unknown]]);
      }
    },
  );

  it('the worst of two verdicts wins, whatever the order of the steps', () => {
    for (const [place, worse] of WORST_FIRST.entries()) {
      for (const better of WORST_FIRST.slice(place)) {
        expect([worstOf([better, worse]), worstOf([worse, better])]).toEqual([worse, worse]);
      }
    }
  });

  it('the table of verdicts names a step that two records share once, and with another date twice', () => {
    const status = (since: string): AnyStep => ({
      name: 'status',
      outcome: 'unknown',
      since: since as Instant,
    });
    expect(besideOf([status('a'), status('a'), status('b')])).toEqual([status('a'), status('b')]);
  });

  it('the table of verdicts names no step beside the verdict that made the verdict', () => {
    expect(besideOf(with_({ name: 'trust', outcome: 'unknown' }))).toEqual([]);
  });
});
