/** Vietnamese texts of the area `gradebook`; the source language. */
export const gradebook = {} as const;
