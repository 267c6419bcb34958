/** Level of a subject or activity: Hoàn thành tốt, Hoàn thành, Chưa hoàn thành. */
export type SubjectLevel = 'T' | 'H' | 'C';

/** Level of a quality (phẩm chất) or competence (năng lực): Tốt, Đạt, Cần cố gắng. */
export type TraitLevel = 'T' | 'Đ' | 'C';

interface LevelName {
  readonly vi: string;
  readonly en: string;
}

/** Levels of subjects and activities, the best first. Circular 27/2020, Art. 7(1)(a). */
export const SUBJECT_LEVELS: Readonly<Record<SubjectLevel, LevelName>> = {
  T: { vi: 'Hoàn thành tốt', en: 'Completed well' },
  H: { vi: 'Hoàn thành', en: 'Completed' },
  C: { vi: 'Chưa hoàn thành', en: 'Not completed' },
};

/** Levels of qualities and competences, the best first. Circular 27/2020, Art. 7(2). */
export const TRAIT_LEVELS: Readonly<Record<TraitLevel, LevelName>> = {
  T: { vi: 'Tốt', en: 'Good' },
  Đ: { vi: 'Đạt', en: 'Satisfactory' },
  C: { vi: 'Cần cố gắng', en: 'Needs effort' },
};

/** Whether a cell's value is a level of a subject or activity. */
export const isSubjectLevel = (value: unknown): value is SubjectLevel =>
  typeof value === 'string' && Object.hasOwn(SUBJECT_LEVELS, value);

/** Whether a cell's value is a level of a quality or competence. */
export const isTraitLevel = (value: unknown): value is TraitLevel =>
  typeof value === 'string' && Object.hasOwn(TRAIT_LEVELS, value);
