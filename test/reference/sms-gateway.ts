import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A text message as the gateway took it. */
export interface TakenText {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly reference: string;
}

/** The fate of a message, by the reference of the registry. */
interface Report {
  readonly reference: string;
  readonly state: 'delivered' | 'failed';
}

/** A text message from a telephone. */
interface Reply {
  readonly from: string;
  readonly text: string;
}

/** The registry's answer. */
interface Told {
  readonly status: number;
  readonly body: unknown;
}

/** A gateway of text messages on a free port of this machine. */
export interface SmsGateway {
  readonly url: string;
  /** Messages in the order in which they came, each reference once. */
  readonly taken: readonly TakenText[];
  /** Requests so far, refused ones included. */
  readonly requests: () => number;
  /** Numbers that the gateway takes no messages for. */
  readonly unknownNumbers: Set<string>;
  /** The next requests are answered with this status and not taken. */
  failNext(times: number, status: number): void;
  /** The registry that reports and replies go to. */
  tellTo(registry: string): void;
  /** Says what became of messages; under another token where one is given. */
  report(reports: readonly Report[], token?: string): Promise<Told>;
  /** Hands over what people wrote back. */
  reply(replies: readonly Reply[], token?: string): Promise<Told>;
  close(): Promise<void>;
}

/** A message of one part in the default alphabet; each character takes one place. */
const isOnePart = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Za-z0-9 @$_!"#%&'()*+,\-./:;<=>?]{1,160}$/.test(text);

const isAllowed = (request: IncomingMessage, token: string): boolean => {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

/**
 * Starts a gateway that speaks the interface of `server/OPERATING.md`, "Text messages", and is stricter than a network
 * operator: it answers 400 to a message that does not fit into one part, and 401 to another token.
 */
export const startSmsGateway = async (token: string): Promise<SmsGateway> => {
  const taken: TakenText[] = [];
  const unknownNumbers = new Set<string>();
  let requests = 0;
  let registry = '';
  let failing = { times: 0, status: 503 };
  const answer = (response: ServerResponse, status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    requests += 1;
    if (request.method !== 'POST' || request.url !== '/v1/messages') return answer(response, 404, {});
    if (!isAllowed(request, token)) return answer(response, 401, {});
    const { to, text, reference } = (await json(request)) as Record<string, unknown>;
    if (failing.times > 0) {
      failing = { ...failing, times: failing.times - 1 };
      return answer(response, failing.status, {});
    }
    if (typeof to !== 'string' || typeof reference !== 'string' || !isOnePart(text)) {
      return answer(response, 400, {});
    }
    if (unknownNumbers.has(to)) return answer(response, 422, { error: 'no such number' });
    const before = taken.find((message) => message.reference === reference);
    const message = before ?? { id: `sms-${taken.length + 1}`, to, text, reference };
    if (before === undefined) taken.push(message);
    return answer(response, 202, { id: message.id });
  };

  const tell = async (path: string, body: object, shown = token): Promise<Told> => {
    const headers = { authorization: `Bearer ${shown}`, 'content-type': 'application/json' };
    const told = await fetch(`${registry}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: told.status, body: await told.json() };
  };

  const server = createServer((request, response) => {
    take(request, response).catch(() => answer(response, 400, {}));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/messages`,
    taken,
    requests: () => requests,
    unknownNumbers,
    failNext: (times, status) => {
      failing = { times, status };
    },
    tellTo: (url) => {
      registry = url;
    },
    report: (reports, shown) => tell('/gateway/reports', { reports }, shown),
    reply: (replies, shown) => tell('/gateway/replies', { replies }, shown),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
};
