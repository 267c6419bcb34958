import { disableAccount } from '@hocba/server/people/accounts';
import { publish } from '@hocba/server/replication/publish';
import type { AccountName, ClassCode, SchoolYear, SubjectCode } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

const DATABASE = '08000101-2026-2027';
const teaches = [
  { year: '2026-2027' as SchoolYear, class: '8A1' as ClassCode, subject: 'toan' as SubjectCode },
];

let registry: Registry;
beforeEach(async () => {
  registry = await startRegistry();
  await registry.addAccount({ name: 'hoa.8a1', role: 'teacher', assignments: teaches });
});
afterEach(() => registry.close());

it('field 36: an answer that waits for changes ends when the account does, and tells nothing more', async () => {
  const { token } = await registry.signIn('hoa.8a1');
  const url = `/sync/${DATABASE}/_changes?feed=longpoll&since=0&timeout=60000&heartbeat=50000`;
  const waiting = registry.inject(token, { url });
  // The first heartbeat has left once the request is waiting; a request after it is served after it.
  expect((await registry.inject(token, { url: '/auth/me' })).statusCode).toBe(200);
  await disableAccount(registry.db, 'hoa.8a1' as AccountName, registry.clock());
  const writes = await publish(registry.db, DATABASE, [{ id: 'class:8A1', kind: 'class:8A1', body: {} }]);
  await registry.db.commit(writes);
  const answer = await waiting;
  // One heartbeat and the end: an answer that had waited on would have a second heartbeat.
  expect(answer.body.trimEnd()).toBe('\n{"results":[],"last_seq":0}');
  expect((await registry.inject(token, { url })).json()).toMatchObject({ code: 'ACCOUNT_CLOSED' });
});
