/** Vietnamese texts of the area `approvals`; the source language. */
export const approvals = {} as const;
