import type { TransferActKind } from '@hocba/shared/contract/transfers/transfer';
import { decideTransfer, type Transfer } from '@hocba/shared/lifecycle/transfer/decide-transfer';
import type { TransferEvent } from '@hocba/shared/lifecycle/transfer/events';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Role } from '@hocba/shared/school/roles';
import type { Caller } from '../people/caller.ts';
import type { DossierRow } from '../storage/queries/dossiers/dossiers.ts';

/** The school of an act: the one that takes the pupil, the one that lets go, or the one whose step is running. */
type Side = 'receiving' | 'sending' | 'acting';

const OFFICE: readonly Role[] = ['clerk', 'head'];
const HEAD: readonly Role[] = ['head'];

/** The school and the roles of each act: the receiving head decides, the sending head releases. Circular 15/2026/TT-BGDĐT. */
const WHO: Readonly<Record<TransferActKind, { readonly side: Side; readonly roles: readonly Role[] }>> = {
  withdraw: { side: 'receiving', roles: OFFICE },
  ask: { side: 'acting', roles: HEAD },
  answer: { side: 'acting', roles: OFFICE },
  accept: { side: 'receiving', roles: HEAD },
  refuse: { side: 'receiving', roles: HEAD },
  release: { side: 'sending', roles: HEAD },
  'undo-release': { side: 'sending', roles: HEAD },
  place: { side: 'receiving', roles: OFFICE },
  'hand-over': { side: 'receiving', roles: OFFICE },
};

const schoolOf = (
  side: Side,
  { receiver, sender }: Pick<DossierRow, 'receiver' | 'sender'>,
  transfer: Transfer,
): string | null => {
  if (side === 'receiving') return receiver;
  if (side === 'sending') return sender;
  return transfer.step === 'release' ? sender : receiver;
};

/** Whether a person of a school may do an act, whatever the state of the transfer. */
export const mayAct = (
  { school, role }: Pick<Caller, 'school' | 'role'>,
  parties: Pick<DossierRow, 'receiver' | 'sender'>,
  transfer: Transfer,
  kind: TransferActKind,
): boolean => {
  const { side, roles } = WHO[kind];
  return school !== null && schoolOf(side, parties, transfer) === school && roles.includes(role);
};

/** Every act with the event that it makes, to ask whether the state allows it. */
const EVENTS: Readonly<Record<TransferActKind, TransferEvent>> = {
  withdraw: { kind: 'withdraw', text: '?' },
  ask: { kind: 'ask', text: '?' },
  answer: { kind: 'answer', text: '?' },
  accept: { kind: 'accept' },
  refuse: { kind: 'refuse', reason: 'other', text: '?' },
  release: { kind: 'release' },
  'undo-release': { kind: 'undo-release', text: '?' },
  place: { kind: 'place' },
  'hand-over': { kind: 'hand-over' },
};

/** The acts on which a received request is taken up first: the head looks at it and decides in one go. */
export const takesUp = ({ state }: Transfer, kind: TransferActKind): boolean =>
  state === 'received' && (kind === 'accept' || kind === 'refuse' || kind === 'ask');

/** The acts that a person may do on a transfer as it stands. */
export const actsOf = (
  caller: Pick<Caller, 'school' | 'role'>,
  parties: Pick<DossierRow, 'receiver' | 'sender'>,
  transfer: Transfer,
  now: Instant,
): TransferActKind[] =>
  (Object.keys(WHO) as TransferActKind[]).filter((kind) => {
    if (!mayAct(caller, parties, transfer, kind)) return false;
    const from: Transfer = takesUp(transfer, kind) ? { ...transfer, state: 'processing' } : transfer;
    return 'next' in decideTransfer(from, EVENTS[kind], now);
  });
