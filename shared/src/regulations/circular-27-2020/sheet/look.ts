import type { ColumnName } from '../../../marks/column.ts';
import type { SheetPlace } from '../../../marks/sheet-place.ts';
import type { Words } from '../../../marks/words.ts';
import { type ColumnCode, HOMEROOM, type Term, type TraitCode } from '../../../school/identifiers.ts';
import type { SheetLook } from '../../regulation.ts';
import { SUBJECT_LEVELS, TRAIT_LEVELS } from '../levels.ts';
import { POINTS, pointOf } from '../points.ts';
import { unusualTest } from '../results/check-point.ts';
import { TRAITS } from '../traits.ts';
import { formatPrimaryCell } from './cell-input.ts';
import { sheets } from './sheets.ts';

type Half = 'gk' | 'ck';

/** The one term of the two that a sheet belongs to; there is none of the summer. */
const termOf = ({ term }: SheetPlace): Term => (term === 'hk1' ? 'hk1' : 'hk2');

/** `gk-c10` is the tenth competence in the middle of the term. */
const traitOf = (column: ColumnCode): TraitCode => column.slice(3) as TraitCode;

const traitName = (
  { say, language }: Pick<Words, 'say' | 'language'>,
  column: ColumnCode,
  point: string,
): ColumnName => {
  const trait = TRAITS[traitOf(column)];
  const name = trait[language];
  return {
    heading: name,
    title: say('primary.at', { name, point }),
    label: say('primary.traitLabel', { name, point }),
    hint: say('primary.traitHint'),
    group: say(`primary.${trait.kind}`),
  };
};

const nameOf: SheetLook['nameOf'] = (place, column, words): ColumnName => {
  const { say, language } = words;
  const point = POINTS[pointOf(termOf(place), column.startsWith('gk') ? 'gk' : 'ck')][language];
  const kind = sheets.kindOf(place, column);
  if (kind === 'level' || kind === 'test') {
    const heading = say(`primary.${kind}`);
    const label = say(`primary.${kind}Label`, { point });
    const hint = say(`primary.${kind}Hint`);
    return { heading, title: say('primary.at', { name: heading, point }), label, hint, group: point };
  }
  if (kind === 'trait') return traitName(words, column, point);
  if (column === 'award' || column === 'absent') {
    const title = say(`primary.${column}`);
    const label = say(`primary.${column}Label`);
    if (column === 'absent') return { heading: title, title, label };
    return { heading: title, title, label, hint: say('primary.awardHint') };
  }
  const title = say('column.remark');
  return { heading: title, title, label: say('primary.remarkLabel') };
};

/** Whatever is asked once a term is asked at its end. */
const halfOf = (column: ColumnCode): Half => (column.startsWith('gk-') ? 'gk' : 'ck');

/** The homeroom sheet has fifteen qualities and competences twice a term: one half at a time fits a screen. */
const parts: SheetLook['parts'] = (place) =>
  place.subject !== HOMEROOM || place.term === 'summer'
    ? []
    : (['gk', 'ck'] as const).map((half) => ({
        id: half,
        title: POINTS[pointOf(termOf(place), half)],
        columns: sheets.columns(place).filter((column) => halfOf(column) === half),
      }));

/** Why a test is unusual beside the level of its point. */
const unusual: SheetLook['unusual'] = (_, column, row) => {
  const found = unusualTest(row[`${column}-level`] ?? null, row[column] ?? null);
  if (found === undefined) return undefined;
  const shown = (tenths: number) => formatPrimaryCell(tenths, column as Half);
  return {
    key: `unusualTest.${found.level}`,
    values: { from: shown(found.from), below: shown(found.below) },
  };
};

const LEVELS = { level: Object.entries(SUBJECT_LEVELS), trait: Object.entries(TRAIT_LEVELS) };

/** How the sheets of grades 1–5 are shown. */
export const look: SheetLook = {
  nameOf,
  levels: (place, column) => {
    const kind = sheets.kindOf(place, column);
    return kind === 'level' || kind === 'trait' ? LEVELS[kind] : [];
  },
  computed: () => undefined,
  parts,
  unusual,
  teacher: 'primaryTeacher',
};
