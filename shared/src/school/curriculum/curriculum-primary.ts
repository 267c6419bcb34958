import type { SubjectCode } from '../identifiers.ts';

/** One of the contents of a subject that is taught in parts, perhaps by two teachers. */
export interface SubjectContent {
  readonly vi: string;
  readonly en: string;
}

/** A subject or activity of primary school. */
export interface PrimarySubject {
  readonly vi: string;
  readonly en: string;
  readonly kind: 'subject' | 'activity';
  /** Periods a year in grades 1 to 5; 0 where it is not taught. */
  readonly periods: readonly [number, number, number, number, number];
  /** The grades in which a pupil takes it by choice; in the others in which it is taught it is mandatory. */
  readonly electiveIn: readonly number[];
  /** The two contents of a subject that is assessed as one; empty for all others. */
  readonly contents: readonly SubjectContent[];
}

const ALL = [1, 2, 3, 4, 5];

const subject = (
  vi: string,
  en: string,
  periods: PrimarySubject['periods'],
  more: Partial<PrimarySubject> = {},
): PrimarySubject => ({ vi, en, kind: 'subject', periods, electiveIn: [], contents: [], ...more });

const INFORMATICS_AND_TECHNOLOGY = [
  { vi: 'Tin học', en: 'Informatics' },
  { vi: 'Công nghệ', en: 'Technology' },
];
const ARTS = [
  { vi: 'Âm nhạc', en: 'Music' },
  { vi: 'Mĩ thuật', en: 'Fine arts' },
];

const TABLE = {
  'tieng-viet': subject('Tiếng Việt', 'Vietnamese', [420, 350, 245, 245, 245]),
  toan: subject('Toán', 'Mathematics', [105, 175, 175, 175, 175]),
  nn1: subject('Ngoại ngữ 1', 'Foreign language 1', [70, 70, 140, 140, 140], { electiveIn: [1, 2] }),
  'dao-duc': subject('Đạo đức', 'Ethics', [35, 35, 35, 35, 35]),
  tnxh: subject('Tự nhiên và Xã hội', 'Nature and society', [70, 70, 70, 0, 0]),
  lsdl: subject('Lịch sử và Địa lí', 'History and geography', [0, 0, 0, 70, 70]),
  'khoa-hoc': subject('Khoa học', 'Science', [0, 0, 0, 70, 70]),
  'tin-cn': subject('Tin học và Công nghệ', 'Informatics and technology', [0, 0, 70, 70, 70], {
    contents: INFORMATICS_AND_TECHNOLOGY,
  }),
  gdtc: subject('Giáo dục thể chất', 'Physical education', [70, 70, 70, 70, 70]),
  nt: subject('Nghệ thuật', 'Arts', [70, 70, 70, 70, 70], { contents: ARTS }),
  hdtn: subject('Hoạt động trải nghiệm', 'Experience activities', [105, 105, 105, 105, 105], {
    kind: 'activity',
  }),
  'tieng-dtts': subject('Tiếng dân tộc thiểu số', 'Ethnic minority language', [70, 70, 70, 70, 70], {
    electiveIn: ALL,
  }),
} as const satisfies Record<string, PrimarySubject>;

/**
 * Subjects and activities of primary school in the order of the official transcript. Circular 32/2018 as amended by
 * 20/2021, 13/2022 and 17/2025.
 */
export const PRIMARY_SUBJECTS: Readonly<Record<SubjectCode, PrimarySubject>> = TABLE;

const ORDER = Object.keys(TABLE) as SubjectCode[];

/**
 * The subjects that a class of primary school may choose: foreign language 1 in grades 1 and 2, an ethnic minority
 * language.
 */
export const PRIMARY_ELECTIVES: readonly SubjectCode[] = ORDER.filter(
  (code) => PRIMARY_SUBJECTS[code]?.electiveIn.length !== 0,
);

/** `constructor` is a well-formed code too, and must not be found on the table's prototype. */
const find = (code: SubjectCode): PrimarySubject | undefined =>
  Object.hasOwn(TABLE, code) ? PRIMARY_SUBJECTS[code] : undefined;

/** Periods a year of a subject in a grade of primary school; 0 where the curriculum does not have it. */
export const primaryPeriodsOf = (code: SubjectCode, grade: number): number =>
  find(code)?.periods[grade - 1] ?? 0;

/** Whether a subject is taught in a grade by the pupil's choice only; false where it is mandatory or not taught. */
export const isPrimaryElective = (code: SubjectCode, grade: number): boolean =>
  primaryPeriodsOf(code, grade) > 0 && find(code)?.electiveIn.includes(grade) === true;

/**
 * Subjects of a class in grades 1–5: the mandatory ones, and those of its electives that the grade has. Empty for
 * other grades. Circular 32/2018.
 */
export const primarySubjectsOf = (grade: number, electives: readonly SubjectCode[] = []): SubjectCode[] =>
  ORDER.filter(
    (code) =>
      primaryPeriodsOf(code, grade) > 0 && (!isPrimaryElective(code, grade) || electives.includes(code)),
  );

/** Sorts subjects into the order of the official transcript; unknown ones last. */
export const inPrimaryOrder = <Taught extends { readonly subject: SubjectCode }>(
  subjects: readonly Taught[],
): Taught[] => {
  const place = ({ subject: code }: Taught) => (ORDER.indexOf(code) + 1 || ORDER.length + 1) - 1;
  return subjects.toSorted((a, b) => place(a) - place(b) || (a.subject < b.subject ? -1 : 1));
};
