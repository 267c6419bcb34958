import type { SheetPlace } from '@hocba/shared/marks/sheet-place';
import { sheetLookOf } from '@hocba/shared/regulations/sheet-looks';
import { sheetColumnKindOf } from '@hocba/shared/regulations/sheet-rules';
import type { ColumnCode, TraitCode } from '@hocba/shared/school/identifiers';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridColumn } from '../../../grid/grid-props.ts';
import { currentLanguage } from '../../../i18n/i18n.ts';
import { useColumnNames, useSteadyPlace } from '../../../model/names/column-names.ts';

/** The column the rules compute; no cell of the sheet. */
export const AVERAGE = 'average';
/** On a summer sheet: the result of the year beside the one after it. */
export const ORIGINAL = 'original';

type Look = Omit<GridColumn, 'id' | 'title' | 'label' | 'hint' | 'group'>;

const MARK: Look = { width: 64, kind: 'input', align: 'center', inputMode: 'decimal' };
const TEXT: Look = { width: 420, kind: 'text', align: 'start', inputMode: 'text' };
const LOOKS: Partial<Record<string, Partial<Look>>> = {
  conduct: { width: 104, inputMode: 'text' },
  count: { width: 88, inputMode: 'numeric', align: 'end' },
  text: TEXT,
  comment: { inputMode: 'text' },
  level: { width: 64, inputMode: 'text' },
  test: { width: 64, inputMode: 'numeric' },
  tick: { width: 88, inputMode: 'text' },
};

/** A group of one column still shows its heading. */
const ALONE_IN_GROUP = 112;
const widened = (columns: readonly GridColumn[]): GridColumn[] =>
  columns.map((column) =>
    column.group !== undefined && columns.filter(({ group }) => group === column.group).length === 1
      ? { ...column, width: Math.max(column.width, ALONE_IN_GROUP) }
      : column,
  );

/** General competences have the long names. */
const LONG_TRAITS: readonly TraitCode[] = ['c1', 'c2', 'c3'];
/** Vietnamese names are of short words; English ones would break within a word. */
const TRAIT_WIDTHS = { vi: { short: 54, long: 84 }, en: { short: 98, long: 104 } };
const traitLook = (column: ColumnCode): Partial<Look> => {
  const { short, long } = TRAIT_WIDTHS[currentLanguage()];
  return { width: LONG_TRAITS.some((code) => column.endsWith(`-${code}`)) ? long : short, inputMode: 'text' };
};

/**
 * The columns of a sheet as the grid shows them, at the end the one that the regulation computes, if it computes one.
 */
export const useColumns = (given: SheetPlace, columns: readonly ColumnCode[]): readonly GridColumn[] => {
  const { t } = useTranslation('gradebook');
  const place = useSteadyPlace(given);
  const nameOf = useColumnNames(place);
  const key = columns.join();
  return useMemo(() => {
    const named = (key.split(',') as ColumnCode[]).map((column): GridColumn => {
      const { heading, label, hint, group } = nameOf(column);
      const kind = sheetColumnKindOf(place, column) ?? 'score';
      const look = { ...MARK, ...(kind === 'trait' ? traitLook(column) : LOOKS[kind]) };
      const more = { ...(hint === undefined ? {} : { hint }), ...(group === undefined ? {} : { group }) };
      return { id: column, title: heading, label, ...look, ...more };
    });
    const inputs = widened(named);
    const what = sheetLookOf(place).computed(place)?.what;
    if (what === undefined) return inputs;
    const isOriginal = what === 'original';
    const computed: GridColumn = {
      id: isOriginal ? ORIGINAL : AVERAGE,
      title: t(`column.${what}`),
      label: t(`columnLabel.${what}`),
      width: isOriginal ? 104 : 80,
      kind: 'computed',
      align: 'center',
    };
    return [...inputs, computed];
  }, [place, key, nameOf, t]);
};
