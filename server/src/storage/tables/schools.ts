import { boolean, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { int } from './columns.ts';

/* Schools, classes and their pupils by school year. */

export const school = pgTable('school', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  commune: text('commune').notNull(),
  province: text('province').notNull(),
  province_code: text('province_code').notNull(),
});

export const student = pgTable('student', {
  id: text('id').primaryKey(),
  code: text('code').notNull().unique(),
  personal_id: text('personal_id').unique(),
  name: text('name').notNull(),
  sort_key: text('sort_key').notNull(),
  search_key: text('search_key').notNull(),
  birth_date: text('birth_date').notNull(),
  sex: text('sex').notNull(),
  ethnicity: text('ethnicity').notNull(),
});

export const school_class = pgTable(
  'school_class',
  {
    school: text('school').notNull(),
    year: text('year').notNull(),
    code: text('code').notNull(),
    grade: int('grade').notNull(),
  },
  (t) => [primaryKey({ columns: [t.school, t.year, t.code] })],
);

export const class_subject = pgTable(
  'class_subject',
  {
    school: text('school').notNull(),
    year: text('year').notNull(),
    class: text('class').notNull(),
    subject: text('subject').notNull(),
    regular_marks: int('regular_marks').notNull(),
    /** Of Ngoại ngữ 1 and 2: the language, by ISO 639-1; null while the school has not said it. */
    language: text('language'),
  },
  (t) => [primaryKey({ columns: [t.school, t.year, t.class, t.subject] })],
);

export const enrolment = pgTable(
  'enrolment',
  {
    school: text('school').notNull(),
    year: text('year').notNull(),
    student: text('student')
      .notNull()
      .references(() => student.id),
    class: text('class').notNull(),
    position: int('position').notNull(),
    status: text('status').notNull(),
    joined_on: text('joined_on'),
    /** The day on which a pupil who moved away left; null where no list said it. */
    left_on: text('left_on'),
    exempt: jsonb('exempt').$type<string[]>().notNull(),
    not_assessed: boolean('not_assessed').notNull(),
    /** Subjects of the class that the pupil did not choose; null while nobody said. */
    not_taken: jsonb('not_taken').$type<string[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.school, t.year, t.student] }),
    index('enrolment_class').on(t.school, t.year, t.class),
    index('enrolment_student').on(t.student),
    index('enrolment_status').on(t.status, t.year),
  ],
);

/** Classes that a pupil left for another of the school year; `carried` once the marks have followed. */
export const former_class = pgTable(
  'former_class',
  {
    school: text('school').notNull(),
    year: text('year').notNull(),
    student: text('student').notNull(),
    class: text('class').notNull(),
    carried: boolean('carried').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.school, t.year, t.student, t.class] }),
    index('former_class_of').on(t.school, t.year, t.class),
  ],
);
