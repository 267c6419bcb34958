import type { SheetPlace } from '../marks/sheet-place.ts';
import { look as circular22 } from './circular-22-2021/sheet/look.ts';
import { look as circular27 } from './circular-27-2020/sheet/look.ts';
import type { SheetLook } from './regulation.ts';
import { type Regulation, sheetRegulationOf } from './rule-set.ts';

/** How each regulation's sheets are shown. */
const LOOKS: Readonly<Record<Regulation, SheetLook>> = {
  'circular-22-2021': circular22,
  'circular-27-2020': circular27,
};

/** How a sheet is shown: names of columns, parts, and what stands beside the marks. */
export const sheetLookOf = ({ grade, year }: Pick<SheetPlace, 'grade' | 'year'>): SheetLook =>
  LOOKS[sheetRegulationOf(grade, year)];
