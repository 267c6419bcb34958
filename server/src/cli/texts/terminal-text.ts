/** Characters that a terminal obeys, or by which it shows a text in another order than it has. */
const COMMANDS = /[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * A text as it may go to a terminal: names of files, cells of a spreadsheet and ids of a rescue file were written by
 * others, and a character in them could clear the screen, paint a false answer or change the window's title. Each is
 * printed as its number instead, in a form that stays JSON within a JSON text.
 */
export const terminalText = (text: string): string =>
  text.replace(COMMANDS, (one) =>
    one === '\n' || one === '\t' ? one : `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
