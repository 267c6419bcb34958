import { isPrimaryGrade } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { SchoolRow, StudentRow } from '../../../storage/queries/schools/schools.ts';
import { classYears, type DemoClass, moverOf } from './classes.ts';
import { type DemoSheet, sheetsOf } from './marks.ts';
import { primarySheetsOf } from './primary-marks.ts';
import { type DemoPupil, pupilsOf } from './pupils.ts';
import { SCHOOLS } from './schools.ts';
import { accountsOf, type DemoAccount } from './teachers.ts';

/** A small province as plain values; the same seed gives the same one. */
export interface DemoProvince {
  readonly schools: readonly SchoolRow[];
  readonly students: readonly StudentRow[];
  readonly accounts: readonly DemoAccount[];
  /** Every class of every year, oldest year first. */
  readonly classes: readonly DemoClass[];
  /** The entries on the sheets of one class, subject after subject. */
  entries(demoClass: DemoClass): Iterable<DemoSheet>;
}

/** The schools and their pupils, every finished year of theirs that our rules cover, and the present year. */
export const demoProvince = (seed = 42): DemoProvince => {
  const pupils = new Map<string, DemoPupil[]>();
  let next = 1;
  for (const school of SCHOOLS) {
    for (const plan of school.classes) {
      pupils.set(`${school.short} ${plan.grade}${plan.letter}`, pupilsOf(seed, school, plan, next));
      next += plan.pupils;
    }
  }
  const mover = moverOf(pupils);
  const classes = SCHOOLS.flatMap((school) =>
    school.classes.flatMap((plan) =>
      classYears(school, plan, pupils.get(`${school.short} ${plan.grade}${plan.letter}`) ?? [], mover),
    ),
  );
  return {
    schools: SCHOOLS.map(({ code, name, commune, province, provinceCode }) => ({
      code,
      name,
      commune,
      province,
      province_code: provinceCode,
    })),
    students: [...pupils.values()].flatMap((list) => list.map(({ row }) => row)),
    accounts: accountsOf(seed),
    classes: classes.toSorted((a, b) => (a.year === b.year ? 0 : a.year < b.year ? -1 : 1)),
    entries: (demoClass) =>
      isPrimaryGrade(demoClass.grade) ? primarySheetsOf(seed, demoClass) : sheetsOf(seed, demoClass),
  };
};
