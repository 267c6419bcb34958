import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry as seen through a door that can bring out a new version of the client. */
export interface ReleaseProxy {
  readonly url: string;
  /** From now on the worker script differs, which is what a new version is to a browser. */
  release(): void;
  close(): Promise<void>;
}

const WORKER = '/service-worker.js';
/** Lets the new worker be told from the old one by asking it. */
const NEW_VERSION = `
self.addEventListener('message', (event) => {
  if (event.data === 'version') event.ports[0].postMessage('new');
});
`;

const forward = (target: string, from: IncomingMessage, to: ServerResponse, extra: string): void => {
  const { host, origin, ...kept } = from.headers;
  const headers = {
    ...kept,
    host: new URL(target).host,
    ...(origin === undefined ? {} : { origin: target }),
    // The worker script is changed below, so it must come as it is.
    ...(extra === '' ? {} : { 'accept-encoding': 'identity', 'if-none-match': '' }),
  };
  const passed = request(target + from.url, { method: from.method, headers }, (answer) => {
    const { 'content-length': length, ...rest } = answer.headers;
    const size = length === undefined ? {} : { 'content-length': Number(length) + Buffer.byteLength(extra) };
    to.writeHead(answer.statusCode ?? 502, { ...rest, ...size });
    answer.on('data', (chunk) => to.write(chunk));
    answer.on('end', () => to.end(extra));
  });
  passed.on('error', () => to.destroy());
  from.pipe(passed);
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, 'localhost', () => resolve((server.address() as AddressInfo).port));
  });

/** Opens the door to a registry; to it every request seems to come to its own address. */
export const startReleaseProxy = async (target: string): Promise<ReleaseProxy> => {
  let isReleased = false;
  const server = createServer((from, to) => {
    forward(target, from, to, isReleased && from.url === WORKER ? NEW_VERSION : '');
  });
  const port = await listen(server);
  return {
    url: `http://localhost:${port}`,
    release: () => {
      isReleased = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
