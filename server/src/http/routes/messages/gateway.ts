import { reportDeliveries, takeReplies } from '@hocba/shared/contract/messages/gateway';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readReplies, takeReports } from '../../../connectors/messages/gateway-news.ts';
import type { Senders } from '../../../connectors/messages/senders.ts';
import type { Db } from '../../../storage/engine/db.ts';
import { bearerToken } from '../../access-token.ts';
import { mount } from '../../mount.ts';

/** News of the gateway of text messages, under the token that both sides know. */
export const addGatewayRoutes = (
  app: FastifyInstance,
  { db, clock, senders }: { readonly db: Db; readonly clock: () => Instant; readonly senders: Senders },
): void => {
  const checkGateway = (request: FastifyRequest): void => {
    if (!senders.isGateway(bearerToken(request))) throw new RegistryError('GATEWAY_UNKNOWN');
  };
  mount(app, reportDeliveries, async ({ body, request }) => {
    checkGateway(request);
    return { changed: await takeReports(db, body.reports, clock()) };
  });
  mount(app, takeReplies, async ({ body, request }) => {
    checkGateway(request);
    return { stopped: await readReplies(db, body.replies, clock()) };
  });
};
