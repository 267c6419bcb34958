import * as contract from '@hocba/shared/contract/family/quarrels/objections';
import type { FastifyInstance } from 'fastify';
import { listObjections, readObjection, settle } from '../../../transfers/objections/objections.ts';
import type { TransferServices } from '../../../transfers/services.ts';
import { mount } from '../../mount.ts';

/** Objections of one guardian to what another wants, for the person who settles them. */
export const addObjectionRoutes = (
  app: FastifyInstance,
  services: Pick<TransferServices, 'db' | 'clock'>,
): void => {
  const waiting = async (caller: Parameters<typeof listObjections>[1]) => ({
    objections: await listObjections(services, caller),
  });
  mount(app, contract.listObjections, ({ caller }) => waiting(caller));
  mount(app, contract.getObjection, ({ caller, params }) =>
    readObjection(services, caller, params.objection),
  );
  mount(app, contract.settleObjection, async ({ caller, params, body }) => {
    await settle(services, caller, params.objection, body);
    return waiting(caller);
  });
};
