import { type Static, Type } from 'typebox';

/**
 * States of a dossier at the one-stop shop, in the order of Circular 03/2025/TT-VPCP; `announced` and `objected` come
 * before the submission, while another guardian may still object.
 */
export const DossierState = Type.Union([
  Type.Literal('draft'),
  Type.Literal('announced'),
  Type.Literal('objected'),
  Type.Literal('submitted'),
  Type.Literal('supplement-before'),
  Type.Literal('not-received'),
  Type.Literal('received'),
  Type.Literal('processing'),
  Type.Literal('waiting'),
  Type.Literal('stopped'),
  Type.Literal('withdrawn'),
  Type.Literal('signed'),
  Type.Literal('done'),
  Type.Literal('returned'),
]);
export type DossierState = Static<typeof DossierState>;

/** The acts on a dossier. `step` hands it from one agency to the next, `sign` ends its processing with a result. */
export type DossierAct =
  | 'announce'
  | 'object'
  | 'submit'
  | 'receive'
  | 'refuse-receipt'
  | 'take-up'
  | 'ask'
  | 'answer'
  | 'expire'
  | 'step'
  | 'stop'
  | 'withdraw'
  | 'sign'
  | 'complete'
  | 'hand-over';

/**
 * What can happen to a dossier, in one table: state → act → next state. A wait for a supplement ends in an answer or by
 * its timer; after the result only its hand-over is left. Being late is no state: it is read from the clock.
 */
const DOSSIER = {
  draft: { announce: 'announced', submit: 'submitted', withdraw: 'withdrawn' },
  announced: { object: 'objected', submit: 'submitted', withdraw: 'withdrawn' },
  objected: { submit: 'submitted', stop: 'stopped', withdraw: 'withdrawn' },
  submitted: {
    receive: 'received',
    ask: 'supplement-before',
    'refuse-receipt': 'not-received',
    withdraw: 'withdrawn',
  },
  'supplement-before': { answer: 'submitted', expire: 'not-received', withdraw: 'withdrawn' },
  'not-received': {},
  received: { 'take-up': 'processing', withdraw: 'withdrawn' },
  processing: {
    ask: 'waiting',
    step: 'processing',
    sign: 'signed',
    stop: 'stopped',
    withdraw: 'withdrawn',
  },
  waiting: { answer: 'processing', expire: 'stopped', withdraw: 'withdrawn' },
  stopped: {},
  withdrawn: {},
  signed: { complete: 'done' },
  done: { 'hand-over': 'returned' },
  returned: {},
} as const satisfies Record<DossierState, Partial<Record<DossierAct, DossierState>>>;

/** The state an act leads to, or undefined when the state does not allow it. */
export const nextDossierState = (state: DossierState, act: DossierAct): DossierState | undefined =>
  (DOSSIER[state] as Partial<Record<DossierAct, DossierState>>)[act];

/** The acts that a state allows. */
export const dossierActsOf = (state: DossierState): DossierAct[] =>
  Object.keys(DOSSIER[state]) as DossierAct[];

const ENDED: readonly DossierState[] = ['not-received', 'stopped', 'withdrawn', 'done', 'returned'];

/** Whether a dossier is still to be decided: nobody may file a second one of its kind for the same person. */
export const isOpenDossier = (state: DossierState): boolean => !ENDED.includes(state);
