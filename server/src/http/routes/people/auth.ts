import { randomUUID } from 'node:crypto';
import * as contract from '@hocba/shared/contract/auth';
import { RegistryError } from '@hocba/shared/problems';
import type { LiftReading } from '@hocba/shared/regulations/policy';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { describeMe } from '../../../people/me.ts';
import {
  endSessionOfToken,
  type OpenSession,
  refreshSession,
  type SessionServices,
} from '../../../people/sign-in/session.ts';
import { changePassword, openSignIn, signOut } from '../../../people/sign-in/sign-in.ts';
import { type AccountRow, findAccount } from '../../../storage/queries/people.ts';
import { ACCESS_TOKEN_SECONDS, signAccessToken } from '../../access-token.ts';
import { nameDevice, setDeviceCookie } from '../../device-cookie.ts';
import { mount } from '../../mount.ts';
import { networkOf } from '../../network.ts';
import {
  checkSameSite,
  clearRefreshCookie,
  readRefreshCookie,
  setRefreshCookie,
} from '../../refresh-cookie.ts';

/** The needs of the routes of signing in. */
export interface AuthRouteServices extends SessionServices {
  readonly publicUrl: string;
  /** Whether the registry runs on demonstration keys; the screen says so. */
  readonly demo: () => boolean;
  /** The reading of the one-subject lift that records are computed by. */
  readonly lift: LiftReading;
  /** Days without contact after which a device asks for the password. */
  readonly askAfterDays: number;
}

/** The browser drops what it fetched from here; never `"storage"`, which would take unsent work along. */
const CLEAR = ['clear-site-data', '"cache"'] as const;

/** Sign-in, refresh, sign-out, password, who am I. */
export const addAuthRoutes = (app: FastifyInstance, services: AuthRouteServices): void => {
  const { db, clock, publicUrl, demo, lift, askAfterDays } = services;
  const signIn = openSignIn(services);
  const describe = (account: AccountRow) => describeMe(db, account, { demo: demo(), lift, askAfterDays });

  const answer = async (reply: FastifyReply, open: OpenSession): Promise<contract.SignedIn> => {
    const { account, session, refreshToken } = open;
    setRefreshCookie(reply, publicUrl, refreshToken);
    const claims = { account: account.name, session, securityVersion: account.security_version };
    return {
      accessToken: signAccessToken(app, publicUrl, claims, { now: clock(), id: randomUUID() }),
      expiresInSeconds: ACCESS_TOKEN_SECONDS,
      mustChangePassword: account.must_change,
      me: await describe(account),
    };
  };

  mount(app, contract.signIn, async ({ body, request, reply }) => {
    const before = readRefreshCookie(request, publicUrl);
    const device = nameDevice(request, services);
    const network = networkOf(request.ip);
    const open = await signIn({ ...body, network, device: device.id });
    // Nobody can use the session any more whose cookie is replaced here.
    await endSessionOfToken(services, before, { reason: 'replaced' });
    const signedIn = await answer(reply, open);
    setDeviceCookie(reply, publicUrl, device);
    return signedIn;
  });

  mount(app, contract.refresh, async ({ request, reply }) => {
    checkSameSite(request, publicUrl);
    try {
      return await answer(reply, await refreshSession(services, readRefreshCookie(request, publicUrl)));
    } catch (error) {
      // A device of a closed account keeps its cookie: it may have missed the answer, and is to hear it again until it
      // has wiped what it was sent.
      if (error instanceof RegistryError && error.code === 'SESSION_ENDED')
        clearRefreshCookie(reply, publicUrl);
      throw error;
    }
  });

  const leave = (reply: FastifyReply): { signedOut: true } => {
    clearRefreshCookie(reply, publicUrl);
    reply.header(...CLEAR);
    return { signedOut: true };
  };

  mount(app, contract.signOut, async ({ caller, reply }) => {
    await signOut(services, caller);
    return leave(reply);
  });

  mount(app, contract.endSession, async ({ body, request, reply }) => {
    checkSameSite(request, publicUrl);
    const token = readRefreshCookie(request, publicUrl);
    const isGone = await endSessionOfToken(services, token, { account: body.account, reason: 'signed-out' });
    return isGone ? leave(reply) : { signedOut: true as const };
  });

  mount(app, contract.changePassword, async ({ body, caller, reply }) =>
    answer(reply, await changePassword(services, caller, body.current, body.next)),
  );

  mount(app, contract.me, async ({ caller }) => {
    const account = await findAccount(db, caller.account);
    if (account === undefined) throw new RegistryError('SESSION_ENDED');
    return describe(account);
  });
};
