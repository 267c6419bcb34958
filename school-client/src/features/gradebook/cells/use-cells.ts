import { saysNothing } from '@hocba/shared/marks/cell-input';
import { valuesOfRow } from '@hocba/shared/marks/row-values';
import { sheetLookOf } from '@hocba/shared/regulations/sheet-looks';
import { formatSheetCell, parseSheetInput, sheetColumnKindOf } from '@hocba/shared/regulations/sheet-rules';
import { isEmptyByRight } from '@hocba/shared/school/curriculum/electives';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridCell, GridPreview, GridRow } from '../../../grid/grid-props.ts';
import { formatMoment } from '../../../i18n/dates.ts';
import { sayOf } from '../../../i18n/say.ts';
import { useSteadyPlace } from '../../../model/names/column-names.ts';
import { usePersonName } from '../../../model/names/people.ts';
import { besideNames } from '../../../model/names/pupil-names.ts';
import { wrongText } from '../../../model/names/reasons.ts';
import type { Sheet } from '../../../model/sheet/sheet.ts';
import { AVERAGE, ORIGINAL } from '../columns/use-columns.ts';
import { averageParts } from './average-text.ts';
import { rowNote } from './row-note.ts';
import { studentsOn } from './students-on.ts';

const MARKS = { unsent: 'unsent', contested: 'contested', refused: 'warning' } as const;

const useRows = (sheet: Sheet): readonly GridRow[] => {
  const { t } = useTranslation('gradebook');
  const { classList, place, folded } = sheet;
  const { subject, term } = place;
  const { asked, brought } = folded.state;
  return useMemo(() => {
    const besides = besideNames(classList.students);
    return studentsOn(classList, term, asked).map((student) => {
      const beside = besides.get(student.id);
      const note = rowNote(student, subject, brought);
      return {
        id: student.id,
        order: student.order,
        name: student.name,
        ...(beside === undefined ? {} : { beside }),
        ...(note === undefined
          ? {}
          : { note: 'class' in note ? t(note.key, { class: note.class }) : t(note.key) }),
      };
    });
  }, [classList, subject, term, asked, brought, t]);
};

const useAverageCell = (sheet: Sheet) => {
  const { t } = useTranslation('gradebook');
  const place = useSteadyPlace(sheet.place);
  const { cells } = sheet.folded.shown;
  const { brought } = sheet.folded.state;
  return useCallback(
    (row: string): GridCell => {
      const computed = sheetLookOf(place).computed(place);
      const values = valuesOfRow(brought?.[row]?.cells ?? cells[row]);
      const result = computed?.resultOf?.(values) ?? null;
      if (computed === undefined || result === null) return { text: '' };
      const average = computed.text(result);
      const parts = averageParts(computed.why?.(values));
      return {
        text: average,
        ...(parts ? { hint: t('formula', { ...parts, sum: parts.total, average }) } : {}),
      };
    },
    [cells, brought, place, t],
  );
};

/** Says at a value why it is unusual beside the others of its row. */
const useUnusualHint = ({ place: given, folded }: Sheet) => {
  const { t } = useTranslation('gradebook');
  const place = useSteadyPlace(given);
  const { cells } = folded.shown;
  return useCallback(
    (row: string, column: string): string | undefined => {
      const unusual = sheetLookOf(place).unusual(place, column as ColumnCode, valuesOfRow(cells[row]));
      return unusual && sayOf(t)(unusual.key, unusual.values);
    },
    [cells, place, t],
  );
};

/** The value that a typed text would become; of a wrong one also which value stands until it is corrected. */
const usePreview = ({ folded, place: given }: Sheet) => {
  const { t } = useTranslation('gradebook');
  const place = useSteadyPlace(given);
  const { cells } = folded.state;
  return useCallback(
    (row: string, column: string, text: string): GridPreview => {
      const code = column as ColumnCode;
      const kind = sheetColumnKindOf(place, code) ?? 'score';
      if (saysNothing(text, kind === 'text')) return { error: t('wrong.nothing'), isNothing: true };
      const input = parseSheetInput(place, code, text);
      if (!('finding' in input)) return { text: formatSheetCell(place, code, input.value) };
      const wrong = wrongText(t, kind, text);
      const stands = cells[row]?.[code]?.[0] ?? null;
      // A remark is too long to be said again.
      if (stands === null || kind === 'text') return { error: wrong };
      return { error: t('wrongStands', { wrong, value: formatSheetCell(place, code, stands) }) };
    },
    [cells, place, t],
  );
};

/** Rows, cells and the preview of typed texts for the grid. */
export const useCells = (sheet: Sheet, isReadOnly: boolean) => {
  const { t } = useTranslation('gradebook');
  const { folded, classList } = sheet;
  const place = useSteadyPlace(sheet.place);
  const { subject } = place;
  const { asked, brought } = folded.state;
  const averageCell = useAverageCell(sheet);
  const locked = useMemo(
    () =>
      new Set(
        classList.students
          .filter(
            (student) =>
              student.status === 'moved-away' ||
              isEmptyByRight(student, subject) ||
              Object.hasOwn(brought ?? {}, student.id),
          )
          .map(({ id }) => id as string),
      ),
    [classList, subject, brought],
  );

  const personOf = usePersonName();
  const preview = usePreview(sheet);
  const unusualHint = useUnusualHint(sheet);

  const cellAt = useCallback(
    (row: string, column: string): GridCell => {
      if (column === AVERAGE) return averageCell(row);
      if (column === ORIGINAL) {
        return {
          text:
            sheetLookOf(place)
              .computed(place)
              ?.text(asked?.[row] ?? null) ?? '',
        };
      }
      const approved = brought?.[row]?.cells[column];
      if (brought !== undefined && Object.hasOwn(brought, row)) {
        return { text: formatSheetCell(place, column as ColumnCode, approved?.[0] ?? null), readOnly: true };
      }
      const cell = folded.cellAt(row, column);
      const text = cell.typed ?? formatSheetCell(place, column as ColumnCode, cell.value);
      const wrong = cell.typed === undefined ? undefined : preview(row, column, cell.typed);
      const unusual = unusualHint(row, column);
      const own = cell.state in MARKS ? MARKS[cell.state as keyof typeof MARKS] : undefined;
      const mark = own ?? (unusual === undefined ? undefined : 'warning');
      const from =
        cell.by && cell.at
          ? t(cell.broughtBy === undefined ? 'from' : 'fromBrought', {
              by: personOf(cell.by),
              when: formatMoment(cell.at),
              bringer: personOf(cell.broughtBy ?? cell.by),
            })
          : undefined;
      const way = cell.state === 'sent' ? t('sent') : cell.state === 'refused' ? t('refusedCell') : from;
      const hints = [unusual, way].filter((part) => part !== undefined);
      return {
        text,
        ...(isReadOnly || locked.has(row) ? { readOnly: true } : {}),
        ...(wrong !== undefined && 'error' in wrong ? { error: wrong.error } : {}),
        ...(mark === undefined ? {} : { mark }),
        ...(hints.length === 0 ? {} : { hint: hints.join('; ') }),
      };
    },
    [
      folded,
      place,
      subject,
      asked,
      brought,
      averageCell,
      preview,
      unusualHint,
      isReadOnly,
      locked,
      personOf,
      t,
    ],
  );
  return { rows: useRows(sheet), cellAt, preview };
};
