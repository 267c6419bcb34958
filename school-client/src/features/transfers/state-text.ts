import type { TransferEntry } from '@hocba/shared/contract/transfers/transfer';

/** The text of a transfer's state: the step while it runs, the outcome once it has ended. */
export const stateKey = ({ state, step, outcome }: Pick<TransferEntry, 'state' | 'step' | 'outcome'>) => {
  if (state === 'processing') return step;
  if (state === 'done' || state === 'returned') return outcome ?? 'stopped';
  if (state === 'draft') return 'submitted';
  return state;
};

/** Acts that wait for the person; taking something back is offered and waits for nobody. */
const WAITING = ['accept', 'release', 'place', 'answer'];

/** Whether a transfer waits for the person at the screen. */
export const waitsForMe = ({ acts }: Pick<TransferEntry, 'acts'>): boolean =>
  acts.some((act) => WAITING.includes(act));
