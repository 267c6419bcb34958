/** Tốt, Khá, Đạt, Chưa đạt. */
type ConductLevel = 'T' | 'K' | 'Đ' | 'CĐ';

const YEAR_CONDUCT = {
  T: { T: 'T', K: 'K', Đ: 'K', CĐ: 'CĐ' },
  K: { T: 'T', K: 'K', Đ: 'Đ', CĐ: 'CĐ' },
  Đ: { T: 'K', K: 'K', Đ: 'Đ', CĐ: 'CĐ' },
  CĐ: { T: 'K', K: 'Đ', Đ: 'Đ', CĐ: 'CĐ' },
} as const satisfies Record<ConductLevel, Record<ConductLevel, ConductLevel>>;

/** Conduct of the year (kết quả rèn luyện cả năm) from both terms. Circular 22/2021, Art. 8. */
export const yearConduct = (firstTerm: ConductLevel, secondTerm: ConductLevel): ConductLevel =>
  YEAR_CONDUCT[firstTerm][secondTerm];
