import { rescue } from '@hocba/shared/contract/rescue';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import type { IntakeServices } from '../../../records/intake/intake-hooks.ts';
import { takeRescued } from '../../../records/intake/rescue.ts';
import { mount } from '../../mount.ts';

/** Documents that a device could not send itself, brought in as a file from any device. */
export const addRescueRoute = (
  app: FastifyInstance,
  services: IntakeServices & { readonly clock: () => Instant },
): void =>
  mount(app, rescue, async ({ caller, body: { database, documents }, request }) => {
    const outcomes = await takeRescued(services, caller, database, documents, services.clock());
    const refused = outcomes.filter(({ outcome }) => outcome === 'refused').length;
    request.log.info({ db: database, documents: documents.length, refused }, 'documents.rescued');
    return { outcomes };
  });
