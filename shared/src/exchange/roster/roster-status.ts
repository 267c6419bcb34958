import { formatDateText } from '../../calendar/date-text.ts';
import type { LocalDate, SchoolYear } from '../../school/identifiers.ts';
import { firstDayOf, lastDayOf } from '../../school/school-year-days.ts';
import type { ImportNote, NoteCode } from '../workbook/accounting.ts';
import { foldHeading, type ImportError } from '../workbook/headings/header.ts';
import { cellText, isBlank, quoteCell, type SheetValue } from '../workbook/sheet-table.ts';
import { atRow, type RosterRow } from './roster.ts';

/** The status of one pupil as the file has it, and the pupil who was read from it. */
interface StatusCells {
  readonly sheet: string;
  readonly status: SheetValue;
  readonly statusOn: SheetValue;
  readonly parsed: Pick<RosterRow, 'row' | 'status' | 'joinedOn' | 'leftOn'>;
}

/** Whether the day of the status is not kept: only the days on which pupils came and left are. */
export const isDayUnkept = ({ statusOn, parsed }: Pick<StatusCells, 'statusOn' | 'parsed'>): boolean =>
  !isBlank(statusOn) && parsed.joinedOn === null && parsed.leftOn === null;

/** Statuses that are kept in their own words. */
const OWN_WORDS = /^(danghoc|chuyenden|chuyendi|dachuyen)?$/;

/** The status that is kept, where the file has another word for it. */
export const notesOfStatus = ({ sheet, status, parsed }: StatusCells): ImportNote[] => {
  if (OWN_WORDS.test(foldHeading(cellText(status)))) return [];
  const note: NoteCode = parsed.status === 'moved-away' ? 'STATUS_AWAY' : 'STATUS_STUDYING';
  const place = { sheet, row: parsed.row, column: 'Trạng thái HS', value: quoteCell(status), cells: 0 };
  return [{ note, ...place }];
};

/**
 * Days on which pupils came or left that need a word: a day after the school year is an error; a day that is still to come
 * or lies before the school year is a warning.
 */
export const judgeStatusDays = (
  rows: readonly RosterRow[],
  year: SchoolYear,
  today: LocalDate,
): { readonly errors: readonly ImportError[]; readonly warnings: readonly ImportError[] } => {
  const [first, last] = [firstDayOf(year), lastDayOf(year)];
  const days = rows.flatMap((row) => {
    const day = row.joinedOn ?? row.leftOn;
    return day === null ? [] : [{ row, day }];
  });
  const named = (isMeant: (day: LocalDate) => boolean) =>
    days
      .filter(({ day }) => isMeant(day))
      .map(({ row, day }): ImportError => {
        const place = { ...atRow(row), column: 'Ngày nhập trạng thái' };
        return { code: 'STATUS_DAY_OUTSIDE', ...place, value: formatDateText(day) };
      });
  return {
    errors: named((day) => day > last),
    warnings: named((day) => day <= last && (day > today || day < first)),
  };
};
