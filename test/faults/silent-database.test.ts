import { setTimeout } from 'node:timers/promises';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { openStorage } from '@hocba/server/storage/engine/open';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startRegistry } from '../fixtures/registry.ts';
import { createDatabase, type RunningPostgres, startPostgres } from '../run/postgres.ts';
import { openSwallowingProxy } from './swallowing-proxy.ts';

/** The promise: an outage is noticed within ten seconds, and over within ten after the line is back. */
const LIMIT_MS = 10_000;

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

/** Milliseconds until it is so. */
const timeUntil = async (isSo: () => Promise<boolean>): Promise<number> => {
  const from = performance.now();
  while (!(await isSo())) {
    if (performance.now() - from > 2 * LIMIT_MS) break;
    await setTimeout(100);
  }
  return performance.now() - from;
};

it('field 43: a line to PostgreSQL that falls silent is noticed and got over, each within ten seconds', async () => {
  const url = new URL(await createDatabase(postgres.url, 'silent_line'));
  const line = await openSwallowingProxy(Number(url.port));
  url.port = String(line.port);
  const db = await openStorage(url.href, TEST_MAC, 'short');
  const registry = await startRegistry({ services: { db }, env: { RATE_LIMIT_PER_MINUTE: '99999' } });
  try {
    await registry.addAccount({ name: 'clerk.a', role: 'clerk' });
    const { token } = await registry.signIn('clerk.a');
    const ask = (path: string) => registry.inject(token, { method: 'GET', url: path });
    const ready = async () => (await ask('/readyz')).statusCode === 200;
    expect(await ready()).toBe(true);

    line.silence();
    const asked = ['/sync/', '/auth/me', '/schools'].map(ask);
    expect(await timeUntil(async () => !(await ready()))).toBeLessThan(LIMIT_MS);
    const signIn = await registry.app.inject({
      method: 'POST',
      url: '/auth/sign-in',
      payload: { account: 'clerk.a', password: 'mot-mat-khau-thu-2026' },
    });
    for (const answer of [...(await Promise.all(asked)), signIn]) {
      expect({ status: answer.statusCode, retry: answer.headers['retry-after'] }).toEqual({
        status: 503,
        retry: '5',
      });
    }
    // The lanes of background work meet it as well; nothing is told without the driver's code.
    await setTimeout(8_000);
    const told = registry.logLines.map((text) => JSON.parse(text)).filter(({ level }) => level >= 50);
    const events = new Set(told.map(({ event }) => event));
    expect([...events].sort()).toEqual(['lane.interrupted', 'replication.failed', 'request.failed']);
    expect(new Set(told.flatMap(({ lane }) => lane ?? []))).toEqual(
      new Set(['project', 'issue', 'assign', 'notify', 'tell', 'transfer', 'review']),
    );
    const codes = /ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_ENDED/;
    for (const entry of told) expect(String(entry.error ?? entry.err.code)).toMatch(codes);

    line.restore();
    const backAt = performance.now();
    expect(await timeUntil(ready)).toBeLessThan(LIMIT_MS);
    expect((await ask('/auth/me')).statusCode).toBe(200);
    await registry.idle();
    await setTimeout(backAt + LIMIT_MS - performance.now());
    const before = registry.logLines.length;
    await setTimeout(4_000);
    expect(registry.logLines.slice(before).filter((text) => text.includes('"level":50'))).toEqual([]);
  } finally {
    await registry.close();
    line.close();
  }
});

it('field 43: a PostgreSQL that is shut down answers 503 and is named in the log', async () => {
  const own = await startPostgres();
  const url = new URL(await createDatabase(own.url, 'gone'));
  const line = await openSwallowingProxy(Number(url.port));
  url.port = String(line.port);
  const db = await openStorage(url.href, TEST_MAC, 'short');
  const registry = await startRegistry({ services: { db } });
  try {
    await own.stop();
    const answer = await registry.app.inject({
      method: 'POST',
      url: '/auth/sign-in',
      payload: { account: 'clerk.a', password: 'mot-mat-khau-thu-2026' },
    });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'OVERLOADED' });
    const failed = registry.logLines
      .map((text) => JSON.parse(text))
      .find(({ event }) => event === 'request.failed');
    expect(failed?.err.code).toMatch(/CONNECTION_ENDED|57P01|ECONNRESET|ECONNREFUSED/);
  } finally {
    await registry.close();
    line.close();
  }
});
