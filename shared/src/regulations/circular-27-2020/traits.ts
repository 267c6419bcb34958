import type { TraitCode } from '../../school/identifiers.ts';

/** A quality (phẩm chất chủ yếu), or a general or specific competence (năng lực chung, năng lực đặc thù). */
export interface Trait {
  readonly vi: string;
  readonly en: string;
  readonly kind: 'quality' | 'general' | 'specific';
  /** The first grade in which it is assessed. */
  readonly from: number;
}

const trait = (kind: Trait['kind'], vi: string, en: string, from = 1): Trait => ({ vi, en, kind, from });

/**
 * Qualities and competences in the order of the official transcript. Technology and informatics begin with their
 * subject in grade 3. Circular 27/2020, Art. 5 and 7(2); curriculum of Circular 32/2018.
 */
export const TRAITS: Readonly<Record<TraitCode, Trait>> = {
  q1: trait('quality', 'Yêu nước', 'Love of country'),
  q2: trait('quality', 'Nhân ái', 'Kindness'),
  q3: trait('quality', 'Chăm chỉ', 'Diligence'),
  q4: trait('quality', 'Trung thực', 'Honesty'),
  q5: trait('quality', 'Trách nhiệm', 'Responsibility'),
  c1: trait('general', 'Tự chủ và tự học', 'Autonomy and self-study'),
  c2: trait('general', 'Giao tiếp và hợp tác', 'Communication and cooperation'),
  c3: trait('general', 'Giải quyết vấn đề và sáng tạo', 'Problem solving and creativity'),
  c4: trait('specific', 'Ngôn ngữ', 'Language'),
  c5: trait('specific', 'Tính toán', 'Calculation'),
  c6: trait('specific', 'Khoa học', 'Science'),
  c7: trait('specific', 'Công nghệ', 'Technology', 3),
  c8: trait('specific', 'Tin học', 'Informatics', 3),
  c9: trait('specific', 'Thẩm mĩ', 'Aesthetics'),
  c10: trait('specific', 'Thể chất', 'Physical fitness'),
};

const CODES = Object.keys(TRAITS) as TraitCode[];

/** Qualities and competences assessed in a grade: 13 in grades 1–2, 15 in grades 3–5, none elsewhere. */
export const traitsOf = (grade: number): TraitCode[] =>
  Number.isInteger(grade) && grade >= 1 && grade <= 5
    ? CODES.filter((code) => grade >= TRAITS[code].from)
    : [];
