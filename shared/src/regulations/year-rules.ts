import { type Finding, MAX_FINDINGS } from '../marks/finding.ts';
import type { Words } from '../marks/words.ts';
import type { SchoolYear, SheetId } from '../school/identifiers.ts';
import { computeUnknownYear } from './circular-22-2021/year/compute-year.ts';
import { years as circular22 } from './circular-22-2021/year/years.ts';
import { years as circular27 } from './circular-27-2020/year/years.ts';
import type { ExplainedSection } from './explained/explained.ts';
import type { Policy } from './policy.ts';
import type { RecordSheet, RecordSources } from './record-sources.ts';
import type { AskedSheet, ResultColumn, YearRules } from './regulation.ts';
import { type Regulation, regulationOf, sheetRegulationOf } from './rule-set.ts';

/** The rules of each regulation about years. */
const YEARS = {
  'circular-22-2021': circular22,
  'circular-27-2020': circular27,
} satisfies Record<Regulation, unknown>;

/** A pupil's record of one school year (học bạ của một năm học), of any regulation. */
export type YearRecord = ReturnType<(typeof YEARS)[Regulation]['compute']>['record'];

/** The schemas of the records of all regulations. */
export const RECORD_SCHEMAS = Object.values(YEARS).map(({ record }) => record);

const rulesOf = ({ regulation }: Pick<YearRecord, 'regulation'>): YearRules => YEARS[regulation];

/**
 * A pupil's record of the year by the regulation of the grade and school year, and what still stands in its way. A year
 * without rules of ours comes back as a record of which nothing is known, with RULES_UNKNOWN; never throws. Points beyond
 * the first 200 are left out.
 */
export const computeYearRecord = (sources: RecordSources): { record: YearRecord; findings: Finding[] } => {
  const regulation = regulationOf(sources.classList.grade, sources.classList.year);
  const computed =
    regulation === undefined ? computeUnknownYear(sources) : YEARS[regulation].compute(sources);
  return { ...computed, findings: computed.findings.slice(0, MAX_FINDINGS) };
};

/** The sheets that a computed year asks for afterwards, with the results that they may change. */
export const askedSheetsOf = (
  record: YearRecord,
  sheets: ReadonlyMap<SheetId, RecordSheet>,
  policy: Policy,
): readonly AskedSheet[] => rulesOf(record).asked(record, sheets, policy);

/** Every result of a pupil's year with how it came about; what a record of another regulation says is left aside. */
export const explainYear = (
  record: YearRecord | undefined,
  computed: YearRecord,
  sources: RecordSources,
  words: Words,
): ExplainedSection[] => {
  const own = record?.regulation === computed.regulation ? record : undefined;
  return rulesOf(computed).explain({ record: own, computed, sources }, words);
};

/** The columns in which a class's results are listed; those of a record of another regulation are unknown. */
export const resultColumnsOf = (grade: number, year: SchoolYear): readonly ResultColumn<YearRecord>[] => {
  const regulation = sheetRegulationOf(grade, year);
  const { results }: YearRules = YEARS[regulation];
  return results.map((column) => ({
    ...column,
    text: (record, words) => (record.regulation === regulation ? column.text(record, words) : '–'),
  }));
};

/** The year is known and does not simply lead to the next grade. */
export const isHeldBack = (record: YearRecord): boolean => rulesOf(record).isHeldBack(record);
