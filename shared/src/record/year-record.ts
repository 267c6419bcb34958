import { Type } from 'typebox';
import { type YearRecord as Computed, RECORD_SCHEMAS } from '../regulations/year-rules.ts';

/** A pupil's record of one school year (học bạ của một năm học), of any regulation, computed from sheets. */
export const YearRecord = Type.Unsafe<Computed>(Type.Union(RECORD_SCHEMAS));
export type YearRecord = Computed;
