import type { Policy } from '../../policy.ts';
import type { Circular22Record } from '../year/record.ts';
import { finishedYearOf } from './finished-year.ts';
import { applySummerStep, openSummer } from './summer.ts';
import type { SummerStep } from './summer-case.ts';
import { type Reassessment, reassess } from './summer-results.ts';

/** The acts of a summer that changed something, as the record tells them. */
const stepsOf = ({ summer, whole, subjects }: Circular22Record): SummerStep[] => [
  ...(whole.conduct === 'CĐ' && summer?.conduct
    ? [{ step: 'rate-conduct', conduct: summer.conduct } as const]
    : []),
  ...subjects.flatMap(({ subject, retest }): SummerStep[] =>
    retest === undefined
      ? []
      : [
          { step: 'register', subject },
          { step: 'retest', subject, result: retest },
        ],
  ),
];

/**
 * How the results after a summer came about, from what stands in the record; undefined for a record without one and
 * while it is not over. Circular 22/2021, Art. 12–14.
 */
export const explainSummer = (record: Circular22Record, policy: Policy): Reassessment | undefined => {
  if (record.summer === undefined || record.summer.promotion === null) return undefined;
  const opened = openSummer(finishedYearOf(record), policy).summer;
  const summer = stepsOf(record).reduce(
    (before, step) => applySummerStep(before, step, policy).summer,
    opened,
  );
  return reassess(summer, policy);
};
