import { POINTS, pointOf } from '@hocba/shared/regulations/circular-27-2020/points';
import type { PrimarySheet } from '@hocba/shared/regulations/circular-27-2020/sheet/columns';
import { TRAITS } from '@hocba/shared/regulations/circular-27-2020/traits';
import { isPrimaryPlace, type SheetPlace, sheetColumnKindOf } from '@hocba/shared/regulations/sheet-rules';
import type { ColumnCode, TraitCode } from '@hocba/shared/school/identifiers';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';

/** What a column is called. */
export interface ColumnName {
  /** Over the column, under its group if it has one. */
  readonly heading: string;
  /** Where it is named alone, in a list. */
  readonly title: string;
  /** In full. */
  readonly label: string;
  /** What it takes, where its name does not say it. */
  readonly hint?: string;
  readonly group?: string;
}

type T = TFunction<'gradebook'>;

const isRegular = (column: ColumnCode): column is `tx${1}` => column.startsWith('tx');

const secondaryName = (t: T, column: ColumnCode): ColumnName => {
  const number = column.slice(2);
  const [title, label] = isRegular(column)
    ? [t('columnTx', { number }), t('columnTxLabel', { number })]
    : [t(`column.${column as 'gk'}`), t(`columnLabel.${column as 'gk'}`)];
  if (column === 'retest' || column === 'conduct') {
    return { heading: title, title, label, hint: t(`columnHint.${column}`) };
  }
  return { heading: title, title, label };
};

/** `gk-c10` is the tenth competence in the middle of the term. */
const traitOf = (column: ColumnCode): TraitCode => column.slice(3) as TraitCode;

const primaryName = (t: T, place: SheetPlace & PrimarySheet, column: ColumnCode): ColumnName => {
  const language = currentLanguage();
  const point = POINTS[pointOf(place.term, column.startsWith('gk') ? 'gk' : 'ck')][language];
  const kind = sheetColumnKindOf(place, column);
  if (kind === 'level' || kind === 'test') {
    const heading = t(`primary.${kind}`);
    const label = t(`primary.${kind}Label`, { point });
    const hint = t(`primary.${kind}Hint`);
    return { heading, title: t('primary.at', { name: heading, point }), label, hint, group: point };
  }
  if (kind === 'trait') {
    const trait = TRAITS[traitOf(column)];
    const name = trait[language];
    const group = t(`primary.${trait.kind}`);
    return {
      heading: name,
      title: t('primary.at', { name, point }),
      label: t('primary.traitLabel', { name, point }),
      hint: t('primary.traitHint'),
      group,
    };
  }
  if (column === 'award' || column === 'absent') {
    const title = t(`primary.${column}`);
    const label = t(`primary.${column}Label`);
    if (column === 'absent') return { heading: title, title, label };
    return { heading: title, title, label, hint: t('primary.awardHint') };
  }
  const title = t('column.remark');
  return { heading: title, title, label: t('primary.remarkLabel') };
};

/** The same place as long as it says the same: every keystroke makes the sheet, and with it the place, anew. */
export const useSteadyPlace = ({ grade, subject, term, regularMarks }: SheetPlace): SheetPlace =>
  useMemo(() => ({ grade, subject, term, regularMarks }), [grade, subject, term, regularMarks]);

/** The name of any column of any sheet. */
export const useColumnNaming = (): ((place: SheetPlace, column: ColumnCode) => ColumnName) => {
  const { t } = useTranslation('gradebook');
  return useMemo(
    () => (place, column) =>
      isPrimaryPlace(place) ? primaryName(t, place, column) : secondaryName(t, column),
    [t],
  );
};

/** The names of a sheet's columns, by the regulation of its grade. */
export const useColumnNames = (given: SheetPlace): ((column: ColumnCode) => ColumnName) => {
  const nameOf = useColumnNaming();
  const place = useSteadyPlace(given);
  return useMemo(() => (column) => nameOf(place, column), [nameOf, place]);
};
