import { openIdentityProvider } from '@hocba/server/guardians/accounts/identity-provider';
import { parseSecrets } from '@hocba/server/people/sign-in/secrets';
import { createTestSecrets } from '@hocba/server/people/sign-in/secrets.fixture';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ReferenceProvider, startIdentityProvider } from '../../reference/identity-provider.ts';

const CLIENT = {
  id: 'hocba',
  secret: 'bi-mat-cua-hocba',
  callback: 'https://hocba.example/family/identity/back',
};
const secrets = parseSecrets(createTestSecrets());

let provider: ReferenceProvider;

beforeAll(async () => {
  provider = await startIdentityProvider(CLIENT, [
    { sub: 'lan', name: 'Nguyễn Thị Lan', personal_id: '008190001234', birthdate: '1990-02-03' },
    { sub: 'khong-so', name: 'Hà Văn Bình' },
    { sub: 'khong-ten', personal_id: '008190001235' },
  ]);
});
afterAll(() => provider.close());

const open = (more: { readonly issuer?: string; readonly clientSecret?: string } = {}) =>
  openIdentityProvider(
    {
      issuer: provider.issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      callback: CLIENT.callback,
      ...more,
    },
    secrets,
  );
const queryOf = (back: URL): string => back.search.slice(1);

it('a person who signs in at the provider comes back with name and personal number', async () => {
  const registry = open();
  const back = await provider.signIn(await registry.begin('token-1'), 'lan');
  expect(back.origin + back.pathname).toBe(CLIENT.callback);
  expect(await registry.finish('token-1', queryOf(back))).toEqual({
    issuer: provider.issuer,
    subject: 'lan',
    name: 'Nguyễn Thị Lan',
    personalId: '008190001234',
  });
});

it('a person without a personal number is known by the provider’s own key', async () => {
  const registry = open();
  const back = await provider.signIn(await registry.begin('token-2'), 'khong-so');
  expect(await registry.finish('token-2', queryOf(back))).toMatchObject({
    subject: 'khong-so',
    personalId: null,
  });
});

it('the address of the provider holds neither secret nor token, and asks for PKCE', async () => {
  const address = new URL(await open().begin('token-3'));
  expect(address.searchParams.get('code_challenge_method')).toBe('S256');
  expect(address.href).not.toContain(CLIENT.secret);
  expect(address.href).not.toContain('token-3');
});

it('an answer of the provider opens nothing in another browser, nor a second time', async () => {
  const registry = open();
  const back = await provider.signIn(await registry.begin('token-4'), 'lan');
  await expect(registry.finish('token-5', queryOf(back))).rejects.toMatchObject({ code: 'IDENTITY_REFUSED' });
  await registry.finish('token-4', queryOf(back));
  await expect(registry.finish('token-4', queryOf(back))).rejects.toMatchObject({ code: 'IDENTITY_REFUSED' });
});

it.each(['', 'code=x', 'error=access_denied', 'code=x&state=y&iss=https://evil.example'])(
  'the answer "%s" is refused',
  async (query) => {
    await expect(open().finish('token-6', query)).rejects.toMatchObject({ code: 'IDENTITY_REFUSED' });
  },
);

it('a person without a name that can be stored is refused', async () => {
  const registry = open();
  const back = await provider.signIn(await registry.begin('token-7'), 'khong-ten');
  await expect(registry.finish('token-7', queryOf(back))).rejects.toMatchObject({ code: 'IDENTITY_REFUSED' });
});

it('a registry with another secret gets no identity', async () => {
  const wrong = open({ clientSecret: 'another' });
  const back = await provider.signIn(await wrong.begin('token-8'), 'lan');
  await expect(wrong.finish('token-8', queryOf(back))).rejects.toMatchObject({ code: 'IDENTITY_REFUSED' });
});

it('a provider that does not answer is away, and is asked again later', async () => {
  const away = open({ issuer: 'http://127.0.0.1:9' });
  await expect(away.begin('token-9')).rejects.toMatchObject({ code: 'IDENTITY_AWAY' });
  await expect(away.begin('token-9')).rejects.toMatchObject({ code: 'IDENTITY_AWAY' });
});
