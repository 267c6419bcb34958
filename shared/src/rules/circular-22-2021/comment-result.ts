/**
 * Term result of a comment subject: Đ when every assessment is Đ, else CĐ. The result of the year is that of the second
 * term. Circular 22/2021, Art. 9(1).
 */
export const commentResult = (assessments: readonly ('Đ' | 'CĐ')[]): 'Đ' | 'CĐ' =>
  assessments.every((result) => result === 'Đ') ? 'Đ' : 'CĐ';
