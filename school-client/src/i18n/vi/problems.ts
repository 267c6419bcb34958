/** Vietnamese texts of the area `problems`; the source language. */
export const problems = {} as const;
