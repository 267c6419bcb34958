import { gradeOfClass } from '../../school/curriculum/subjects-of-grade.ts';
import type { SchoolYear, StudentCode } from '../../school/identifiers.ts';
import { agreesOnBirth, formatBirthDate, isUnusualAge } from '../../school/pupil/birth-date.ts';
import { ethnicityFault } from '../../school/pupil/ethnic-groups.ts';
import { nameKey } from '../../text/names/person-name.ts';
import type { ImportError } from '../workbook/headings/header.ts';
import { atRow, type RosterRow } from './roster.ts';

/** Somebody by code, name and birth. */
type Person = Pick<RosterRow, 'code' | 'name' | 'birthDate'>;

/** A small letter and then a capital, as where the blank between two words is lost: NguyễnVăn. */
const RUN_TOGETHER = /\p{Ll}\p{Lu}/u;

const nameDoubts = (row: RosterRow): ImportError[] => {
  const at = { ...atRow(row), column: 'Họ tên', value: row.name };
  if (RUN_TOGETHER.test(row.name)) return [{ code: 'NAME_RUN_TOGETHER', ...at }];
  return row.name.includes(' ') ? [] : [{ code: 'NAME_ONE_WORD', ...at }];
};

const ethnicityDoubts = (rows: readonly RosterRow[]): ImportError[] => {
  const first = new Map(rows.toReversed().map((row) => [row.ethnicity, row]));
  return [...first].toReversed().flatMap(([value, row]): ImportError[] => {
    const fault = ethnicityFault(value);
    if (fault === undefined) return [];
    const doubt = { code: 'ETHNICITY_UNUSUAL', ...atRow(row), column: 'Dân tộc', value } as const;
    return [fault.meant === undefined ? doubt : { ...doubt, expected: fault.meant }];
  });
};

/**
 * What of a list is worth a look, and no reason to refuse it: people who may be one person under two codes, in the list
 * itself or among the pupils of the school year (PERSON_TWICE); ages that do not fit the grade (AGE_UNUSUAL); names of
 * one word (NAME_ONE_WORD) or without the blank between two words (NAME_RUN_TOGETHER); names of ethnic groups that no
 * list has, each spelling once (ETHNICITY_UNUSUAL).
 */
export const doubtsOfRoster = (
  rows: readonly RosterRow[],
  pupils: readonly Person[],
  year: SchoolYear,
): ImportError[] => {
  const byName = new Map<string, Map<StudentCode, Person>>();
  for (const person of [...pupils, ...rows]) {
    const key = nameKey(person.name);
    byName.set(key, (byName.get(key) ?? new Map()).set(person.code, person));
  }
  const doubts = rows.flatMap((row): ImportError[] => {
    const namesakes = [...(byName.get(nameKey(row.name))?.values() ?? [])];
    const twins = namesakes.filter(
      ({ code, birthDate }) => code !== row.code && agreesOnBirth(birthDate, row.birthDate),
    );
    const born = formatBirthDate(row.birthDate);
    return [
      ...twins.map(
        ({ code }): ImportError => ({
          code: 'PERSON_TWICE',
          ...atRow(row),
          column: 'Mã học sinh',
          value: `${row.code} = ${code}`,
        }),
      ),
      ...(isUnusualAge(row.birthDate, year, gradeOfClass(row.class))
        ? [{ code: 'AGE_UNUSUAL', ...atRow(row), column: 'Ngày sinh', value: born } as const]
        : []),
      ...nameDoubts(row),
    ];
  });
  return [...doubts, ...ethnicityDoubts(rows)];
};
