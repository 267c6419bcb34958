/** Vietnamese texts of the area `grid`; the source language. */
export const grid = {} as const;
