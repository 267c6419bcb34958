/** A code of ten as `ABC DEF GHJK`: three short groups are read aloud and typed without losing the place. */
export const inGroups = (code: string): string => `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`;
