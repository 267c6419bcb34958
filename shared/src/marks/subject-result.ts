import { type Static, Type } from 'typebox';

/** A subject's result: tenths for scored subjects, `Đ`/`CĐ` for comment subjects. */
export const SubjectResult = Type.Union([
  Type.Integer({ minimum: 0, maximum: 100 }),
  Type.Literal('Đ'),
  Type.Literal('CĐ'),
]);
export type SubjectResult = Static<typeof SubjectResult>;
