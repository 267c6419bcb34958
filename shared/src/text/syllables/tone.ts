/** The five tone marks in the order of the dictionary: huyền, hỏi, ngã, sắc, nặng; the level tone has none. */
const TONE_MARKS = '\u0300\u0309\u0303\u0301\u0323';

/** A word without its tone, in NFC, and the tone as a place in the dictionary's order: 0 level to 5 nặng. */
export interface WordTone {
  readonly letters: string;
  readonly tone: number;
}

/**
 * Takes the tone off a word, wherever it is written: `hoà` and `hòa` both give `hoa` and 1.
 * Of a word with several tone marks (none is Vietnamese) the first one counts.
 */
export const splitTone = (word: string): WordTone => {
  let tone = 0;
  const letters = [...word.normalize('NFD')].filter((character) => {
    const mark = TONE_MARKS.indexOf(character) + 1;
    if (tone === 0) tone = mark;
    return mark === 0;
  });
  return { letters: letters.join('').normalize('NFC'), tone };
};
