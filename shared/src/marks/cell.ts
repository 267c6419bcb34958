import { type Static, Type } from 'typebox';

/**
 * What a cell holds. Marks are integers of tenths (8,5 is 85); comment subjects hold `Đ` or `CĐ`;
 * conduct holds `T`, `K`, `Đ`, `CĐ`; `M` is exempt (miễn), `V` absent from the test (vắng);
 * absences are a count of sessions; a remark is text. Which of them a column takes is the rules' business.
 */
export const CellValue = Type.Union([
  Type.Integer({ minimum: 0, maximum: 400 }),
  Type.String({ minLength: 1, maxLength: 1000 }),
]);
export type CellValue = Static<typeof CellValue>;
