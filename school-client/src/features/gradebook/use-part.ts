import { valuesOfRow } from '@hocba/shared/marks/row-values';
import { sheetLookOf } from '@hocba/shared/regulations/sheet-looks';
import { checkSheetRow } from '@hocba/shared/regulations/sheet-rules';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { GridHandle } from '../../grid/grid-props.ts';
import { useSteadyPlace } from '../../model/names/column-names.ts';
import type { Sheet } from '../../model/sheet/sheet.ts';

/** Where work goes on: the first part in which something is missing, the last once all is there. */
const firstPart = ({ classList, folded, place }: Sheet): string => {
  const parts = sheetLookOf(place).parts(place);
  const missing = new Set(
    classList.students
      .filter(({ status }) => status === 'studying')
      .flatMap((student) => checkSheetRow(place, student, valuesOfRow(folded.shown.cells[student.id])))
      .map(({ column }) => column as ColumnCode | undefined),
  );
  const open = parts.find(({ columns }) => columns.some((column) => missing.has(column)));
  return (open ?? parts.at(-1))?.id ?? '';
};

/**
 * A sheet that is too wide for a screen is shown by its parts, one at a time, and a person who is sent to a cell sees the
 * part that has it. Other sheets are shown whole: they have no parts.
 */
export const usePart = (sheet: Sheet, grid: RefObject<GridHandle | null>) => {
  const { columns } = sheet;
  const place = useSteadyPlace(sheet.place);
  const parts = useMemo(() => sheetLookOf(place).parts(place), [place]);
  const isSplit = parts.length > 0;
  const [part, setPart] = useState(() => (isSplit ? firstPart(sheet) : ''));
  const [target, setTarget] = useState<readonly [string, string] | null>(null);
  useEffect(() => {
    if (target === null) return;
    grid.current?.goTo(...target);
    setTarget(null);
  }, [target, grid]);
  const key = columns.join();
  const shown = useMemo(() => {
    const all = key.split(',') as ColumnCode[];
    const own = parts.find(({ id }) => id === part)?.columns;
    return own === undefined ? all : all.filter((column) => own.includes(column));
  }, [key, parts, part]);
  return {
    parts,
    part,
    setPart,
    columns: shown,
    goTo: (student: string, column: string): void => {
      const own = parts.find((one) => one.columns.includes(column as ColumnCode));
      if (own !== undefined) setPart(own.id);
      setTarget([student, column]);
    },
  };
};
