import type { Static } from 'typebox';
import { branded } from '../branded.ts';

/** A school year by its two calendar years, `2026-2027`. */
export const SchoolYear = branded<'SchoolYear'>('^20[0-9]{2}-20[0-9]{2}$', 9);
export type SchoolYear = Static<typeof SchoolYear>;
