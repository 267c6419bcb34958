/** Rows as the acts of the audit tell them, by key. */
export interface ToldRows<Row> {
  readonly rows: Map<string, Row>;
  /** The time of the last act that says too little: a row from before it may be told by no act. */
  readonly last: string;
}

/** The fault of a row that stands otherwise than the audit says. */
export const NOT_AS_TOLD = ' is not what the audit says';

const inOrder = (row: object): string =>
  JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Names the fault of a row that stands, if it has one, and takes the audit's word about the row away. */
export const faultOfTold = <Row extends object>(
  { rows, last }: ToldRows<Row>,
  row: Row,
  { key, at }: { readonly key: string; readonly at: string },
): string | undefined => {
  const expected = rows.get(key);
  rows.delete(key);
  if (expected === undefined) return at <= last ? undefined : ' is in no act of the audit';
  return inOrder(expected) === inOrder(row) ? undefined : NOT_AS_TOLD;
};
