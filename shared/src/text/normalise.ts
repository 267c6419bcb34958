import { UNSEEN } from './unseen.ts';

/** Characters that nobody sees and that make equal texts differ: zero-width spaces and joiners, the byte order mark. */
const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF]/g;
/** Line ends and spaces of every kind; the next-line control is one that the engine does not count. */
const SPACE = /[\s\u0085]/g;
const UNSEEN_ALL = new RegExp(UNSEEN, 'g');
/** Half a character, as a text has that was cut off. */
const HALF = /\p{Surrogate}/gu;

/**
 * Text as we store it: NFC, single spaces, nothing that nobody can see or read, and the letter đ for its look-alikes
 * (eth and African d) that stand in old files and break every comparison. The place of a tone mark is left as written.
 * The remaining text passes the strict reader of JSON, so that no remark is refused for what came along with a paste.
 */
export const normaliseText = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .replace(SPACE, ' ')
    .replace(UNSEEN_ALL, '')
    .replace(HALF, '')
    .normalize('NFC')
    .replace(/[\u00D0\u0189]/g, 'Đ')
    .replace(/[\u00F0\u0256]/g, 'đ')
    .replace(/\s+/g, ' ')
    .trim();

/** The apostrophes that keyboards and files put into names such as H'Mỷ, as the one plain apostrophe. */
export const plainApostrophes = (text: string): string => text.replace(/[’‘ʼ`´]/g, "'");
