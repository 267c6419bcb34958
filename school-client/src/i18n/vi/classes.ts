/** Vietnamese texts of the area `classes`; the source language. */
export const classes = {} as const;
