import { type Static, Type } from 'typebox';
import { branded } from '../branded.ts';

/** The key of an order about a guardian. */
export const RestrictionId = branded<'RestrictionId'>('^o[0-9A-HJKMNP-TV-Z]{26}$', 27);
export type RestrictionId = Static<typeof RestrictionId>;

/**
 * The effect of an order on a guardian. `no-access`: nothing, as a stranger. `no-address`: the record without school, place,
 * class and people, and no act. `see-only`: to see, and no act.
 */
export const RestrictionKind = Type.Union([
  Type.Literal('no-access'),
  Type.Literal('no-address'),
  Type.Literal('see-only'),
]);
export type RestrictionKind = Static<typeof RestrictionKind>;

/** Where an order stands: `ending` is in force until the second person agrees to its end. */
export const RestrictionState = Type.Union([
  Type.Literal('proposed'),
  Type.Literal('confirmed'),
  Type.Literal('ending'),
  Type.Literal('ended'),
  Type.Literal('declined'),
]);
export type RestrictionState = Static<typeof RestrictionState>;

/** The kinds, the strictest first. */
export const RestrictionKinds: readonly RestrictionKind[] = ['no-access', 'no-address', 'see-only'];

/** The strictest of some kinds; null when there is none. */
export const strictestOf = (kinds: readonly RestrictionKind[]): RestrictionKind | null =>
  RestrictionKinds.find((kind) => kinds.includes(kind)) ?? null;
