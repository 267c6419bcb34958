import type { YearRules } from '../../regulation.ts';
import { computeCircular27Year } from './compute-year.ts';
import { explainPrimarySections } from './explain-sections.ts';
import { Circular27Record } from './record.ts';
import { results } from './results.ts';

/** The years of grades 1–5: the result of the end of the year, the award, completion. */
export const years: YearRules<Circular27Record> = {
  record: Circular27Record,
  compute: computeCircular27Year,
  asked: () => [],
  explain: explainPrimarySections,
  results,
  isHeldBack: ({ completion }) => !['year-open', 'completed'].includes(completion.step),
};
