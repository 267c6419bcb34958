import { type SheetPlace, sheetColumnKindOf } from '@hocba/shared/rules/sheet-rules';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

/** What the code of a finding says about one cell; a value of a wrong kind is told what its column takes. */
export const reasonText = (
  t: TFunction<['problems', 'gradebook']>,
  code: string,
  place: SheetPlace,
  column?: string,
): string => {
  const kind = code.endsWith('_WRONG_KIND') ? sheetColumnKindOf(place, column as ColumnCode) : undefined;
  return kind === undefined ? t(`problems:${code as 'SHEET_OPEN'}`) : t(`gradebook:wrong.${kind}`);
};

/** `reasonText` in the language of the screen. */
export const useReasons = () => {
  const { t } = useTranslation(['problems', 'gradebook']);
  return (code: string, place: SheetPlace, column?: string): string => reasonText(t, code, place, column);
};
