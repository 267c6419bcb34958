import type { ProblemCode } from '../problems.ts';
import type { LocalDate, SchoolCode } from './identifiers.ts';

/**
 * What became of a school: several rows of one code and day are a split, a row without a successor a closure. Old
 * codes stay on signed pages as they were.
 */
export interface SchoolSuccessor {
  readonly school: SchoolCode;
  readonly successor: SchoolCode | null;
  readonly on: LocalDate;
  readonly act: 'merged' | 'renamed' | 'split' | 'closed';
  readonly decision: string;
}

/** Which school answers for a code today, by way of which, or why none does. */
export interface SchoolResolution {
  /** Null when a finding says why. */
  readonly school: SchoolCode | null;
  readonly path: readonly SchoolSuccessor[];
  readonly findings: readonly {
    readonly code: ProblemCode;
    readonly school: SchoolCode;
    readonly successors?: readonly SchoolCode[];
  }[];
}

/** The rows in which a school ended, as they stood on a day: those of its last act. */
const endOf = (school: SchoolCode, on: LocalDate, rows: readonly SchoolSuccessor[]): SchoolSuccessor[] => {
  const past = rows.filter((row) => row.school === school && row.on <= on);
  const last = past
    .map((row) => row.on)
    .toSorted()
    .at(-1);
  return past.filter((row) => row.on === last);
};

/**
 * Follows a school's code to the school that keeps its files on a day. Findings, with no school: SCHOOL_CLOSED (ask
 * the commune), SCHOOL_SPLIT (a person chooses), SCHOOL_SUCCESSOR_CYCLE (the table leads back to where it came from).
 */
export const resolveSchool = (
  school: SchoolCode,
  on: LocalDate,
  rows: readonly SchoolSuccessor[],
): SchoolResolution => {
  const path: SchoolSuccessor[] = [];
  const seen = new Set<SchoolCode>();
  const stop = (code: ProblemCode, successors?: readonly SchoolCode[]): SchoolResolution => ({
    school: null,
    path,
    findings: [{ code, school: current, ...(successors === undefined ? {} : { successors }) }],
  });
  let current = school;
  for (;;) {
    if (seen.has(current)) return stop('SCHOOL_SUCCESSOR_CYCLE');
    seen.add(current);
    const ends = endOf(current, on, rows);
    const [end] = ends;
    if (end === undefined) return { school: current, path, findings: [] };
    const successors = [...new Set(ends.flatMap(({ successor }) => successor ?? []))];
    if (successors.length > 1) return stop('SCHOOL_SPLIT', successors);
    path.push(end);
    const [next] = successors;
    if (next === undefined) return stop('SCHOOL_CLOSED');
    current = next;
  }
};
