import type { ClassStudent } from '@hocba/shared/school/class-list';
import { nameKey } from '@hocba/shared/text/names/person-name';
import { formatDate } from '../../i18n/dates.ts';

type Pupil = Pick<ClassStudent, 'id' | 'code' | 'name' | 'birthDate'>;

/**
 * What stands beside the name of a pupil who shares it with another of the list: the birth date, and the code too
 * where even the dates are equal. Pupils whose name nobody shares are not in the map.
 */
export const besideNames = (pupils: readonly Pupil[]): ReadonlyMap<string, string> => {
  const groups = new Map<string, Pupil[]>();
  for (const pupil of pupils) {
    const key = nameKey(pupil.name);
    groups.set(key, [...(groups.get(key) ?? []), pupil]);
  }
  const beside = new Map<string, string>();
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    const dates = new Set(group.map(({ birthDate }) => birthDate));
    for (const { id, code, birthDate } of group) {
      const date = formatDate(birthDate);
      beside.set(id, dates.size === group.length ? date : `${date}, ${code}`);
    }
  }
  return beside;
};

/** The name by which a pupil of the list is told from all others, for lines of text; empty for an unknown pupil. */
export const nameAmong = (pupils: readonly Pupil[]): ((id: string | undefined) => string) => {
  const beside = besideNames(pupils);
  const names = new Map<string, string>(pupils.map(({ id, name }) => [id, name]));
  return (id = '') => {
    const more = beside.get(id);
    return `${names.get(id) ?? ''}${more === undefined ? '' : ` (${more})`}`;
  };
};
