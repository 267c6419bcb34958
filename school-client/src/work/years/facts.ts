import type { Me } from '@hocba/shared/contract/auth';
import type { VerdictDocument } from '@hocba/shared/documents/downward';
import {
  databaseParts,
  type Instant,
  type SchoolYear,
  type SheetId,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import type { SyncFacts } from '../../sync/status.ts';
import { type DraftCell, isValue } from '../../sync/up/drafts/draft.ts';
import { listUnsent } from '../../sync/up/push.ts';
import type { OpenYear } from '../../sync/year.ts';
import { sheetAddress } from './cell-address.ts';

type Counted = Pick<
  SyncFacts,
  'unsent' | 'invalid' | 'since' | 'refused' | 'contested' | 'syncedAt' | 'partlyAt' | 'place' | 'newer'
>;

/** How many changes a document holds; one that holds no cells is one. */
export const changesIn = (document: {
  readonly kind: string;
  readonly cells?: readonly unknown[];
}): number => (document.kind === 'entry' ? (document.cells?.length ?? 0) : 1);

/** Whether an answer says no; a contest is shown at its cell, and what was brought was taken. */
export const isRefusal = ({ outcome }: VerdictDocument): boolean =>
  outcome !== 'contested' && outcome !== 'brought';

/** Answers to a person's own documents that say no and have not been read. */
export const listRefusals = (year: OpenYear): VerdictDocument[] => {
  const { docs, ledger, outbox } = year.state.get();
  return outbox.flatMap(({ _id, by }) => {
    const verdict = docs.get(`verdict:${_id}`);
    const counts =
      verdict?.kind === 'verdict' && isRefusal(verdict) && by === year.by && !ledger.read.has(_id);
    return counts ? [verdict] : [];
  });
};

/** Contested cells that this person may settle or has caused, with the sheet of each. */
const listContested = (year: OpenYear, me: Me): SheetId[] =>
  [...year.state.get().docs.values()].flatMap((doc) => {
    if (doc.kind !== 'sheet' || doc.contested.length === 0) return [];
    const parts = sheetParts(doc.sheet);
    const isMine = me.assignments.some(
      (a) => year.database.endsWith(a.year) && a.class === parts.class && a.subject === parts.subject,
    );
    return doc.contested.filter((c) => isMine || c.by === me.account).map(() => doc.sheet);
  });

/** `entry:8A1:toan:hk1:<ulid>` is about a sheet; an approval is about a class. */
const pageOf = (year: OpenYear, about: string): string => {
  const { year: schoolYear } = databaseParts(year.database);
  const [kind, ...parts] = about.split(':');
  const isApproval = kind === 'confirm' || kind === 'finalise';
  return isApproval
    ? `/approvals/${schoolYear}/${parts[0]}`
    : sheetAddress(schoolYear, parts.slice(0, 3).join(':') as SheetId);
};

/** The text that was typed into one cell of a sheet and is not sealed yet. */
interface TypedCell {
  readonly sheet: SheetId;
  readonly cell: DraftCell;
}

/**
 * The page that says what is asked of a person. A text to be corrected is one cell among hundreds, so its sheet opens
 * at that cell; what was refused or is contested stands in words at the top of its sheet.
 */
const askingPage = (
  year: OpenYear,
  refusal: string | undefined,
  contested: SheetId | undefined,
  wrong: TypedCell | undefined,
): string | null => {
  if (refusal !== undefined) return pageOf(year, refusal);
  if (contested !== undefined) return pageOf(year, `sheet:${contested}`);
  return wrong === undefined
    ? null
    : sheetAddress(databaseParts(year.database).year, wrong.sheet, wrong.cell);
};

const firstTime = (times: readonly (Instant | null)[]): Instant | null =>
  times.filter((time) => time !== null).sort()[0] ?? null;

const factsOfYear = (year: OpenYear, me: Me): Omit<Counted, 'partlyAt'> & { readonly year: SchoolYear } => {
  const { drafts, ledger, newer } = year.state.get();
  const unsent = listUnsent(year.outbox, ledger, year.by);
  const typed = [...drafts.values()].flatMap(({ sheet, cells }) => cells.map((cell) => ({ sheet, cell })));
  const wrong = typed.filter(({ cell }) => !isValue(cell));
  const denied = [...ledger.denied.keys()].filter((id) => !ledger.read.has(id));
  const refusals = [...denied, ...listRefusals(year).map(({ document }) => document)];
  const contested = listContested(year, me);
  const explained = refusals.find((id) => !denied.includes(id));
  return {
    year: databaseParts(year.database).year,
    unsent: unsent.reduce((sum, document) => sum + changesIn(document), typed.length - wrong.length),
    invalid: wrong.length,
    since: firstTime(unsent.map((document) => document.at)),
    refused: refusals.length,
    contested: contested.length,
    syncedAt: ledger.synced.get(year.by) ?? null,
    newer: newer.size > 0,
    // A document that the registry would not take at all may be about a sheet that this person sees no more.
    place: denied.length > 0 ? '/account' : askingPage(year, explained, contested[0], wrong[0]),
  };
};

const NOTHING: Counted = {
  unsent: 0,
  invalid: 0,
  since: null,
  refused: 0,
  contested: 0,
  syncedAt: null,
  partlyAt: null,
  place: null,
  newer: false,
};

/** The counts of the header over all open school years; "everything" was synced when the last of them was. */
export const factsOf = (years: readonly OpenYear[], me: Me | null): Counted => {
  if (me === null) return NOTHING;
  const own = years.filter((year) => !year.state.get().withdrawn).map((year) => factsOfYear(year, me));
  const all = years.map((year) => factsOfYear(year, me));
  const sum = (key: 'unsent' | 'invalid' | 'refused' | 'contested') =>
    all.reduce((total, facts) => total + facts[key], 0);
  const synced = own.map(({ syncedAt }) => syncedAt);
  const never = own.filter(({ syncedAt }) => syncedAt === null).map(({ year }) => year);
  const first = firstTime(synced);
  return {
    unsent: sum('unsent'),
    invalid: sum('invalid'),
    since: firstTime(all.map(({ since }) => since)),
    refused: sum('refused'),
    contested: sum('contested'),
    syncedAt: never.length > 0 ? null : first,
    partlyAt: never.length > 0 && first !== null ? { at: first, never } : null,
    place: all.find(({ place }) => place !== null)?.place ?? null,
    newer: all.some(({ newer }) => newer),
  };
};
