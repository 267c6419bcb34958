import type { AccountName, SchoolYear, SheetId } from '@hocba/shared/school/identifiers';
import type { OpenYear } from '../sync/year.ts';
import { useYear } from '../work/use-workspace.ts';
import { sheetOfUpward } from './names/upward-title.ts';

/** Cells of one sheet that somebody brought in under the name of the person who is signed in. */
export interface Brought {
  readonly document: string;
  readonly sheet: SheetId;
  readonly bringer: AccountName;
  readonly cells: number;
}

/** Answers that say so and have not been read, in the order of their entries. */
export const listBrought = (year: OpenYear): Brought[] => {
  const { docs, ledger } = year.state.get();
  return [...docs.values()].flatMap((doc): Brought[] => {
    if (doc.kind !== 'verdict' || doc.author !== year.by || doc.broughtBy === undefined) return [];
    if (ledger.read.has(doc.document)) return [];
    const sheet = sheetOfUpward(doc.document);
    if (sheet === undefined) return [];
    const cells = new Set(doc.findings.map(({ student, column }) => `${student} ${column}`)).size;
    return [{ document: doc.document, sheet, bringer: doc.broughtBy, cells }];
  });
};

/** Entries that were brought in under the own name in a school year, and the function that marks them as seen. */
export const useBrought = (year: SchoolYear) => {
  const { open, state } = useYear(year);
  return {
    brought: open === undefined || state === undefined ? [] : listBrought(open),
    markRead: async (document: string): Promise<void> => {
      await open?.ledger.saveRead(document);
      await open?.refresh();
    },
  };
};
