import { refresh } from '@hocba/shared/contract/auth';
import type { ModelRegistry } from './registry.ts';

/** The fault of one request. */
export const FAULTS = [
  'lost on the way',
  'answer lost',
  'twice',
  'late',
  'page of a captive portal',
  'answer cut off',
  'bad gateway',
  'too large for a proxy',
  'token expired',
  'cable out',
  'tab dies before',
  'tab dies after',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Which request of the next run it happens to, counted from 0. */
export interface Trouble {
  readonly at: number;
  readonly fault: Fault;
}

/** A device's line to the registry. */
export interface Line {
  online: boolean;
  /** The person whose session it is. */
  person: string;
  /** The registry takes this device's token for expired until it is renewed. */
  expired: boolean;
  /** The faults of the present run. */
  trouble: Trouble | undefined;
  /** Requests of the present run so far. */
  requests: number;
  /** Told when the tab dies in the middle of a request. */
  onDeath: () => void;
  readonly fetch: typeof fetch;
}

/** Requests that somewhere on the way wait to be delivered, although nobody waits for their answers. */
export type Wandering = (() => Promise<unknown>)[];

const ORIGIN = 'https://hocba.example';
const UNREACHABLE = 'Failed to fetch';
const HTML = { 'content-type': 'text/html; charset=utf-8' };

const never = (): Promise<never> => new Promise(() => {});

/** Delivers a request to the registry in this process, byte for byte as it would arrive from a socket. */
const deliver = async ({ running }: ModelRegistry, url: URL, init: RequestInit): Promise<Response> => {
  const answer = await running.app.inject({
    method: (init.method ?? 'GET') as 'GET',
    url: url.pathname + url.search,
    headers: Object.fromEntries(new Headers(init.headers)),
    ...(init.body ? { payload: String(init.body) } : {}),
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
  return new Response(new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers });
};

const cutOff = async (answer: Response): Promise<Response> => {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return new Response(bytes.slice(0, Math.floor(bytes.length / 2)), answer);
};

type Pass = () => Promise<Response>;

/** The outcome of a request under a fault. */
const faulty = async (fault: Fault, pass: Pass, line: Line, wandering: Wandering): Promise<Response> => {
  switch (fault) {
    case 'lost on the way':
      throw new TypeError(UNREACHABLE);
    case 'answer lost':
      await pass();
      throw new TypeError(UNREACHABLE);
    case 'twice':
      return (await Promise.all([pass(), pass()]))[0];
    case 'late':
      wandering.push(pass);
      throw new DOMException('timed out', 'TimeoutError');
    case 'page of a captive portal':
      return new Response('<html lang="vi">', { headers: HTML });
    case 'answer cut off':
      return cutOff(await pass());
    case 'bad gateway':
      return new Response('<html>', { status: 502, headers: HTML });
    case 'too large for a proxy':
      return new Response('<html>', { status: 413, headers: HTML });
    case 'token expired':
      line.expired = true;
      return pass();
    case 'cable out':
      line.online = false;
      throw new TypeError(UNREACHABLE);
    case 'tab dies before':
      line.onDeath();
      return never();
    case 'tab dies after':
      await pass();
      line.onDeath();
      return never();
  }
};

/** The line of a device of this person. */
export const openLine = (registry: ModelRegistry, person: string, wandering: Wandering): Line => {
  const pass = (url: URL, init: RequestInit): Pass => {
    const session = registry.sessions.get(line.person);
    const headers = new Headers(init.headers);
    if (url.pathname === refresh.path) {
      // Signing in costs a tenth of a second of hashing; the registry's answer to it is used again.
      return async () => {
        line.expired = false;
        return Response.json(session?.signedIn);
      };
    }
    if (line.expired) headers.set('authorization', `Bearer ${session?.expired}`);
    return () => deliver(registry, url, { ...init, headers });
  };
  const line: Line = {
    online: true,
    person,
    expired: false,
    trouble: undefined,
    requests: 0,
    onDeath: () => undefined,
    fetch: async (input, init = {}) => {
      const number = line.requests++;
      if (!line.online) throw new TypeError(UNREACHABLE);
      const send = () => pass(new URL(String(input), ORIGIN), init)();
      const { trouble } = line;
      return trouble?.at === number ? faulty(trouble.fault, send, line, wandering) : send();
    },
  };
  return line;
};
