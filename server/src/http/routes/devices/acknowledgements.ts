import { acknowledgement, receipt } from '@hocba/shared/contract/sync';
import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';
import { acknowledge, writeReceipt } from '../../../log/acknowledge.ts';
import { mayOpen } from '../../../records/permissions.ts';
import type { Db } from '../../../storage/engine/db.ts';
import { mount } from '../../mount.ts';

/** The documents of a device that the registry holds; the only ground on which a device may say "received". */
export const addAcknowledgementRoutes = (app: FastifyInstance, { db }: { readonly db: Db }): void => {
  mount(app, acknowledgement, ({ caller, params }) => {
    if (!mayOpen(caller, params.db)) throw new RegistryError('OUT_OF_SCOPE');
    return acknowledge(db, params.db, params.dev);
  });
  mount(app, receipt, ({ caller, params, body }) => {
    if (!mayOpen(caller, params.db)) throw new RegistryError('OUT_OF_SCOPE');
    return writeReceipt(db, params.db, params.dev, body.ids);
  });
};
