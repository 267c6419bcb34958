/** Vietnamese texts of the area `common`; the source language. */
export const common = {} as const;
