import type { SubjectCode } from '../identifiers.ts';
import { periodsOf } from './periods.ts';

/** A subject: its names, and whether it is marked with scores or with Đ/CĐ comments. */
export interface Subject {
  readonly vi: string;
  readonly en: string;
  readonly mode: 'score' | 'comment';
}

const score = (vi: string, en: string): Subject => ({ vi, en, mode: 'score' });
const comment = (vi: string, en: string): Subject => ({ vi, en, mode: 'comment' });

const TABLE = {
  van: score('Ngữ văn', 'Literature'),
  toan: score('Toán', 'Mathematics'),
  nn1: score('Ngoại ngữ 1', 'Foreign language 1'),
  gdcd: score('Giáo dục công dân', 'Civics'),
  lsdl: score('Lịch sử và Địa lí', 'History and geography'),
  khtn: score('Khoa học tự nhiên', 'Natural sciences'),
  su: score('Lịch sử', 'History'),
  gdqp: score('Giáo dục quốc phòng và an ninh', 'National defence and security'),
  dia: score('Địa lí', 'Geography'),
  gdktpl: score('Giáo dục kinh tế và pháp luật', 'Economics and law'),
  ly: score('Vật lí', 'Physics'),
  hoa: score('Hoá học', 'Chemistry'),
  sinh: score('Sinh học', 'Biology'),
  cn: score('Công nghệ', 'Technology'),
  tin: score('Tin học', 'Informatics'),
  nn2: score('Ngoại ngữ 2', 'Foreign language 2'),
  'tieng-dtts': score('Tiếng dân tộc thiểu số', 'Ethnic minority language'),
  gdtc: comment('Giáo dục thể chất', 'Physical education'),
  nt: comment('Nghệ thuật', 'Arts'),
  'am-nhac': comment('Âm nhạc', 'Music'),
  'mi-thuat': comment('Mĩ thuật', 'Fine arts'),
  hdtn: comment('Hoạt động trải nghiệm, hướng nghiệp', 'Experience and career activities'),
  gddp: comment('Nội dung giáo dục của địa phương', 'Local education'),
} as const satisfies Record<string, Subject>;

/**
 * Subjects of the 2018 curriculum in the order of the official transcript, with how they are marked.
 * Circular 32/2018 as amended; modes by Circular 22/2021, Art. 5.
 */
export const SUBJECTS: Readonly<Record<SubjectCode, Subject>> = Object.assign(
  // Without a prototype: `constructor` has the form of a subject code and must be no subject.
  Object.create(null) as Record<SubjectCode, Subject>,
  TABLE,
);

const ORDER = Object.keys(TABLE) as SubjectCode[];

/** Sorts subjects into the order of the official transcript; unknown ones last. */
export const inTranscriptOrder = <Taught extends { readonly subject: SubjectCode }>(
  subjects: readonly Taught[],
): Taught[] => {
  const place = ({ subject }: Taught) => (ORDER.indexOf(subject) + 1 || ORDER.length + 1) - 1;
  return subjects.toSorted((a, b) => place(a) - place(b) || (a.subject < b.subject ? -1 : 1));
};

const codes = (list: string): SubjectCode[] => list.split(' ') as SubjectCode[];

const LOWER_SECONDARY = codes('van toan nn1 gdcd lsdl khtn cn tin gdtc nt hdtn gddp');
const UPPER_MANDATORY = codes('van toan nn1 su gdqp gdtc hdtn gddp');

/** The nine subjects of upper secondary of which every pupil takes four. */
export const ELECTIVES: readonly SubjectCode[] = codes('dia gdktpl ly hoa sinh cn tin am-nhac mi-thuat');

/** How many of the nine a pupil takes. */
export const ELECTIVES_TAKEN = 4;

/** Subjects that a school may offer beside those of the grade, and a pupil may leave. */
export const OPTIONAL_SUBJECTS: readonly SubjectCode[] = codes('nn2 tieng-dtts');

/** The choice of a class for which nobody chose: natural sciences and informatics. */
const USUAL_ELECTIVES: readonly SubjectCode[] = codes('ly hoa sinh tin');

/**
 * Subjects of a class: grades 6–9 all alike, grades 10–12 the mandatory ones and its electives. Empty for grades
 * 1–5, which are not marked this way. Circular 32/2018, amended by 13/2022.
 */
export const subjectsOf = (
  grade: number,
  electives: readonly SubjectCode[] = USUAL_ELECTIVES,
): SubjectCode[] => {
  if (grade >= 6 && grade <= 9) return LOWER_SECONDARY;
  if (grade < 10 || grade > 12) return [];
  const taught = new Set([...UPPER_MANDATORY, ...electives]);
  return ORDER.filter((code) => taught.has(code));
};

/**
 * How many regular marks (ĐĐGtx) a subject has in a term, by its periods a year: 35 give 2, up to 70 give 3, more
 * give 4; comment subjects have 2; `topics` gives one more, a result of the subject's learning topics (cụm chuyên đề).
 * Circular 22/2021, Art. 6; periods of Circular 32/2018.
 */
export const regularMarksOf = (subject: SubjectCode, grade: number, topics = false): number => {
  const more = topics ? 1 : 0;
  if (SUBJECTS[subject]?.mode !== 'score') return 2 + more;
  const periods = periodsOf(subject, grade);
  if (periods > 70) return 4 + more;
  return (periods > 35 ? 3 : 2) + more;
};
