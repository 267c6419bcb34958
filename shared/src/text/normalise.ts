/** Characters that nobody sees and that make equal texts differ: zero-width spaces and joiners, the byte order mark. */
const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF]/g;

/**
 * Text as we store it: NFC, single spaces, no invisible characters, and the letter đ for its look-alikes (eth and
 * African d) that stand in old files and break every comparison. The place of a tone mark is left as written.
 */
export const normaliseText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\u00D0\u0189]/g, 'Đ')
    .replace(/[\u00F0\u0256]/g, 'đ')
    .replace(/\s+/g, ' ')
    .trim();

/** The apostrophes that keyboards and files put into names such as H'Mỷ, as the one plain apostrophe. */
export const plainApostrophes = (text: string): string => text.replace(/[’‘ʼ`´]/g, "'");
