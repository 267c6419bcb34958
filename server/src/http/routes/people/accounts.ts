import * as contract from '@hocba/shared/contract/accounts';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import { listSchoolAccounts, resetPasswordOf } from '../../../people/sign-in/reset-by-head.ts';
import type { Db } from '../../../storage/engine/db.ts';
import { mount } from '../../mount.ts';

/** The acts of a head on the accounts of the own school. */
export const addAccountRoutes = (
  app: FastifyInstance,
  { db, clock }: { readonly db: Db; readonly clock: () => Instant },
): void => {
  mount(app, contract.accounts, async ({ caller }) => ({ accounts: await listSchoolAccounts(db, caller) }));
  mount(app, contract.resetPassword, async ({ caller, body }) =>
    resetPasswordOf(db, caller, body.account, clock()),
  );
};
