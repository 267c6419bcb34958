import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../fixtures/registry.ts';

const SOCKETS = 300;
/** The registry cuts off after 15 seconds, and a busy machine later; without that Node waits for a minute and more. */
const GONE_AFTER = 45_000;
/** Answers that readers got meanwhile; each is asked for when the one before it has come. */
const ANSWERS = 10;

let registry: Registry;
let port: number;

beforeAll(async () => {
  registry = await startRegistry({ env: { RATE_LIMIT_PER_MINUTE: '1000000' } });
  await registry.app.listen({ port: 0, host: '127.0.0.1' });
  port = (registry.app.server.address() as AddressInfo).port;
});
afterAll(() => registry.close());

/** Sends the first line of a request and then one header byte a second, as slowloris does; resolves when cut off. */
const sendSlowly = (head: string): { socket: Socket; gone: Promise<number> } => {
  const started = performance.now();
  const socket = connect(port, '127.0.0.1', () => socket.write(head));
  const timer = setInterval(() => socket.write('x'), 1000);
  const gone = new Promise<number>((resolve) => {
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(performance.now() - started);
    });
  });
  return { socket, gone };
};

const health = async (): Promise<void> => {
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
};

it('a registry cuts off hundreds of slow senders and answers everybody else meanwhile', async () => {
  const heads = [
    'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ',
    'POST /auth/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n',
  ];
  const senders = Array.from({ length: SOCKETS }, (_, i) => sendSlowly(heads[i % heads.length] ?? ''));
  let answers = 0;
  let cut = 0;
  for (const { gone } of senders) void gone.then(() => cut++);
  for (; cut === 0; answers++) await health();
  expect(answers).toBeGreaterThan(ANSWERS);
  const lives = await Promise.all(senders.map(({ gone }) => gone));
  expect(Math.max(...lives)).toBeLessThan(GONE_AFTER);
  await health();
});

it('a registry answers readers while passwords are being hashed', async () => {
  const signIns = Array.from({ length: 20 }, (_, i) =>
    fetch(`http://127.0.0.1:${port}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: `nobody.${i}`, password: 'wrong' }),
    }),
  );
  let answered = 0;
  let done = false;
  const all = Promise.all(signIns).then((answers) => {
    done = true;
    return answers;
  });
  for (; !done; answered++) await health();
  expect((await all).map((answer) => answer.status)).toEqual(Array(20).fill(401));
  expect(answered).toBeGreaterThan(ANSWERS);
});
