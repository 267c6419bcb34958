import * as contract from '@hocba/shared/contract/promises/endpoints';
import type { FastifyInstance } from 'fastify';
import { actOnPromise } from '../../../transfers/promises/act-on-promise.ts';
import { getPromise, listPromises } from '../../../transfers/promises/list-promises.ts';
import { makePromise } from '../../../transfers/promises/make-promise.ts';
import type { TransferServices } from '../../../transfers/services.ts';
import { mount } from '../../mount.ts';

/** Papers that stand in place of missing records: made for a transfer, listed, and acted on by both schools. */
export const addPromiseRoutes = (
  app: FastifyInstance,
  services: Pick<TransferServices, 'db' | 'clock'>,
): void => {
  const { db, clock } = services;
  mount(app, contract.listPromises, async ({ caller }) => ({
    promises: await listPromises(db, caller, clock()),
  }));
  mount(app, contract.getPromise, ({ caller, params }) => getPromise(db, caller, params.promise, clock()));
  mount(app, contract.makePromise, ({ caller, params, body }) =>
    makePromise(services, caller, params.id, body),
  );
  mount(app, contract.actOnPromise, ({ caller, params, body }) =>
    actOnPromise(services, caller, params.promise, body),
  );
};
