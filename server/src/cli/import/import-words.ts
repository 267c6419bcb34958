import type { Placed } from '@hocba/shared/exchange/roster/roster-order';
import type { RosterField } from '@hocba/shared/exchange/roster/roster-plan';
import type { Account, ImportNote } from '@hocba/shared/exchange/workbook/accounting';
import type { ImportError } from '@hocba/shared/exchange/workbook/headings/header';
import type { PersonalIdFinding } from '@hocba/shared/school/pupil/personal-id';
import type { RosterMove } from './roster-moves.ts';

/** How many of each would change or did. */
export interface Counts {
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
}

/** The fate of a pupil, a class or a mark; the words that lines begin with. */
export type Verb =
  | 'create'
  | 'update'
  | 'unchanged'
  | 'move'
  | 'skip'
  | 'missing'
  | 'error'
  | 'warning'
  | 'note';

/** Every word that an import says, in one language. */
export interface ImportTexts {
  readonly verbs: Readonly<Record<Verb, string>>;
  /** The members of a pupil that may change. */
  readonly fields: Readonly<Record<RosterField, string>>;
  /** The fault, without its place. */
  reason(error: ImportError): string;
  /** Where: sheet, row, column and the value that stands there. */
  place(error: Pick<ImportError, 'sheet' | 'row' | 'column' | 'value'>): string;
  note(note: ImportNote): string;
  /** Which digits of a personal number tell what, and what the list says. */
  digits(doubt: PersonalIdFinding): string;
  /** How many errors there are, and how many marks were written nevertheless. */
  errorCount(errors: number, written: number): string;
  counts(counts: Counts): string;
  done(apply: boolean): string;
  account(account: Account, apply: boolean): string;
  readonly notInFile: string;
  newClass(code: string): string;
  /** Classes of which nobody has said which foreign language they learn, and the command that says it. */
  languageUnsaid(subject: string, classes: readonly string[], command: string): string;
  /** A pupil who changes class: which marks go along, which stay, and which closed sheets open again. */
  move(move: RosterMove): string;
  /** The class that has the record of this year of a pupil who changes class; undefined while it is not approved. */
  recordStays(move: RosterMove): string | undefined;
  /** A pupil of the class whom the list does not name, and the place that stays. */
  missing(pupil: Pick<Placed, 'class' | 'code' | 'name' | 'position'>): string;
}
