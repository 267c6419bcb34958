import type { YearRules } from '../../regulation.ts';
import { explainYear } from '../explain/explain-year.ts';
import { summerOf } from '../summer/summer-of-record.ts';
import { computeCircular22Year } from './compute-year.ts';
import { Circular22Record } from './record.ts';
import { results } from './results.ts';

/** The years of grades 6–12: averages, ratings, promotion, and the summer where a year ends in one. */
export const years: YearRules<Circular22Record> = {
  record: Circular22Record,
  compute: computeCircular22Year,
  asked: (record, sheets, policy) =>
    record.summer === undefined ? [] : (summerOf(record, sheets, policy)?.asked ?? []),
  explain: explainYear,
  results,
  isHeldBack: ({ promotion }) => promotion !== null && promotion !== 'promoted',
};
