/** Controls (C0, DEL, C1) and the marks that reorder what a person sees: no name, remark or code needs them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
export const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
