/** Vietnamese texts of the area `app`; the source language. */
export const app = {} as const;
