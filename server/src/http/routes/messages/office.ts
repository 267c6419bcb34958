import * as contract from '@hocba/shared/contract/messages/office';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import { readSchoolMessages, resend, settle } from '../../../connectors/messages/office-messages.ts';
import type { Senders } from '../../../connectors/messages/senders.ts';
import type { Db } from '../../../storage/engine/db.ts';
import { mount } from '../../mount.ts';

/** The messages to families of a school, for its office. */
export const addOfficeMessageRoutes = (
  app: FastifyInstance,
  services: { readonly db: Db; readonly clock: () => Instant; readonly senders: Senders },
): void => {
  const { db, clock } = services;
  mount(app, contract.listSchoolMessages, ({ caller, query }) =>
    readSchoolMessages(services, caller, query.before),
  );
  mount(app, contract.settleMessage, ({ caller, params }) => settle(db, caller, params.message, clock()));
  mount(app, contract.resendMessage, ({ caller, params }) => resend(db, caller, params.message, clock()));
};
