import type { PersonalId } from '../../school/identifiers.ts';
import { agreesOnBirth, type BirthDate, formatBirthDate, isYearOnly } from '../../school/pupil/birth-date.ts';
import { nameKey } from '../../text/names/person-name.ts';
import type { ImportError } from '../workbook/headings/header.ts';
import type { KnownPupil, PlannedRow } from './planned-row.ts';
import { atRow } from './roster.ts';

/** The columns that say who somebody is. */
type Identity = Pick<PlannedRow, 'name' | 'birthDate' | 'sex' | 'personalId'>;

/** A part of a pupil's identity that a list would change. */
export interface Change {
  readonly field: 'name' | 'birthDate' | 'sex' | 'personalId';
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** A known pupil's row with the identity that is written, and what stands against or beside another one. */
export interface Identified {
  readonly row: PlannedRow;
  readonly errors: readonly ImportError[];
  readonly warnings: readonly ImportError[];
  /** The columns that were confirmed. */
  readonly confirmed: readonly Change[];
}

const SEX = { male: 'Nam', female: 'Nữ' } as const;

/** A year that is known already to the day stays that day; a day where only the year was known is more, not other. */
const birthOf = (listed: BirthDate, held: BirthDate): BirthDate =>
  isYearOnly(listed) && agreesOnBirth(listed, held) ? held : listed;

const renamed = (row: Identity, pupil: Identity): Change => ({
  ...{ field: 'name', column: 'Họ tên', before: pupil.name, after: row.name },
});

const changesOf = (row: Identity, pupil: Identity): Change[] => {
  const changes: Change[] = [];
  if (nameKey(row.name) !== nameKey(pupil.name)) {
    changes.push(renamed(row, pupil));
  }
  if (!agreesOnBirth(row.birthDate, pupil.birthDate)) {
    const [before, after] = [pupil.birthDate, row.birthDate].map(formatBirthDate) as [string, string];
    changes.push({ field: 'birthDate', column: 'Ngày sinh', before, after });
  }
  if (row.sex !== pupil.sex) {
    changes.push({ field: 'sex', column: 'Giới tính', before: SEX[pupil.sex], after: SEX[row.sex] });
  }
  if (row.personalId !== null && pupil.personalId !== null && row.personalId !== pupil.personalId) {
    const [before, after]: readonly PersonalId[] = [pupil.personalId, row.personalId];
    changes.push({
      ...{ field: 'personalId', column: 'Số định danh cá nhân' },
      ...{ before: before ?? '', after: after ?? '' },
    });
  }
  return changes;
};

const asHeld = (row: PlannedRow, { name, birthDate, sex, personalId }: KnownPupil): PlannedRow => ({
  ...row,
  name,
  birthDate,
  sex,
  personalId: personalId ?? row.personalId,
});

/**
 * Decides what a list may say about who a known pupil is. Another name, birth date, sex or personal number under a code
 * is a mistyped code more often than a new name. It is written only if its school confirms it by the code; only the
 * school that holds the pupil may give it, and only that school is told the registry's value. Another spelling of one
 * name (Hoà, Hòa; capitals) stays as it was unless it is confirmed.
 */
export const identify = (row: PlannedRow, pupil: KnownPupil, isConfirmed: boolean): Identified => {
  const kept = asHeld(row, pupil);
  const nothing = { row: kept, errors: [], warnings: [], confirmed: [] };
  if (!pupil.isHeld && row.status === 'moved-away') return nothing;
  const changes = changesOf(row, pupil);
  if (changes.length > 0 && !pupil.isHeld) {
    const at = { code: 'IDENTITY_NOT_OURS', ...atRow(row), value: pupil.holder } as const;
    return { ...nothing, errors: changes.map(({ column }) => ({ ...at, column })) };
  }
  if (changes.length > 0 && !isConfirmed) {
    const errors = changes.map(({ column, before, after }): ImportError => {
      return { code: 'IDENTITY_UNCONFIRMED', ...atRow(row), column, value: `${before} → ${after}` };
    });
    return { ...nothing, errors };
  }
  if (isConfirmed && pupil.isHeld) {
    const written = { ...row, birthDate: birthOf(row.birthDate, pupil.birthDate) };
    const isRespelled = row.name !== pupil.name && !changes.some(({ field }) => field === 'name');
    const confirmed = [...changes, ...(isRespelled ? [renamed(row, pupil)] : [])];
    return { ...nothing, row: { ...written, personalId: row.personalId ?? pupil.personalId }, confirmed };
  }
  const completed = pupil.isHeld ? birthOf(row.birthDate, pupil.birthDate) : pupil.birthDate;
  const value = `${pupil.name} ≠ ${row.name}`;
  const other: ImportError = { code: 'NAME_SPELLED_OTHERWISE', ...atRow(row), column: 'Họ tên', value };
  const warnings = row.name === pupil.name ? [] : [other];
  return { ...nothing, row: { ...kept, birthDate: completed }, warnings };
};
