import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NewMessage, queueMessage } from '@hocba/server/connectors/messages/queue-message';
import { readSenders } from '@hocba/server/connectors/messages/read-senders';
import { insertMessageStop } from '@hocba/server/storage/queries/messages/messages';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { type SmsGateway, startSmsGateway } from '../../reference/sms-gateway.ts';

const HOUR = 3_600_000;

let gateway: SmsGateway;
let registry: Registry;
let folder: string;

beforeEach(async () => {
  gateway = await startSmsGateway('ma-cua-cong');
  folder = mkdtempSync(join(tmpdir(), 'hocba-notify-'));
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, 'ma-cua-cong');
  const senders = readSenders({ mail: undefined, sms: { url: gateway.url, tokenFile } });
  registry = await startRegistry({ services: { senders } });
});

afterEach(async () => {
  await registry.close();
  await gateway.close();
  rmSync(folder, { recursive: true });
});

const tell = async (other: Partial<NewMessage<'code-used'>> = {}): Promise<void> => {
  const message = {
    channel: 'sms',
    contact: '+84912345678',
    language: 'vi',
    sentence: 'code-used',
    parameters: { pupil: 'Tuyết', date: '01/10/2026' },
    student: null,
    guardian: null,
    school: '08000101',
    ...other,
  } as const;
  await registry.db.commit(queueMessage(message, registry.clock()));
  await registry.idle();
};

const messages = async () => {
  const rows = await registry.db.query.select().from(registry.db.tables.message);
  return rows.map(({ state, tries, problem }) => ({ state, tries, problem }));
};

it('a message that is queued by day goes out at once, in plain letters', async () => {
  await tell();
  expect(gateway.taken.map(({ to, text }) => [to, text])).toEqual([
    [
      '+84912345678',
      'Ma tra cuu hoc ba cua em Tuyet duoc dung ngay 01/10/2026. Neu gia dinh khong dua ma, vui long goi nha truong. Thoi nhan tin: tra loi DUNG.',
    ],
  ]);
  expect(await messages()).toEqual([{ state: 'sent', tries: 1, problem: null }]);
});

it('a message that is queued at night waits for eight in the morning', async () => {
  registry.pass(12 * HOUR);
  await tell();
  expect([gateway.taken.length, await messages()]).toEqual([
    0,
    [{ state: 'queued', tries: 0, problem: null }],
  ]);
  registry.pass(10.9 * HOUR);
  await registry.idle();
  expect(gateway.taken).toHaveLength(0);
  registry.pass(0.1 * HOUR);
  await registry.idle();
  expect(gateway.taken).toHaveLength(1);
});

it('a message whose gateway is away is tried again with growing pauses, and never at night', async () => {
  gateway.failNext(3, 503);
  registry.pass(10.5 * HOUR);
  await tell();
  expect(await messages()).toEqual([{ state: 'queued', tries: 1, problem: 'MESSAGE_NOT_SENT' }]);
  for (const [minutes, tries] of [
    [1, 2],
    [10, 3],
    [60, 3],
    [600, 3],
  ] as const) {
    registry.pass(minutes * 60_000);
    await registry.idle();
    expect(await messages()).toMatchObject([{ tries }]);
  }
  // It is 6:41 in Vietnam.
  registry.pass(79 * 60_000);
  await registry.idle();
  expect([gateway.taken.length, await messages()]).toEqual([1, [{ state: 'sent', tries: 4, problem: null }]]);
});

it('a message that five tries did not send has failed, and its job is done', async () => {
  gateway.failNext(99, 500);
  await tell();
  for (const minutes of [1, 10, 60, 360]) {
    registry.pass(minutes * 60_000);
    await registry.idle();
  }
  expect(await messages()).toEqual([{ state: 'failed', tries: 5, problem: 'MESSAGE_NOT_SENT' }]);
  const jobs = await registry.db.query.select().from(registry.db.tables.job);
  expect(jobs.map(({ state }) => state)).toEqual(['done']);
});

it('a number that takes no messages fails at the first try', async () => {
  gateway.unknownNumbers.add('+84912345678');
  await tell();
  expect(await messages()).toEqual([{ state: 'failed', tries: 1, problem: 'MESSAGE_REFUSED' }]);
});

it('a message of a channel without a sender fails and says so', async () => {
  await tell({ channel: 'mail', contact: 'me@tinh.example' });
  expect(await messages()).toEqual([{ state: 'failed', tries: 1, problem: 'CHANNEL_MISSING' }]);
});

it('the owner of a number who asked for no messages gets none, in that channel', async () => {
  const since = registry.clock();
  await registry.db.commit([
    insertMessageStop({ channel: 'sms', contact: '+84912345678', since }),
    insertMessageStop({ channel: 'mail', contact: '+84987654321', since }),
  ]);
  await tell();
  await tell({ contact: '+84987654321' });
  expect((await messages()).map(({ state }) => state).sort()).toEqual(['sent', 'stopped']);
  expect(gateway.taken.map(({ to }) => to)).toEqual(['+84987654321']);
});

it('a failed or sent message puts neither number nor text into the log', async () => {
  gateway.failNext(1, 500);
  await tell();
  registry.pass(60_000);
  await registry.idle();
  expect(gateway.taken).toHaveLength(1);
  expect(registry.logLines.join('')).not.toMatch(/912345678|Tuyet|Tuyết|ma-cua-cong/);
});
