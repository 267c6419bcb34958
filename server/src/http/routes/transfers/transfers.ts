import * as contract from '@hocba/shared/contract/transfers/endpoints';
import type { FastifyInstance } from 'fastify';
import { actOnTransfer } from '../../../transfers/act-on-transfer.ts';
import { getTransfer, listTransferClasses, listTransfers } from '../../../transfers/desk/list-transfers.ts';
import { previewTransfer } from '../../../transfers/desk/preview-transfer.ts';
import { requestTransfer } from '../../../transfers/request-transfer.ts';
import type { TransferServices } from '../../../transfers/services.ts';
import { mount } from '../../mount.ts';

/** Transfers between schools: what one would mean, the request, the desk of both schools, and every act on it. */
export const addTransferRoutes = (app: FastifyInstance, services: TransferServices): void => {
  const { db, clock } = services;
  mount(app, contract.listTransfers, async ({ caller }) => ({
    transfers: await listTransfers(db, caller, clock()),
  }));
  mount(app, contract.listTransferClasses, async ({ caller }) => ({
    classes: await listTransferClasses(db, caller),
  }));
  mount(app, contract.previewTransfer, ({ caller, body }) =>
    previewTransfer(services, caller, body, clock()),
  );
  mount(app, contract.requestTransfer, ({ caller, body }) => requestTransfer(services, caller, body));
  mount(app, contract.getTransfer, ({ caller, params }) => getTransfer(db, caller, params.id, clock()));
  mount(app, contract.actOnTransfer, ({ caller, params, body }) =>
    actOnTransfer(services, caller, params.id, body),
  );
};
