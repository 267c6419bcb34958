import type { ColumnKind } from '@hocba/shared/marks/column';
import type { SheetPlace } from '@hocba/shared/marks/sheet-place';
import { sheetColumnKindOf } from '@hocba/shared/regulations/sheet-rules';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import { readRemark } from '@hocba/shared/text/remark';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../i18n/problem-text.ts';

/** The words of a finding's code about one cell; a value of a wrong kind is told what its column takes. */
export const reasonText = (
  t: TFunction<['problems', 'gradebook']>,
  code: string,
  place: SheetPlace,
  column?: string,
): string => {
  const kind = code.endsWith('_WRONG_KIND') ? sheetColumnKindOf(place, column as ColumnCode) : undefined;
  return kind === undefined ? problemText(t, code) : t(`gradebook:wrong.${kind}`);
};

/** The fault of a typed text that its column does not take; of a remark also the word or sign that is the reason. */
export const wrongText = (t: TFunction<'gradebook'>, kind: ColumnKind, typed: string): string => {
  const remark = kind === 'text' ? readRemark(typed) : undefined;
  return remark !== undefined && 'fault' in remark
    ? t(`wrong.${remark.fault.code}`, { part: remark.fault.part })
    : t(`wrong.${kind}`);
};

/** `reasonText` in the language of the screen. */
export const useReasons = () => {
  const { t } = useTranslation(['problems', 'gradebook']);
  return (code: string, place: SheetPlace, column?: string): string => reasonText(t, code, place, column);
};
