import { createHmac } from 'node:crypto';
import { RegistryError } from '@hocba/shared/problems';
import { PersonalId, parseIdentifier } from '@hocba/shared/school/identifiers';
import { readPersonName } from '@hocba/shared/text/plain-text';
import * as oidc from 'openid-client';
import type { Secrets } from '../../people/sign-in/secrets.ts';

/** An adult as the identity provider knows the person. */
export interface Identity {
  readonly issuer: string;
  /** The provider's own key of the person. */
  readonly subject: string;
  readonly name: string;
  /** The 12-digit personal number, where the provider gives it. */
  readonly personalId: PersonalId | null;
}

/** One provider of identities (OpenID Connect), such as VNeID. */
export interface IdentityProvider {
  /** The address of the provider to which a browser is sent. IDENTITY_AWAY when the provider does not answer. */
  begin(token: string): Promise<string>;
  /**
   * The person who came back with this query of the callback address. The token is the one of `begin`, from a cookie of this
   * browser. IDENTITY_REFUSED when the answer is not for this browser or names no person, IDENTITY_AWAY.
   */
  finish(token: string, query: string): Promise<Identity>;
}

/** The registry as a client of the provider. */
export interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The address of this registry to which the provider sends the browser back. */
  readonly callback: string;
}

/** Seconds until a provider that does not answer counts as away. */
const PATIENCE_SECONDS = 10;

/** State, nonce and PKCE verifier of one way: each follows from the token, which stays in the browser's cookie. */
const proofsOf = ({ jwt }: Pick<Secrets, 'jwt'>, token: string) => {
  const derive = (what: string) =>
    createHmac('sha256', jwt).update(`oidc-${what}:${token}`).digest('base64url');
  return { state: derive('state'), nonce: derive('nonce'), verifier: derive('verifier') };
};

/** Whether a provider answered at all, with something that is not what was asked for. */
const isRefusal = (error: unknown): boolean =>
  error instanceof oidc.AuthorizationResponseError ||
  error instanceof oidc.ResponseBodyError ||
  (error instanceof oidc.ClientError && error.code !== 'OAUTH_TIMEOUT');

const refusedOrAway = (error: unknown): RegistryError =>
  error instanceof RegistryError
    ? error
    : new RegistryError(isRefusal(error) ? 'IDENTITY_REFUSED' : 'IDENTITY_AWAY');

/** The person of the claims. VNeID's names: `name` in whole and `personal_id`, the number of the identity card. */
const identityOf = (issuer: string, claims: Readonly<Record<string, unknown>>): Identity => {
  const { sub, name, personal_id: personalId } = claims;
  const read = readPersonName(typeof name === 'string' ? name : '');
  if (typeof sub !== 'string' || 'finding' in read || read.value === '') {
    throw new RegistryError('IDENTITY_REFUSED');
  }
  return {
    issuer,
    subject: sub,
    name: read.value,
    personalId: parseIdentifier(PersonalId, personalId) ?? null,
  };
};

/** Opens a provider: it is first asked when a guardian wants to sign in, and again while it has not answered. */
export const openIdentityProvider = (
  options: ProviderOptions,
  secrets: Pick<Secrets, 'jwt'>,
): IdentityProvider => {
  const { issuer, clientId, clientSecret, callback } = options;
  const execute = issuer.startsWith('http://') ? [oidc.allowInsecureRequests] : [];
  let discovered: Promise<oidc.Configuration> | undefined;
  const discover = (): Promise<oidc.Configuration> => {
    discovered ??= oidc
      .discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: PATIENCE_SECONDS })
      .catch((error: unknown) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  };
  return {
    begin: async (token) => {
      try {
        const { state, nonce, verifier } = proofsOf(secrets, token);
        const parameters = {
          ...{ redirect_uri: callback, scope: 'openid profile', state, nonce },
          ...{
            code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
            code_challenge_method: 'S256',
          },
        };
        return oidc.buildAuthorizationUrl(await discover(), parameters).href;
      } catch {
        throw new RegistryError('IDENTITY_AWAY');
      }
    },
    finish: async (token, query) => {
      try {
        const { state, nonce, verifier } = proofsOf(secrets, token);
        const config = await discover();
        const tokens = await oidc.authorizationCodeGrant(config, new URL(`${callback}?${query}`), {
          ...{
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: verifier,
            idTokenExpected: true,
          },
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new RegistryError('IDENTITY_REFUSED');
        const told = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
        return identityOf(issuer, { ...told, ...claims });
      } catch (error) {
        throw refusedOrAway(error);
      }
    },
  };
};
