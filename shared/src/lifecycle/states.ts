import { type Static, Type } from 'typebox';

/** States of a year record. */
export const RecordState = Type.Union([
  Type.Literal('open'),
  Type.Literal('complete'),
  Type.Literal('confirmed'),
  Type.Literal('finalised'),
  Type.Literal('issued'),
]);
export type RecordState = Static<typeof RecordState>;

/** The acts on a year record. */
export type RecordAction = 'recompute' | 'confirm' | 'finalise' | 'publish';

/**
 * What can happen to a year record (học bạ của một năm học), in one table: state → action → next state.
 * `recompute` follows every change of a sheet and may take a confirmation back, because what was confirmed is no
 * longer what stands there; a finalised record is frozen and never recomputed.
 */
const LIFECYCLE = {
  open: { recompute: 'open' },
  complete: { recompute: 'open', confirm: 'confirmed' },
  confirmed: { recompute: 'open', finalise: 'finalised' },
  finalised: { publish: 'issued' },
  issued: {},
} as const satisfies Record<RecordState, Partial<Record<RecordAction, RecordState>>>;

/** Whether a record is frozen: the head has approved it, and no change of sheets or class lists reaches it any more. */
export const isFrozen = (state: RecordState): boolean => nextState(state, 'recompute') === undefined;

/** The state an action leads to, or undefined when the state does not allow it. */
export const nextState = (state: RecordState, action: RecordAction): RecordState | undefined =>
  (LIFECYCLE[state] as Partial<Record<RecordAction, RecordState>>)[action];
