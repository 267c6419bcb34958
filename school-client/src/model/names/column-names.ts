import type { ColumnName } from '@hocba/shared/marks/column';
import type { SheetPlace } from '@hocba/shared/marks/sheet-place';
import { sheetLookOf } from '@hocba/shared/regulations/sheet-looks';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';
import { sayOf } from '../../i18n/say.ts';

/**
 * One and the same object as long as the place says nothing else: every keystroke makes the sheet, and with it the
 * place, anew.
 */
export const useSteadyPlace = ({ grade, year, subject, term, regularMarks }: SheetPlace): SheetPlace =>
  useMemo(() => ({ grade, year, subject, term, regularMarks }), [grade, year, subject, term, regularMarks]);

/** The name of any column of any sheet. */
export const useColumnNaming = (): ((place: SheetPlace, column: ColumnCode) => ColumnName) => {
  const { t } = useTranslation('gradebook');
  return useMemo(
    () => (place, column) =>
      sheetLookOf(place).nameOf(place, column, { say: sayOf(t), language: currentLanguage() }),
    [t],
  );
};

/** The names of a sheet's columns, by its regulation. */
export const useColumnNames = (given: SheetPlace): ((column: ColumnCode) => ColumnName) => {
  const nameOf = useColumnNaming();
  const place = useSteadyPlace(given);
  return useMemo(() => (column) => nameOf(place, column), [nameOf, place]);
};
