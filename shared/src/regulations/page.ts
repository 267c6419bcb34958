/** A cell of a table of the signed page. */
export interface PageCell {
  readonly text: string;
  readonly columns?: number;
  readonly rows?: number;
  /** `whole` is what counts in the end, `teacher` a name, `remark` a longer text. */
  readonly look?: 'whole' | 'teacher' | 'remark';
}

/** A line of a table: what it is about, and its cells. */
export interface PageRow {
  readonly id: string;
  readonly head: string;
  readonly cells: readonly PageCell[];
}

/** A table of the signed page; an empty heading is a corner. */
export interface PageTable {
  readonly kind: 'table';
  readonly caption?: string;
  /** Its name where it is wider than a phone and scrolls by itself. */
  readonly scrollsAs?: string;
  readonly heads: readonly (readonly PageCell[])[];
  readonly rows: readonly PageRow[];
}

/** One part of the page of a signed year, between the pupil's lines and the lines of the signature. */
export type PagePart =
  | PageTable
  | { readonly kind: 'tables'; readonly label: string; readonly tables: readonly PageTable[] }
  | { readonly kind: 'legend'; readonly text: string }
  | {
      readonly kind: 'facts';
      readonly facts: readonly (readonly [label: string, text: string])[];
      readonly note?: string;
    };

/**
 * One thing that a family wants to know of a signed year, as a short sentence of words that a child of grade 4 reads; what
 * stands between two stars is the answer itself. Voices read the sentence without them.
 */
export interface PlainFact {
  /**
   * The sentence as recordings name it: its key in the texts of `record.plain` and, behind a dot, what it names, as in
   * `promoted.9` and `learning.K`. An id keeps its meaning for ever.
   */
  readonly id: string;
  readonly about: 'step' | 'results' | 'absent' | 'award';
  readonly text: string;
  /** `watch` is something that the family has to do or to know before the others. */
  readonly tone: 'good' | 'neutral' | 'watch';
}
