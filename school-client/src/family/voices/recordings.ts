/** The languages in which a recorded voice can read a record, in the order of their buttons. */
export const VOICES = ['tay', 'dao', 'mong'] as const;
type Voice = (typeof VOICES)[number];

/**
 * For each language the recording of a sentence, by the sentence's id: a file below `school-client/public/voices`. An id is
 * `verdict.VALID` for the outcome of the check, or one of `PlainFact`.
 */
export type Recordings = Readonly<Record<Voice, Readonly<Record<string, string>>>>;

/** The recordings that this project has: none was made yet. */
export const RECORDINGS: Recordings = { tay: {}, dao: {}, mong: {} };
