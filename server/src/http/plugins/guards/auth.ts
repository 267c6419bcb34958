import { changePassword, me, signOut } from '@hocba/shared/contract/auth';
import type { Access } from '@hocba/shared/contract/endpoint';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Caller, holdsOneOf } from '../../../people/caller.ts';
import { callerReader } from '../../../people/sign-in/session.ts';
import type { Db } from '../../../storage/engine/db.ts';
import { bearerToken, verifyAccessToken } from '../../access-token.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The account that is calling; null on public routes. */
    caller: Caller | null;
    /** Reads again who is calling, for an answer that stays open; throws as at the start once the session is over. */
    recheckCaller: () => Promise<void>;
  }
}

/** The routes of an account before it has changed its temporary password; the refresh route is public anyway. */
const WITH_TEMPORARY_PASSWORD: ReadonlySet<string> = new Set([changePassword.path, me.path, signOut.path]);

const getToken = (request: FastifyRequest): string => {
  const token = bearerToken(request);
  if (token === undefined) throw new RegistryError('TOKEN_MISSING');
  return token;
};

/** Throws FORBIDDEN unless the caller holds what the route asks for. */
const checkAccess = (caller: Caller, access: Access): void => {
  if (typeof access !== 'string' && !holdsOneOf(caller, access)) throw new RegistryError('FORBIDDEN');
};

/**
 * Guards every route by its declared access. The token only names the session; role, school and assignments are
 * as the database has them at each request, so that a right withdrawn is gone with the next one.
 */
export const addAuth = (app: FastifyInstance, { db, clock }: { db: Db; clock: () => Instant }): void => {
  const getCaller = callerReader(db);
  app.decorateRequest('caller', null);
  app.decorateRequest('recheckCaller', async () => undefined);
  app.addHook('onRequest', async (request) => {
    const { config, url } = request.routeOptions;
    if (request.is404 || config.access === 'public' || config.access === 'guardian') return;
    if (config.access === undefined) throw new RegistryError('FORBIDDEN');
    const now = clock();
    const claims = verifyAccessToken(app, getToken(request), now);
    const { caller, mustChange } = await getCaller(claims, now);
    if (mustChange && !WITH_TEMPORARY_PASSWORD.has(url ?? '')) {
      throw new RegistryError('PASSWORD_CHANGE_REQUIRED');
    }
    request.caller = caller;
    checkAccess(caller, config.access);
    request.recheckCaller = async () => {
      request.caller = (await getCaller(claims, clock())).caller;
    };
  });
};
