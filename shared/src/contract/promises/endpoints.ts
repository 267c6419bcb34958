import { Type } from 'typebox';
import { closed } from '../../school/members.ts';
import { DossierId } from '../dossiers/dossier.ts';
import type { Endpoint } from '../endpoint.ts';
import { NewPromise, PromiseDeed, PromiseEntry, PromiseId } from './promise.ts';

const OFFICE = ['clerk', 'head'] as const;

export const listPromises = {
  method: 'GET',
  path: '/promises',
  summary: 'Papers for missing records that the own school waits for or is asked for, overdue ones first',
  access: OFFICE,
  response: Type.Object({ promises: Type.Array(PromiseEntry, { maxItems: 1000 }) }, closed),
} as const satisfies Endpoint;

export const getPromise = {
  method: 'GET',
  path: '/promises/:promise',
  summary: 'One paper of the own school, to read and print',
  access: OFFICE,
  params: Type.Object({ promise: PromiseId }, closed),
  response: PromiseEntry,
} as const satisfies Endpoint;

export const makePromise = {
  method: 'POST',
  path: '/transfers/:id/promises',
  summary: 'Make a request or a commitment for records that are missing; the family signs it',
  access: OFFICE,
  params: Type.Object({ id: DossierId }, closed),
  body: NewPromise,
  response: PromiseEntry,
} as const satisfies Endpoint;

export const actOnPromise = {
  method: 'POST',
  path: '/promises/:promise/acts',
  summary:
    'Note that a paper was signed by hand, that the record has come, that the holder has none, or take it back',
  access: OFFICE,
  params: Type.Object({ promise: PromiseId }, closed),
  body: PromiseDeed,
  response: PromiseEntry,
} as const satisfies Endpoint;
