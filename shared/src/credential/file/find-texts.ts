/** A signed text as it was found in a longer one. */
export interface FoundText {
  /** Without the blanks that stood in it. */
  readonly text: string;
  /** Whether it stood in one piece or in lines as mail programs make them; other blanks may divide it from words. */
  readonly isEven: boolean;
}

/** The result: the whole signed texts, and the beginning of one that is not whole. */
export interface FoundTexts {
  readonly whole: readonly FoundText[];
  readonly part: FoundText | undefined;
}

/**
 * A signed text from its header to the last of the 86 letters of its signature, broken into lines or not. A full stop may
 * follow; a dot with many letters is one part more than a signed text has. A header holds no second
 * beginning, and the lengths are bounded: so the search stays short in a text that is made to be searched for long.
 */
const WHOLE_TEXT =
  /(?<![\w.-])eyJ(?:[\w-]|\s(?!eyJ)){1,900}\.[\w\s-]{1,70000}\.(?:\s*[\w-]){86}(?![\w-]|\.[\w-]{9})/g;

/** The beginning of a signed text: a JSON object in base64url. A sentence with a full stop has none. */
const BEGINNING = /(?<![\w.-])eyJ[\w-]{8,}/;

/** No mail program writes a longer line. */
const LONGEST_LINE = 998;

/** Programs make lines of one length; only the first, behind other words, and the last may be shorter. */
const isEven = (pieces: readonly string[]): boolean => {
  if (pieces.length === 1) return true;
  const inner = pieces.slice(1, -1);
  const width = inner[0]?.length ?? LONGEST_LINE;
  return (
    width <= LONGEST_LINE &&
    inner.every(({ length }) => length === width) &&
    [pieces[0], pieces.at(-1)].every((piece = '') => piece.length <= width)
  );
};

const foundIn = (given: string): FoundText => {
  const pieces = given.trim().split(/\s+/);
  return { text: pieces.join(''), isEven: isEven(pieces) };
};

/**
 * A text without what programs put into it on its way: the marks of quoted-printable, the `>` of an answer, and signs that
 * nobody sees, as for a place where a long word may be broken.
 */
export const withoutMailMarks = (given: string): string =>
  given
    .replaceAll(/=20(?=\r?\n)/g, '')
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/^(?:[ \t]*>)+/gm, '')
    .replaceAll(/\p{Cf}/gu, '');

/** Finds the signed texts among words and blanks. */
export const findTexts = (text: string): FoundTexts => {
  const whole = text.match(WHOLE_TEXT)?.map(foundIn) ?? [];
  const rest = text.replaceAll(WHOLE_TEXT, ' ');
  const begin = rest.search(BEGINNING);
  return { whole, part: begin < 0 ? undefined : foundIn(rest.slice(begin)) };
};
