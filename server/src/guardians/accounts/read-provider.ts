import { identityPage } from '@hocba/shared/contract/family/identity';
import type { Config } from '../../config.ts';
import type { Secrets } from '../../people/sign-in/secrets.ts';
import { readSecretFile } from '../../secret-file.ts';
import { type IdentityProvider, openIdentityProvider } from './identity-provider.ts';

/** The identity provider that the configuration names, if any. Throws ConfigError when its secret cannot be read. */
export const readProvider = (
  { oidc, publicUrl }: Pick<Config, 'oidc' | 'publicUrl'>,
  secrets: Pick<Secrets, 'jwt'>,
): IdentityProvider | undefined => {
  if (oidc === undefined) return undefined;
  const { issuer, clientId, clientSecretFile } = oidc;
  const clientSecret = readSecretFile('OIDC_CLIENT_SECRET_FILE', clientSecretFile);
  return openIdentityProvider(
    { issuer, clientId, clientSecret, callback: `${publicUrl}${identityPage.path}` },
    secrets,
  );
};
