import { MAX_RECORDS, parseBundle } from '../bundle/bundle.ts';
import { type BundleVerdict, verifyBundle, verifyTexts } from '../bundle/verify-bundle.ts';
import { type ConfirmationVerdict, verifyConfirmation } from '../enrolment/verify-confirmation.ts';
import { ENROLMENT_JWS, RECORD_JWS, TRUST_LIST_JWS } from '../jws/kinds.ts';
import { headerOf } from '../jws/strict-jws.ts';
import { openTrust } from '../trust/open-trust.ts';
import { Refused, type Verdict, type VerifyCode } from '../verify/verdict.ts';
import type { VerifyOptions } from '../verify/verify.ts';
import { textOf } from './file-text.ts';
import { type FoundText, type FoundTexts, findTexts, withoutMailMarks } from './find-texts.ts';

/** A bundle of 24 records with its trust list stays below this, in bytes. */
export const MAX_FILE = 2 * 1024 * 1024;

/** The kind of a file that holds no record. */
export type FileKind =
  | 'empty'
  | 'spreadsheet'
  | 'document'
  | 'pdf'
  | 'image'
  | 'archive'
  | 'trustList'
  | 'token'
  | 'text'
  | 'data'
  | 'tooLarge';

/** The checked result of the given file, records or a confirmation; or that it is neither, and what it is instead. */
export type Reading =
  | { readonly found: BundleVerdict }
  | { readonly confirmation: ConfirmationVerdict }
  | { readonly other: FileKind };

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  [...text].every((char, i) => bytes[at + i] === char.charCodeAt(0));

const holds = (bytes: Uint8Array, text: string): boolean =>
  new TextDecoder('latin1').decode(bytes).includes(text);

/** Office files are ZIP archives: the names of what they hold tell which. */
const archiveKind = (bytes: Uint8Array): FileKind => {
  if (holds(bytes, 'xl/') || holds(bytes, 'opendocument.spreadsheet')) return 'spreadsheet';
  return holds(bytes, 'word/') || holds(bytes, 'opendocument.text') ? 'document' : 'archive';
};

/** The kind of a file by its first bytes, where programs mark their files so. */
const markedKind = (bytes: Uint8Array): FileKind | undefined => {
  if (startsWith(bytes, 'PK\x03\x04')) return archiveKind(bytes);
  if (startsWith(bytes, '%PDF')) return 'pdf';
  // The container of Excel and Word before 2007, and of encrypted files since.
  if (startsWith(bytes, '\xd0\xcf\x11\xe0'))
    return holds(bytes, 'W\0o\0r\0d\0D\0o\0c') ? 'document' : 'spreadsheet';
  const isImage =
    startsWith(bytes, '\x89PNG') ||
    startsWith(bytes, '\xff\xd8\xff') ||
    startsWith(bytes, 'GIF8') ||
    startsWith(bytes, 'WEBP', 8) ||
    startsWith(bytes, 'ftyphei', 4);
  return isImage ? 'image' : undefined;
};

/**
 * A signed text that ends too early: in the header, in the payload, or before the 86 letters of its signature. Dots that
 * show that more belongs to it, or a full stop, may follow, with a word right behind them.
 */
const CUT_TEXT = /^[\w-]+(\.[\w-]*(\.[\w-]{0,85}(\..*)?)?)?$/;

/** A text that could not be read whole says nothing of the record that it was copied from. */
const unread = (code: VerifyCode): Reading => ({
  found: {
    verdict: 'UNVERIFIABLE',
    trustListUsed: 'unasked',
    steps: [],
    credentials: [{ verdict: 'UNVERIFIABLE', steps: [{ name: 'format', outcome: 'unknown', code }] }],
  },
});

/** JSON of another program is no record; what names its credentials was one, and is damaged. */
const verifyJson = async (text: string, options: VerifyOptions): Promise<Reading> => {
  try {
    return { found: await verifyBundle(parseBundle(text), options) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return text.includes('"credentials":[') ? unread(error.code) : { other: 'text' };
  }
};

/** The kind of a signed text that is signed as something else than a record. */
const otherToken = (text: string): FileKind | undefined => {
  const header = headerOf(text);
  if (header === undefined || header.typ === RECORD_JWS.typ) return undefined;
  return header.typ === TRUST_LIST_JWS.typ ? 'trustList' : 'token';
};

const isConfirmation = (text: string): boolean => headerOf(text)?.typ === ENROLMENT_JWS.typ;

/** Whether the text itself is damaged: one that holds, of a record that does not, is no matter of copying. */
const isTextAtFault = ({ verdict, steps }: Verdict): boolean =>
  verdict === 'INVALID' && ['format', 'signature'].includes(steps.at(-1)?.name ?? '');

const verifyWhole = async ({ whole, part }: FoundTexts, options: VerifyOptions): Promise<Reading> => {
  const records = whole.filter(({ text }) => otherToken(text) === undefined);
  const [first] = whole;
  const confirmation = whole.find(({ text }) => isConfirmation(text))?.text;
  if (records.length === 0 && confirmation !== undefined) {
    return { confirmation: await verifyConfirmation(confirmation, await openTrust(options), options.now) };
  }
  if (records.length === 0) return { other: otherToken(first?.text ?? '') ?? 'text' };
  if (part !== undefined) return unread('TEXT_CUT');
  if (records.length > MAX_RECORDS) return { other: 'tooLarge' };
  const texts = records.map(({ text }) => text);
  const found = await verifyTexts(texts, options);
  // Where blanks are not those of even lines, words behind half a copy may have been read as its end.
  const isDoubtful = found.credentials.some((one, i) => isTextAtFault(one) && !records[i]?.isEven);
  return isDoubtful ? unread('TEXT_CUT') : { found };
};

/** No whole signed text: half a copy, with words behind it or not, or one that was lengthened or divided. */
const verifyPart = async ({ text, isEven }: FoundText, options: VerifyOptions): Promise<Reading> => {
  if (isConfirmation(text)) return unread('TEXT_CUT');
  const other = otherToken(text);
  if (other !== undefined) return { other };
  const isCut = CUT_TEXT.test(text) || !isEven || /[^\w.-]/.test(text);
  return isCut ? unread('TEXT_CUT') : { found: await verifyTexts([text], options) };
};

const verifyText = async (given: string, options: VerifyOptions): Promise<Reading> => {
  const plain = withoutMailMarks(given);
  // Mail programs break long lines and put blanks around them; neither form of a record has a blank of its own.
  const text = plain.replaceAll(/\s+/g, '');
  if (text === '') return { other: 'empty' };
  if (text.startsWith('{')) return verifyJson(text, options);
  const found = findTexts(plain);
  if (found.whole.length > 0) return verifyWhole(found, options);
  return found.part === undefined ? { other: 'text' } : verifyPart(found.part, options);
};

/**
 * The one reader of what people give for a record, on the page and on the command line: signed texts with or without
 * words around them, a link with one behind its `#`, or a bundle; in UTF-8 or with the mark of UTF-16, broken into lines,
 * quoted in an answer or not. Anything else is named for what it is and nothing is concluded from it: no family is
 * accused because of a wrong file, or of half a copy.
 */
export const verifyFile = async (bytes: Uint8Array, options: VerifyOptions): Promise<Reading> => {
  const marked = markedKind(bytes);
  if (marked !== undefined) return { other: marked };
  if (bytes.length > MAX_FILE) return { other: 'tooLarge' };
  const text = textOf(bytes);
  return text === undefined ? { other: 'data' } : verifyText(text, options);
};
