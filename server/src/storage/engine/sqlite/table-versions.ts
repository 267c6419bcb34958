/** How often each table was written through one connection. */
export interface TableVersions {
  /** Notes a write to a table; to every table when the table is not known. */
  note(table: string | undefined): void;
  /** Another number after every write to one of some tables. */
  of(tables: readonly string[]): number;
}

/** Opens a count of writes by table. A write that is undone counts too: somebody then reads once for nothing. */
export const openTableVersions = (): TableVersions => {
  const written = new Map<string, number>();
  let unknown = 0;
  return {
    note: (table) => {
      if (table === undefined) unknown += 1;
      else written.set(table, (written.get(table) ?? 0) + 1);
    },
    of: (tables) => tables.reduce((sum, table) => sum + (written.get(table) ?? 0), unknown),
  };
};
