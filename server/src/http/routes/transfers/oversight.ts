import * as contract from '@hocba/shared/contract/transfers/oversight';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import type { Db } from '../../../storage/engine/db.ts';
import { listPool, settle } from '../../../transfers/oversight/act-on-pool.ts';
import { listOverseen } from '../../../transfers/oversight/overseen-transfers.ts';
import { mount } from '../../mount.ts';

/** Transfers of all schools by their clocks, and pupils whom no school has. */
export const addOversightRoutes = (
  app: FastifyInstance,
  { db, clock }: { readonly db: Db; readonly clock: () => Instant },
): void => {
  mount(app, contract.listOverseenTransfers, () => listOverseen(db, clock()));
  mount(app, contract.listPupilsWithoutSchool, ({ caller }) => listPool(db, caller, clock()));
  mount(app, contract.noteWhereabouts, ({ caller, params, body }) =>
    settle(db, caller, { ...params, ...body }, clock()),
  );
};
