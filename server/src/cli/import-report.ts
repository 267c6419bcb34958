import type { ImportError } from '@hocba/shared/exchange/header';
import { PROBLEMS } from '@hocba/shared/problems';

/** Where the lines of a command go: the terminal of the person who runs it, never a log. */
export type Print = (line: string) => void;

const DONE = {
  'dry-run': 'Nothing was written. Run again with --apply to write.',
  apply: 'Written.',
} as const;

/** How many of each would change or did. */
export interface Counts {
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
}

/** Every reason why a file cannot be imported, with the row that the spreadsheet shows. */
export const printErrors = (
  errors: readonly ImportError[],
  print: Print,
  outcome = 'Nothing was written.',
): void => {
  for (const { code, row, column, value } of errors) {
    const where = [row === null ? '' : `row ${row}`, column ?? '', value ? `"${value}"` : ''];
    const place = where.filter((part) => part !== '').join(', ');
    print(`Error      ${place === '' ? 'file' : place}: ${PROBLEMS[code].title} (${code})`);
  }
  print(`${errors.length} ${errors.length === 1 ? 'error' : 'errors'}. ${outcome}`);
};

/** The last line: how much changes, and whether it has been written. */
export const printCounts = ({ create, update, unchanged }: Counts, apply: boolean, print: Print): void => {
  const changes = create + update;
  print(`${create} create, ${update} update, ${unchanged} unchanged: ${changes} changes.`);
  if (changes > 0) print(apply ? DONE.apply : DONE['dry-run']);
};
