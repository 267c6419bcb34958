import { Type } from 'typebox';
import { ClassCode, Instant, SchoolYear } from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { School } from '../../school/names.ts';
import { DossierId } from '../dossiers/dossier.ts';
import type { Endpoint } from '../endpoint.ts';
import { GrantId } from '../look-up.ts';
import { MissingRecord, PromiseEntry } from '../promises/promise.ts';
import {
  Place,
  SubjectMatch,
  TransferAct,
  TransferEntry,
  TransferResult,
  TransferStepLine,
} from './transfer.ts';

const OFFICE = ['clerk', 'head'] as const;

export const listTransfers = {
  method: 'GET',
  path: '/transfers',
  summary: 'Transfers to and from the own school: the open ones, then the newest that have ended',
  access: OFFICE,
  response: Type.Object({ transfers: Type.Array(TransferEntry, { maxItems: 1000 }) }, closed),
} as const satisfies Endpoint;

export const getTransfer = {
  method: 'GET',
  path: '/transfers/:id',
  summary: 'One transfer of the own school with its events and signed texts',
  access: OFFICE,
  params: Type.Object({ id: DossierId }, closed),
  response: Type.Object(
    {
      transfer: TransferEntry,
      events: Type.Array(TransferStepLine, { maxItems: 200 }),
      results: Type.Array(TransferResult, { maxItems: 200 }),
      /** Records of earlier grades that are not signed here; told to the receiving school alone. */
      missing: Type.Array(MissingRecord, { maxItems: 12 }),
      promises: Type.Array(PromiseEntry, { maxItems: 200 }),
    },
    closed,
  ),
} as const satisfies Endpoint;

export const previewTransfer = {
  method: 'POST',
  path: '/transfers/preview',
  summary: 'What a transfer of a looked-up pupil into a class would mean; nothing is sent',
  access: OFFICE,
  body: Type.Object({ grant: GrantId, year: SchoolYear, class: ClassCode }, closed),
  response: Type.Object(
    {
      from: nullable(School),
      fromClass: nullable(ClassCode),
      /** When the decision would be due if the request were sent now. */
      due: nullable(Instant),
      workingDays: Type.Integer({ minimum: 1 }),
      /** Until when another guardian could object first. */
      objectUntil: nullable(Instant),
      /** Another request of this pupil is under way, whose ever it is. */
      isOpenElsewhere: Type.Boolean(),
      subjects: Type.Array(SubjectMatch, { maxItems: 60 }),
    },
    closed,
  ),
} as const satisfies Endpoint;

export const requestTransfer = {
  method: 'POST',
  path: '/transfers',
  summary: 'File the request of a looked-up pupil to come to the own school',
  access: OFFICE,
  body: Type.Object({ grant: GrantId, place: Place }, closed),
  response: TransferEntry,
} as const satisfies Endpoint;

export const actOnTransfer = {
  method: 'POST',
  path: '/transfers/:id/events',
  summary: 'Act on a transfer as it stood at event `seq`',
  access: OFFICE,
  params: Type.Object({ id: DossierId }, closed),
  body: Type.Object({ seq: Type.Integer({ minimum: 1 }), act: TransferAct }, closed),
  response: TransferEntry,
} as const satisfies Endpoint;

export const listTransferClasses = {
  method: 'GET',
  path: '/transfers/classes',
  summary: 'Classes of the own school that may take a pupil, newest school year first',
  access: OFFICE,
  response: Type.Object(
    {
      classes: Type.Array(
        Type.Object(
          {
            year: SchoolYear,
            class: ClassCode,
            grade: Type.Integer({ minimum: 1, maximum: 12 }),
            pupils: Type.Integer({ minimum: 0 }),
          },
          closed,
        ),
        { maxItems: 500 },
      ),
    },
    closed,
  ),
} as const satisfies Endpoint;
