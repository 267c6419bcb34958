import { type Static, Type } from 'typebox';
import { MAX_LENGTH } from '../text/plain-text.ts';
import { LanguageCode } from './curriculum/foreign-language.ts';
import {
  AccountName,
  ClassCode,
  LocalDate,
  SchoolCode,
  SchoolYear,
  StudentCode,
  StudentId,
  SubjectCode,
} from './identifiers.ts';
import { BirthDate } from './pupil/birth-date.ts';
import { Sex } from './pupil/sex.ts';

/** A pupil as a class list shows them; no personal number leaves the registry this way. */
export const ClassStudent = Type.Object(
  {
    id: StudentId,
    code: StudentCode,
    order: Type.Integer({ minimum: 1, maximum: 200 }),
    name: Type.String({ minLength: 1, maxLength: MAX_LENGTH.person }),
    birthDate: BirthDate,
    sex: Sex,
    status: Type.Union([Type.Literal('studying'), Type.Literal('moved-away')]),
    exempt: Type.Array(SubjectCode, { maxItems: 20 }),
    notAssessed: Type.Boolean(),
    /** Subjects of the class that the pupil did not choose: no mark, no line, unlike exempt ones. */
    notTaken: Type.Optional(Type.Array(SubjectCode, { maxItems: 30 })),
    joinedOn: Type.Optional(LocalDate),
    /** The class where the pupil is now, in the list of a class that the pupil left. */
    movedTo: Type.Optional(ClassCode),
    /** Classes of this school year that the pupil was in before. */
    cameFrom: Type.Optional(Type.Array(ClassCode, { maxItems: 20 })),
    /** The class in which the record of this school year was approved before the pupil came: it stays there. */
    recordIn: Type.Optional(ClassCode),
  },
  { additionalProperties: false },
);
export type ClassStudent = Static<typeof ClassStudent>;

/** A subject taught in a class: how many regular marks it has in a term (none in primary school) and its teacher. */
export const ClassSubject = Type.Object(
  {
    subject: SubjectCode,
    regularMarks: Type.Integer({ minimum: 0, maximum: 9 }),
    teacher: Type.Union([AccountName, Type.Null()]),
    /** Of Ngoại ngữ 1 and 2: which language the class learns; absent while the school has not said it. */
    language: Type.Optional(LanguageCode),
  },
  { additionalProperties: false },
);
export type ClassSubject = Static<typeof ClassSubject>;

/** A class of a school year: its subjects with their teachers, and its pupils in the order of the official list. */
export const classListMembers = {
  school: SchoolCode,
  year: SchoolYear,
  class: ClassCode,
  grade: Type.Integer({ minimum: 1, maximum: 12 }),
  homeroom: Type.Union([AccountName, Type.Null()]),
  subjects: Type.Array(ClassSubject, { maxItems: 30 }),
  students: Type.Array(ClassStudent, { maxItems: 200 }),
};
export const ClassListMembers = Type.Object(classListMembers);
export type ClassList = Static<typeof ClassListMembers>;
