import { subjectsOf } from '@hocba/shared/school/curriculum/curriculum';
import { isPrimaryGrade } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { AccountName, SchoolCode, SubjectCode } from '@hocba/shared/school/identifiers';
import type { Role } from '@hocba/shared/school/roles';
import { nameOf } from './names-ethnic.ts';
import { randomOf } from './random.ts';
import { type ClassPlan, ELECTIVES_OF, SCHOOLS, type SchoolPlan } from './schools.ts';

/** An account of the demo. */
export interface DemoAccount {
  readonly name: AccountName;
  readonly displayName: string;
  readonly role: Role;
  readonly school: SchoolCode | null;
}

/** The password of a demo account; such accounts exist only where the demo made them. */
export const demoPassword = (account: string): string => `Hocba-2026-${account}`;

const accountName = (text: string): AccountName => text.toLowerCase() as AccountName;

const isSampleClass = (school: SchoolPlan, plan: ClassPlan): boolean =>
  school.short === 'tantrao' && `${plan.grade}${plan.letter}` === '8A1';

const SAMPLE_MATHS = accountName('toan.8a1');
const SAMPLE_HOMEROOM = accountName('gvcn.8a1');

/** The homeroom teacher, who stays with the class from year to year; the province has one primary class. */
export const homeroomOf = (school: SchoolPlan, plan: ClassPlan): AccountName => {
  if (isSampleClass(school, plan)) return SAMPLE_HOMEROOM;
  const name = `gvcn.${plan.grade}${plan.letter}`;
  return accountName(isPrimaryGrade(plan.grade) ? name : `${name}.${school.short}`);
};

/** In primary school the homeroom teacher teaches nearly everything; English has a teacher of its own. */
const languageTeacherOf = ({ grade, letter }: ClassPlan): AccountName =>
  accountName(`tienganh.${grade}${letter}`);

/** Every subject a school teaches, each once. */
const taughtAt = (school: SchoolPlan): SubjectCode[] => [
  ...new Set(school.classes.flatMap(({ grade, letter }) => subjectsOf(grade, ELECTIVES_OF[letter]))),
];

/**
 * Who teaches a subject: one of the school's homeroom teachers teaches it in every class, but for maths of
 * the sample class.
 */
export const teacherOf = (school: SchoolPlan, plan: ClassPlan, subject: SubjectCode): AccountName => {
  if (isSampleClass(school, plan) && subject === ('toan' as string)) return SAMPLE_MATHS;
  if (isPrimaryGrade(plan.grade)) {
    return subject === ('nn1' as string) ? languageTeacherOf(plan) : homeroomOf(school, plan);
  }
  const place = taughtAt(school).indexOf(subject) % school.classes.length;
  return homeroomOf(school, school.classes[place] ?? plan);
};

const teachers = (school: SchoolPlan): AccountName[] => [
  ...school.classes.map((plan) => homeroomOf(school, plan)),
  ...school.classes.filter(({ grade }) => isPrimaryGrade(grade)).map(languageTeacherOf),
  ...(school.short === 'tantrao' ? [SAMPLE_MATHS] : []),
];

/** Everybody who can sign in: operator, department, and of each school head, clerk and teachers. */
export const accountsOf = (seed: number): DemoAccount[] => {
  const nameFor = (account: string, peoples: readonly string[]): string => {
    const random = randomOf(seed, `account ${account}`);
    return nameOf(random, random.pick(peoples), random.chance(35) ? 'male' : 'female');
  };
  const ofSchool = (school: SchoolPlan, name: string, role: Role): DemoAccount => ({
    name: accountName(name),
    displayName: nameFor(name, school.peoples),
    role,
    school: school.code,
  });
  return [
    { name: accountName('operator'), displayName: 'Quản trị hệ thống', role: 'operator', school: null },
    {
      name: accountName('so.canbo'),
      displayName: nameFor('so.canbo', ['Kinh']),
      role: 'department',
      school: null,
    },
    ...SCHOOLS.flatMap((school) => [
      ofSchool(school, `ht.${school.short}`, 'head'),
      ofSchool(school, `clerk.${school.short}`, 'clerk'),
      ...teachers(school).map((name) => ofSchool(school, name, 'teacher')),
    ]),
  ];
};
