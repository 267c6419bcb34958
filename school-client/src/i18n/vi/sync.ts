/** Vietnamese texts of the area `sync`; the source language. */
export const sync = {} as const;
