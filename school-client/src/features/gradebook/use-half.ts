import { valuesOfRow } from '@hocba/shared/record/averages-of-row';
import { checkPrimaryRow } from '@hocba/shared/record/check-primary-row';
import type { PrimarySheet } from '@hocba/shared/regulations/circular-27-2020/sheet/columns';
import { isPrimaryPlace } from '@hocba/shared/regulations/sheet-rules';
import { type ColumnCode, HOMEROOM } from '@hocba/shared/school/identifiers';
import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { GridHandle } from '../../grid/grid-props.ts';
import type { Sheet } from '../../model/sheet/sheet.ts';

/** The middle or the end of a term. */
export type Half = 'gk' | 'ck';

const halfOf = (column: string): Half => (column.startsWith('gk-') ? 'gk' : 'ck');

/** Where work goes on: the end of the term once the middle is complete. */
const firstHalf = ({ classList, folded }: Sheet, place: PrimarySheet): Half =>
  classList.students
    .filter(({ status }) => status === 'studying')
    .flatMap((student) => checkPrimaryRow(student, place, valuesOfRow(folded.shown.cells[student.id])))
    .some(({ column = '' }) => halfOf(column) === 'gk')
    ? 'gk'
    : 'ck';

/**
 * The homeroom sheet of primary school has fifteen qualities and competences twice a term: one half at a time is on the
 * screen, and a person who is sent to a cell sees its half. Other sheets are shown whole, and `half` is undefined.
 */
export const useHalf = (sheet: Sheet, grid: RefObject<GridHandle | null>) => {
  const { place, columns } = sheet;
  const split = isPrimaryPlace(place) && place.subject === HOMEROOM ? place : undefined;
  const isSplit = split !== undefined;
  const [half, setHalf] = useState<Half>(() => (split ? firstHalf(sheet, split) : 'gk'));
  const [target, setTarget] = useState<readonly [string, string] | null>(null);
  useEffect(() => {
    if (target === null) return;
    grid.current?.goTo(...target);
    setTarget(null);
  }, [target, grid]);
  const key = columns.join();
  const shown = useMemo(() => {
    const all = key.split(',') as ColumnCode[];
    return isSplit ? all.filter((column) => halfOf(column) === half) : all;
  }, [key, isSplit, half]);
  return {
    half: split && { shown: half, term: split.term },
    setHalf,
    columns: shown,
    goTo: (student: string, column: string): void => {
      setHalf(halfOf(column));
      setTarget([student, column]);
    },
  };
};
