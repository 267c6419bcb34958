import { type Static, Type } from 'typebox';
import { Instant } from '../../calendar/vietnam-time.ts';
import { EventText, event } from '../dossier/event.ts';

/** The reasons for which a school may refuse a pupil; a written text stands beside each. */
export const RefusalReason = Type.Union([
  Type.Literal('no-place'),
  Type.Literal('outside-area'),
  Type.Literal('grade-not-taught'),
  Type.Literal('papers-missing'),
  Type.Literal('other'),
]);
export type RefusalReason = Static<typeof RefusalReason>;

/**
 * What happens to a transfer, as its dossier keeps it. `elapse` and `expire` are timers; `release` comes from the sending
 * school or, when its part is complete and signed, from the registry.
 */
export const TransferEvent = Type.Union([
  event('file', {
    scope: Type.Union([Type.Literal('same'), Type.Literal('other')]),
    /** Until when another guardian may object; null: nobody is to be asked. */
    objectUntil: Type.Union([Instant, Type.Null()]),
  }),
  event('object', { text: EventText }),
  event('agree', {}),
  event('settle', { allow: Type.Boolean(), text: EventText }),
  event('elapse', {}),
  event('receive', {}),
  event('refuse-receipt', { text: EventText }),
  event('take-up', {}),
  event('ask', { text: EventText }),
  event('answer', { text: EventText }),
  event('expire', {}),
  event('accept', {}),
  event('refuse', { reason: RefusalReason, text: EventText }),
  event('release', {}),
  event('undo-release', { text: EventText }),
  event('place', {}),
  event('complete', {}),
  event('hand-over', {}),
  event('withdraw', { text: EventText }),
  event('stop', { text: EventText }),
]);
export type TransferEvent = Static<typeof TransferEvent>;
export type TransferEventKind = TransferEvent['kind'];
