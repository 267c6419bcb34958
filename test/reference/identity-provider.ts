import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A person as the provider knows the person; the names of the claims are those of VNeID as this project reads it. */
export interface KnownPerson {
  readonly sub: string;
  readonly name?: string;
  readonly personal_id?: string;
  readonly birthdate?: string;
}

/** An identity provider (OpenID Connect) on a free port of this machine. */
export interface ReferenceProvider {
  readonly issuer: string;
  /** Walks the provider's pages as a person who signs in there: from the address of the registry back to its callback. */
  signIn(address: string, sub: string): Promise<URL>;
  close(): Promise<void>;
}

/** A browser that keeps cookies and follows redirections of one site only. */
const walker = (issuer: string) => {
  const cookies = new Map<string, string>();
  const step = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      headers: { cookie },
      redirect: 'manual',
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  /** Goes on until the provider shows a page or sends the browser to another site. */
  const follow = async (url: string, form?: Record<string, string>): Promise<string> => {
    const answer = await step(url, form);
    const location = answer.headers.get('location');
    if (location === null) return url;
    const next = new URL(location, issuer).href;
    return next.startsWith(issuer) && !next.includes('/interaction/') ? follow(next) : next;
  };
  return { follow };
};

/** Starts a provider with one client, which knows these people; each signs in by its key alone. */
export const startIdentityProvider = async (
  client: { readonly id: string; readonly secret: string; readonly callback: string },
  people: readonly KnownPerson[],
): Promise<ReferenceProvider> => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.callback],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'personal_id', 'birthdate'] },
    pkce: { required: () => true },
    cookies: { keys: ['a key of tests'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, sub) => {
      const person = people.find((one) => one.sub === sub);
      return person && { accountId: sub, claims: async () => ({ ...person }) };
    },
  });
  server.on('request', provider.callback());
  return {
    issuer,
    signIn: async (address, sub) => {
      const { follow } = walker(issuer);
      const login = await follow(address);
      const consent = await follow(login, { prompt: 'login', login: sub, password: 'x' });
      return new URL(await follow(consent, { prompt: 'consent' }));
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
};
