import type { StudentId, SubjectCode } from '@hocba/shared/school/identifiers';
import { searchKey } from '@hocba/shared/text/names/search-key';
import { compareNames, sortKey } from '@hocba/shared/text/names/sort-key';
import type { StudentRow } from '../../../storage/queries/schools/schools.ts';
import { CLASS_8A1, type ListedPupil } from './class-8a1.ts';
import { HARD_PUPILS } from './hard-pupils.ts';
import { nameOf } from './names-ethnic.ts';
import { randomOf } from './random.ts';
import type { ClassPlan, SchoolPlan } from './schools.ts';

/** A pupil of the demo with what holds for every school year. */
export interface DemoPupil {
  readonly row: StudentRow;
  readonly id: StudentId;
  /** How well the pupil does, in tenths of a mark, over all subjects. */
  readonly ability: number;
  readonly exempt: readonly SubjectCode[];
  readonly notAssessed: boolean;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** A pupil that no sample file lists; codes are numbered through, so that none is taken twice. */
const madeUp = (
  seed: number,
  school: SchoolPlan,
  plan: ClassPlan,
  place: number,
  code: string,
): ListedPupil => {
  const random = randomOf(seed, `pupil ${code}`);
  const hard = HARD_PUPILS[`${school.short} ${plan.grade}${plan.letter} ${place}`]?.details ?? {};
  const sex = hard.sex ?? (random.chance(51) ? 'male' : 'female');
  const ethnicity = hard.ethnicity ?? random.pick(school.peoples);
  const born = `${2021 - plan.grade}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
  const birthDate = hard.birthDate ?? born;
  const digits = String(random.between(0, 999_999)).padStart(6, '0');
  const personalId = `${school.registry}${sex === 'male' ? 2 : 3}${birthDate.slice(2, 4)}${digits}`;
  return { code, birthDate, sex, personalId, ethnicity, name: hard.name ?? nameOf(random, ethnicity, sex) };
};

const demoPupil = (seed: number, listed: ListedPupil, hardKey: string): DemoPupil => {
  const random = randomOf(seed, `ability ${listed.code}`);
  const id = `s${randomOf(seed, `id ${listed.code}`).text(12)}` as StudentId;
  const hard = HARD_PUPILS[hardKey];
  return {
    id,
    ability: Math.min(93, Math.max(58, 73 + random.around(14))),
    exempt: hard?.exempt ?? [],
    notAssessed: hard?.notAssessed ?? false,
    row: {
      id,
      code: listed.code,
      personal_id: listed.personalId,
      name: listed.name,
      sort_key: sortKey(listed.name),
      search_key: searchKey(listed.name),
      birth_date: listed.birthDate,
      sex: listed.sex,
      ethnicity: listed.ethnicity,
    },
  };
};

/**
 * The pupils of a class of 2026-2027 in the order of its list, beginning with pupil code number `first`; class 8A1 of
 * Tân Trào is the sample spreadsheet's.
 */
export const pupilsOf = (seed: number, school: SchoolPlan, plan: ClassPlan, first: number): DemoPupil[] => {
  const classCode = `${plan.grade}${plan.letter}`;
  if (school.short === 'tantrao' && classCode === '8A1') {
    return CLASS_8A1.map((listed) => demoPupil(seed, listed, ''));
  }
  return Array.from({ length: plan.pupils }, (_, i) => {
    const code = `${school.provinceCode}${String(26_000_000 + first + i)}`;
    return demoPupil(seed, madeUp(seed, school, plan, i + 1, code), `${school.short} ${classCode} ${i + 1}`);
  }).sort((a, b) => compareNames(a.row.name, b.row.name) || (a.row.code < b.row.code ? -1 : 1));
};

/** Of a class's pupils, the one made in a given place; codes are numbered by place. */
export const pupilAt = (pupils: readonly DemoPupil[], place: number): DemoPupil => {
  const found = pupils.toSorted((a, b) => (a.row.code < b.row.code ? -1 : 1))[place - 1];
  if (found === undefined) throw new RangeError(`no pupil in place ${place}`);
  return found;
};
