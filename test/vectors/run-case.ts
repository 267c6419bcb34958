import type { VectorCase, VectorFile } from './vector-format.ts';

/*
 * Runs anywhere: Node and the browser bundle use this one file, so that a difference between them is one of the
 * rules and not of their tests.
 */

/** The exports of a module of the shared rules. */
export type Exports = Readonly<Record<string, unknown>>;

/** How one case went: what came out as text, and what is wrong with it (nothing: the case holds). */
export interface CaseResult {
  readonly name: string;
  readonly got: string;
  readonly faults: readonly string[];
}

/** A value as text, in which order of members is no difference, nor a member that is undefined. */
export const textOf = (value: unknown): string => {
  if (value instanceof Map) return textOf({ $map: [...value] });
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' ? JSON.stringify(value) : Object.is(value, -0) ? '-0' : String(value);
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = members.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, member]) => `${JSON.stringify(name)}:${textOf(member)}`).join(',')}}`;
};

/** Turns `{ "$map": … }` into the map it stands for, at any depth. */
const revive = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, revive(member)] as const);
  const [first] = members;
  return members.length === 1 && first?.[0] === '$map'
    ? new Map(first[1] as [unknown, unknown][])
    : Object.fromEntries(members);
};

const memberOf = (value: unknown, name: unknown): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, String(name))
    ? (value as Exports)[String(name)]
    : undefined;

const answerOf = (tested: unknown, input: readonly unknown[]): unknown =>
  typeof tested === 'function' ? tested(...input) : input.reduce(memberOf, tested);

/** Runs one case twice with fresh arguments. A call that throws has a result too: a wrong one. */
export const runCase = (tested: unknown, { name, input, output, wrong = [] }: VectorCase): CaseResult => {
  const faults = new Set<string>();
  const ask = (): string => {
    const args = input.map(revive);
    try {
      const got = textOf(answerOf(tested, args));
      if (textOf(args) !== textOf(input.map(revive))) faults.add('changed its arguments');
      return got;
    } catch (error) {
      return `threw ${error instanceof Error ? error.message : String(error)}`;
    }
  };
  const got = ask();
  if (ask() !== got) faults.add('answers differently when asked again');
  const expected = textOf(revive(output));
  if (got !== expected) faults.add(`expected ${expected}`);
  for (const { value, why } of wrong) {
    if (textOf(value) === got) faults.add(`gives the wrong answer ${got}: ${why}`);
  }
  return { name, got, faults: [...faults] };
};

/** Runs all cases of a file against the exports of its module. */
export const runFile = (file: VectorFile, exports: Exports): CaseResult[] => {
  const tested = exports[file.function];
  if (tested === undefined) throw new Error(`${file.module} exports no ${file.function}`);
  return file.cases.map((one) => runCase(tested, one));
};
