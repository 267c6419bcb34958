/** Vietnamese texts of the area `lookUp`; the source language. */
export const lookUp = {} as const;
