import { getBundle, issueConsentCode, lookUp } from '@hocba/shared/contract/look-up';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance } from 'fastify';
import { issueCode } from '../../records/consent-code.ts';
import { grantLookUp, type LookUpServices, readBundle } from '../../records/look-up.ts';
import { mount } from '../mount.ts';

/** One-time codes for families, look-ups by receiving schools, and the bundle of a granted one. */
export const addLookUpRoutes = (
  app: FastifyInstance,
  services: LookUpServices & { readonly clock: () => Instant },
): void => {
  const { clock } = services;
  mount(app, issueConsentCode, ({ caller, body }) => issueCode(services, caller, body, clock()));
  mount(app, lookUp, ({ caller, body }) => grantLookUp(services, caller, body, clock()));
  mount(app, getBundle, ({ caller, params }) => readBundle(services, caller, params.grant, clock()));
};
