/** Vietnamese texts of the area `verify`; the source language. */
export const verify = {} as const;
