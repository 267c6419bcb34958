import { type Static, Type } from 'typebox';
import { EventText } from '../../lifecycle/dossier/event.ts';
import { DossierState } from '../../lifecycle/dossier/states.ts';
import { Instant, StudentId } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { DossierId } from '../dossiers/dossier.ts';
import type { Endpoint } from '../endpoint.ts';
import { FamilyFrame } from './child.ts';
import { Settlement } from './quarrels/settlement.ts';
import { FormProblem, Next } from './sign-in.ts';

/* The open transfer of a child as its guardians see it: another guardian may object before it is submitted. */

/** An open request that the child comes to another school. */
export const FamilyTransfer = Type.Object(
  {
    id: DossierId,
    state: DossierState,
    receiver: Type.String({ maxLength: 200 }),
    class: Type.String({ maxLength: 7 }),
    number: nullable(Type.String({ maxLength: 40 })),
    filedAt: Instant,
    /** Until when another guardian may object; null where nobody is asked. */
    objectUntil: nullable(Instant),
    /** Whether the caller may object now. */
    mayObject: Type.Boolean(),
    /** Whether the caller's agreement lets the request go at once. */
    mayAgree: Type.Boolean(),
  },
  closed,
);
export type FamilyTransfer = Static<typeof FamilyTransfer>;

export const TransferPage = Type.Object(
  {
    page: Type.Literal('transfer'),
    frame: FamilyFrame,
    transfer: nullable(FamilyTransfer),
    /** The department's decision after an objection to the newest request, also when that stopped it. */
    settled: nullable(Settlement),
    newestYear: nullable(Type.String({ maxLength: 9 })),
    problem: nullable(FormProblem),
  },
  closed,
);
export type TransferPage = Static<typeof TransferPage>;

const ofChild = Type.Object({ student: StudentId }, closed);

export const transferPage = {
  method: 'GET',
  path: '/family/children/:student/transfer',
  summary: 'The open transfer of a child',
  access: 'guardian',
  params: ofChild,
  response: TransferPage,
} as const satisfies Endpoint;

export const objectToTransfer = {
  method: 'POST',
  path: '/family/children/:student/transfer/object',
  summary: 'Object to a transfer before it is submitted; a person then decides',
  access: 'guardian',
  params: ofChild,
  body: Type.Object({ id: DossierId, text: EventText }, closed),
  response: Next,
} as const satisfies Endpoint;

export const agreeToTransfer = {
  method: 'POST',
  path: '/family/children/:student/transfer/agree',
  summary: 'Agree to a transfer, which is then submitted at once',
  access: 'guardian',
  params: ofChild,
  body: Type.Object({ id: DossierId }, closed),
  response: Next,
} as const satisfies Endpoint;
