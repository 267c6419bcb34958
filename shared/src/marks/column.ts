/** The kind of values that a column takes, in any regulation. */
export type ColumnKind =
  | 'score'
  | 'comment'
  | 'conduct'
  | 'count'
  | 'text'
  | 'level'
  | 'trait'
  | 'test'
  | 'tick';

/** The name of a column. */
export interface ColumnName {
  /** Over the column, under its group if it has one. */
  readonly heading: string;
  /** Where it is named alone, in a list. */
  readonly title: string;
  /** In full. */
  readonly label: string;
  /** The values that it takes, where its name does not say them. */
  readonly hint?: string;
  readonly group?: string;
}
