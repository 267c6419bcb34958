import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { vi } from 'vitest';

/**
 * What becomes of a request: it passes; nobody ever answers it; the registry takes it and its answer never comes; a
 * captive portal shows its page, or sends to its page; the registry finds the token too old; the line breaks; it waits
 * until the line is healed.
 */
export type Fate =
  | 'pass'
  | 'held'
  | 'silent'
  | 'answer-lost'
  | 'portal'
  | 'portal-redirect'
  | 'expired'
  | 'broken';

/** One request as it came. */
export interface Asked {
  readonly path: string;
  readonly token: string | undefined;
}

/** The line between browsers and a registry. */
export interface Line {
  readonly url: string;
  /** Every request of the protocol since the line was opened, in order. */
  readonly asked: readonly Asked[];
  /** Decides what becomes of requests from now on. */
  decide(fate: (asked: Asked) => Fate): void;
  /** From now on all requests pass, also those that were held. */
  heal(): void;
  /** Waits until a request whose path contains the text came, and was answered by the registry if it is to be. */
  until(text: string): Promise<void>;
  /** Waits until nobody looks after what was sent before; pages do so every second and a half. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

const PORTAL = '<!doctype html><title>Wi-Fi</title><p>Xin chào. Bấm Đồng ý để vào mạng.</p>';
const LOGIN = '/wifi-login';
const QUIET_MS = 2_500;

/** A text file of the registry on its way, by its path. */
export type Change = (path: string, text: string) => string;

const pass = (
  target: string,
  from: IncomingMessage,
  to: ServerResponse,
  change: Change | undefined,
  done: () => void,
  isLost: boolean,
) => {
  const { host, origin, ...kept } = from.headers;
  const headers = {
    ...kept,
    host: new URL(target).host,
    ...(origin === undefined ? {} : { origin: target }),
    // An answer that is changed on its way must come uncompressed.
    ...(change === undefined ? {} : { 'accept-encoding': 'identity', 'if-none-match': '' }),
  };
  const passed = request(target + from.url, { method: from.method, headers }, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () => {
      done();
      if (isLost) return;
      const whole = Buffer.concat(parts);
      const { 'content-length': _, 'transfer-encoding': __, ...rest } = answer.headers;
      const isText = /javascript|html|json/.test(answer.headers['content-type'] ?? '');
      const body = change && isText ? Buffer.from(change(from.url ?? '', String(whole))) : whole;
      to.writeHead(answer.statusCode ?? 502, { ...rest, 'content-length': body.length });
      to.end(from.method === 'HEAD' ? undefined : body);
    });
  });
  passed.on('error', () => to.destroy());
  from.pipe(passed);
};

const answerAs: Partial<Record<Fate, (from: IncomingMessage, to: ServerResponse) => void>> = {
  silent: () => undefined,
  portal: (_, to) => void to.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL),
  'portal-redirect': (from, to) =>
    from.url === LOGIN
      ? void to.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL)
      : void to.writeHead(302, { location: LOGIN }).end(),
  expired: (_, to) =>
    void to
      .writeHead(401, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ type: 'about:blank', title: 'expired', status: 401, code: 'TOKEN_EXPIRED' })),
  broken: (from) => from.socket.destroy(),
};

/** Opens a line to a registry; to it every request seems to come to its own address. `change` rewrites its files. */
export const openLine = async (target: () => string, change?: Change): Promise<Line> => {
  const asked: Asked[] = [];
  const answered: string[] = [];
  const held: (() => void)[] = [];
  let fateOf: (asked: Asked) => Fate = () => 'pass';
  const server = createServer((from, to) => {
    const one = { path: from.url ?? '', token: from.headers.authorization };
    if (one.path.startsWith('/sync/')) asked.push(one);
    const fate = fateOf(one);
    const special = answerAs[fate];
    const isChanged = change !== undefined && !one.path.startsWith('/sync/');
    if (special === undefined) {
      const done = () => answered.push(one.path);
      const go = () => pass(target(), from, to, isChanged ? change : undefined, done, fate === 'answer-lost');
      if (fate === 'held') held.push(go);
      else go();
      return;
    }
    answered.push(one.path);
    special(from, to);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const heal = () => {
    fateOf = () => 'pass';
    for (const go of held.splice(0)) go();
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    decide: (fate) => {
      fateOf = fate;
      answered.length = 0;
    },
    heal,
    until: (text) =>
      vi
        .waitUntil(() => answered.some((path) => path.includes(text)), { timeout: 15_000 })
        .then(() => undefined),
    quiet: async () => {
      for (let seen = -1; seen !== asked.length; ) {
        seen = asked.length;
        await setTimeout(QUIET_MS);
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
