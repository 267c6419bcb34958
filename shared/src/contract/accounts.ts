import { type Static, Type } from 'typebox';
import { AccountName } from '../school/identifiers.ts';
import { PersonName } from '../school/names.ts';
import { Role } from '../school/roles.ts';
import type { Endpoint } from './endpoint.ts';

const closed = { additionalProperties: false };

/** An account of a school, as its head sees it. */
export const SchoolAccount = Type.Object(
  {
    account: AccountName,
    displayName: PersonName,
    role: Role,
    disabled: Type.Boolean(),
    /** Whether the head may give it a temporary password. */
    canReset: Type.Boolean(),
  },
  closed,
);
export type SchoolAccount = Static<typeof SchoolAccount>;

export const accounts = {
  method: 'GET',
  path: '/accounts',
  summary: 'The accounts of the own school',
  access: ['head'],
  response: Type.Object({ accounts: Type.Array(SchoolAccount, { maxItems: 2000 }) }, closed),
} as const satisfies Endpoint;

/** A temporary password, told once: the registry keeps only its hash. */
export const TemporaryPassword = Type.Object(
  {
    account: AccountName,
    displayName: PersonName,
    password: Type.String({ maxLength: 40 }),
  },
  closed,
);
export type TemporaryPassword = Static<typeof TemporaryPassword>;

export const resetPassword = {
  method: 'POST',
  path: '/accounts/password',
  summary: 'Give a teacher or clerk of the own school a temporary password; ends all sessions of the account',
  access: ['head'],
  body: Type.Object({ account: AccountName }, closed),
  response: TemporaryPassword,
} as const satisfies Endpoint;
