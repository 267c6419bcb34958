import { signInPage } from '@hocba/shared/contract/family/sign-in';
import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type GuardianCaller,
  type GuardianServices,
  readGuardian,
} from '../../../guardians/accounts/guardian-session.ts';
import { readFamilyCookie } from '../../family/family-cookies.ts';
import { isVisit } from '../answers/problems.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The guardian who is calling; null on every other route. */
    guardian: GuardianCaller | null;
  }
}

/** The guardian of a request, when a session runs. Never throws for a session that is over. */
export const findGuardianOf = async (
  request: FastifyRequest,
  services: GuardianServices & { readonly publicUrl: string },
): Promise<GuardianCaller | null> => {
  try {
    return await readGuardian(services, readFamilyCookie(request, services.publicUrl, 'family'));
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'SESSION_ENDED') return null;
    throw error;
  }
};

/**
 * Guards the pages of families by their session, read from the database for each request. A browser without one goes to
 * the page where guardians sign in; programs get SESSION_ENDED.
 */
export const addGuardianAuth = (
  app: FastifyInstance,
  services: GuardianServices & { readonly publicUrl: string },
): void => {
  app.decorateRequest('guardian', null);
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 || request.routeOptions.config.access !== 'guardian') return;
    request.guardian = await findGuardianOf(request, services);
    if (request.guardian !== null) return;
    if (!isVisit(request)) throw new RegistryError('SESSION_ENDED');
    await reply.redirect(signInPage.path, 303);
  });
};
