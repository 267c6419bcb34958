import { formatDateText } from '../calendar/date-text.ts';
import type { LocalDate, SchoolYear } from '../school/identifiers.ts';
import { firstDayOf, lastDayOf } from '../school/school-year-days.ts';
import type { ImportNote, NoteCode } from './accounting.ts';
import { foldHeading, type ImportError } from './header.ts';
import type { RosterRow } from './roster.ts';
import { cellText, isBlank, quoteCell, type SheetValue } from './sheet-table.ts';

/** The status of one pupil as the file has it, and the pupil who was read from it. */
interface StatusCells {
  readonly sheet: string;
  readonly status: SheetValue;
  readonly statusOn: SheetValue;
  readonly parsed: Pick<RosterRow, 'row' | 'status' | 'joinedOn'>;
}

/** Whether the day of the status is left out: only the day on which a pupil came from another school is kept. */
export const isDayLeft = ({ statusOn, parsed }: Pick<StatusCells, 'statusOn' | 'parsed'>): boolean =>
  !isBlank(statusOn) && parsed.joinedOn === null;

/** Statuses that are kept in their own words. */
const OWN_WORDS = /^(danghoc|chuyenden|chuyendi|dachuyen)?$/;

/** What is said of a status: what it is kept as where the file has another word, and the day that a leaver loses. */
export const notesOfStatus = (cells: StatusCells): ImportNote[] => {
  const { sheet, status, statusOn, parsed } = cells;
  const isAway = parsed.status === 'moved-away';
  const at = (note: NoteCode, column: string, value: SheetValue, count: number): ImportNote => ({
    ...{ note, sheet, row: parsed.row, column, value: quoteCell(value), cells: count },
  });
  const isReworded = !OWN_WORDS.test(foldHeading(cellText(status)));
  return [
    ...(isReworded ? [at(isAway ? 'STATUS_AWAY' : 'STATUS_STUDYING', 'Trạng thái HS', status, 0)] : []),
    ...(isAway && isDayLeft(cells) ? [at('LEFT_ON', 'Ngày nhập trạng thái', statusOn, 1)] : []),
  ];
};

/**
 * Days on which pupils came that cannot be (after the school year: refused) or are unusual (still to come, or before the
 * school year).
 */
export const judgeJoinedOn = (
  rows: readonly RosterRow[],
  year: SchoolYear,
  today: LocalDate,
): { readonly errors: readonly ImportError[]; readonly warnings: readonly ImportError[] } => {
  const [first, last] = [firstDayOf(year), lastDayOf(year)];
  const named = (isMeant: (day: LocalDate) => boolean) =>
    rows.flatMap(({ row, joinedOn }): ImportError[] =>
      joinedOn === null || !isMeant(joinedOn)
        ? []
        : [
            {
              ...{ code: 'JOINED_ON_OUTSIDE', row, column: 'Ngày nhập trạng thái' },
              value: formatDateText(joinedOn),
            },
          ],
    );
  return {
    errors: named((day) => day > last),
    warnings: named((day) => day <= last && (day > today || day < first)),
  };
};
