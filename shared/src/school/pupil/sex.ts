import { type Static, Type } from 'typebox';

/** The sex of a pupil, as identity papers have it. */
export const Sex = Type.Union([Type.Literal('male'), Type.Literal('female')]);
export type Sex = Static<typeof Sex>;
