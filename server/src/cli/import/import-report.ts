import type { Account, ImportNote } from '@hocba/shared/exchange/workbook/accounting';
import type { ImportError } from '@hocba/shared/exchange/workbook/headings/header';
import { importTexts } from './import-texts.ts';
import type { Counts, Verb } from './import-words.ts';

/** Where the lines of a command go: the terminal of the person who runs it, never a log. */
export type Print = (line: string) => void;

/** One line: what becomes of something, and what it is. */
export const printLine = (verb: Verb, text: string, print: Print): void =>
  print(`${importTexts().verbs[verb].padEnd(10)} ${text}`);

/** Every reason why a file, or all of it but `written` marks, is not imported; with the row that the spreadsheet shows. */
export const printErrors = (errors: readonly ImportError[], print: Print, written = 0): void => {
  const texts = importTexts();
  for (const error of errors) {
    printLine('error', `${texts.place(error)}: ${texts.reason(error)} (${error.code})`, print);
  }
  print(texts.errorCount(errors.length, written));
};

/** Points that are worth a look and no reason to refuse. */
export const printWarning = (warning: ImportError, print: Print): void => {
  const texts = importTexts();
  printLine('warning', `${texts.place(warning)}: ${texts.reason(warning)} (${warning.code})`, print);
};

/** Every part of the file that is not written, and what was understood of it. */
export const printNotes = (notes: readonly ImportNote[], print: Print): void => {
  for (const note of notes) printLine('note', importTexts().note(note), print);
};

/** How many cells the file has, and what became of them. */
export const printAccount = (account: Account | undefined, apply: boolean, print: Print): void => {
  if (account !== undefined) print(importTexts().account(account, apply));
};

/** The last line: how much changes, and whether it has been written. */
export const printCounts = (counts: Counts, apply: boolean, print: Print): void => {
  const texts = importTexts();
  print(texts.counts(counts));
  if (counts.create + counts.update > 0) print(texts.done(apply));
};
