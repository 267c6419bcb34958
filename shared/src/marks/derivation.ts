/** A value that a rule reads or gives: tenths or a count, a level or an outcome by its code, null for what is empty. */
export type DerivedValue = number | string | null;

/** Where the law says it: `{ circular: '22/2021/TT-BGDĐT', article: 9, clause: 1 }` is Art. 9(1). */
export interface Article {
  readonly circular: string;
  readonly article: number;
  readonly clause?: number;
}

/** One value a rule used: what it is (a column, a term, a subject's code), and how many times it counts. */
export interface DerivedInput {
  readonly name: string;
  readonly value: DerivedValue;
  readonly weight?: number;
}

/** A quotient before rounding: the numerator in integer tenths. */
export interface Fraction {
  readonly numerator: number;
  readonly divisor: number;
}

/** A condition of a rule as it was met or not: what was found, and the least or the most it asks for. */
export interface Condition {
  readonly name: string;
  /** The level this condition belongs to, where a rule has several. */
  readonly level?: string;
  /** The average in tenths that is counted against, where something is counted. */
  readonly bar?: number;
  readonly found: DerivedValue;
  readonly atLeast?: DerivedValue;
  readonly atMost?: DerivedValue;
  readonly holds: boolean;
}

/** The person behind what no rule may decide alone. */
export interface Decision {
  readonly by: string;
  readonly at: string;
  readonly why: string;
}

/**
 * How a result came about, as data that a screen can show and a reader can check by hand: the rule and where it
 * stands, the values used, the division and its rounding (`half-up`: to whole tenths, halves up), the conditions,
 * and the person where one decided. Marks are tenths throughout.
 */
export interface Derivation<Result extends DerivedValue = DerivedValue> {
  readonly rule: string;
  readonly article: Article;
  readonly inputs: readonly DerivedInput[];
  readonly fraction?: Fraction;
  readonly rounding?: 'half-up';
  readonly conditions?: readonly Condition[];
  readonly decision?: Decision;
  readonly result: Result;
}
