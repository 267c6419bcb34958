import { issueSlips } from '@hocba/shared/contract/family/slips';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import { makeClassSlips } from '../../../guardians/links/class-slips.ts';
import type { LinkCodeServices } from '../../../guardians/links/link-code.ts';
import { mount } from '../../mount.ts';

/** Slips by which families link their children; a school prints and hands them over. */
export const addSlipRoutes = (
  app: FastifyInstance,
  services: LinkCodeServices & { readonly clock: () => Instant },
): void => {
  mount(app, issueSlips, ({ caller, body }) => makeClassSlips(services, caller, body, services.clock()));
};
