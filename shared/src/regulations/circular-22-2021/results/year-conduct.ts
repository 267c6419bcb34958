import type { Derivation } from '../../../marks/derivation.ts';
import { articleOf22 } from '../article.ts';

/** Tốt, Khá, Đạt, Chưa đạt. */
export type ConductLevel = 'T' | 'K' | 'Đ' | 'CĐ';

const YEAR_CONDUCT = {
  T: { T: 'T', K: 'K', Đ: 'K', CĐ: 'CĐ' },
  K: { T: 'T', K: 'K', Đ: 'Đ', CĐ: 'CĐ' },
  Đ: { T: 'K', K: 'K', Đ: 'Đ', CĐ: 'CĐ' },
  CĐ: { T: 'K', K: 'Đ', Đ: 'Đ', CĐ: 'CĐ' },
} as const satisfies Record<ConductLevel, Record<ConductLevel, ConductLevel>>;

/** Conduct of the year (kết quả rèn luyện cả năm) from both terms. Circular 22/2021, Art. 8. */
export const yearConduct = (firstTerm: ConductLevel, secondTerm: ConductLevel): ConductLevel =>
  YEAR_CONDUCT[firstTerm][secondTerm];

/** Conduct of the year with the two terms whose cell of the table it is. Circular 22/2021, Art. 8. */
export const explainYearConduct = (
  firstTerm: ConductLevel,
  secondTerm: ConductLevel,
): Derivation<ConductLevel> => ({
  rule: 'year-conduct',
  article: articleOf22(8, 2),
  inputs: [
    { name: 'hk1', value: firstTerm },
    { name: 'hk2', value: secondTerm },
  ],
  result: yearConduct(firstTerm, secondTerm),
});
