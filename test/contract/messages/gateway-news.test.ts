import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queueMessage } from '@hocba/server/connectors/messages/queue-message';
import { readSenders } from '@hocba/server/connectors/messages/read-senders';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { type SmsGateway, startSmsGateway } from '../../reference/sms-gateway.ts';

const NUMBER = '+84912345678';

let gateway: SmsGateway;
let registry: Registry;
let folder: string;

beforeEach(async () => {
  gateway = await startSmsGateway('ma-cua-cong');
  folder = mkdtempSync(join(tmpdir(), 'hocba-gateway-'));
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, 'ma-cua-cong');
  const senders = readSenders({ mail: undefined, sms: { url: gateway.url, tokenFile } });
  registry = await startRegistry({ services: { senders } });
  await registry.app.listen({ host: '127.0.0.1', port: 0 });
  gateway.tellTo(`http://127.0.0.1:${(registry.app.server.address() as { port: number }).port}`);
});

afterEach(async () => {
  await registry.close();
  await gateway.close();
  rmSync(folder, { recursive: true });
});

const tell = async (): Promise<string> => {
  const message = {
    channel: 'sms',
    contact: NUMBER,
    language: 'vi',
    sentence: 'code-used',
    parameters: { pupil: 'Tuyết', date: '01/10/2026' },
    student: null,
    guardian: null,
    school: '08000101',
  } as const;
  await registry.db.commit(queueMessage(message, registry.clock()));
  await registry.idle();
  return gateway.taken.at(-1)?.reference ?? '';
};
const states = async () =>
  (await registry.db.query.select().from(registry.db.tables.message)).map(({ state }) => state);

it.each(['delivered', 'failed'] as const)(
  'a report of the gateway makes a message %s, once',
  async (state) => {
    const reference = await tell();
    expect(await gateway.report([{ reference, state }])).toEqual({ status: 200, body: { changed: 1 } });
    expect(await states()).toEqual([state]);
    expect(await gateway.report([{ reference, state: 'failed' }])).toMatchObject({ body: { changed: 0 } });
    expect(await states()).toEqual([state]);
  },
);

it('a report about a one-time code changes nothing', async () => {
  await registry.senders.sendCode({ channel: 'sms', to: NUMBER, code: '481920', minutes: 5, language: 'vi' });
  const reference = gateway.taken[0]?.reference ?? '';
  expect(await gateway.report([{ reference, state: 'failed' }])).toEqual({
    status: 200,
    body: { changed: 0 },
  });
});

it('a polite reply ends messages to its number, and one-time codes still arrive', async () => {
  await tell();
  const replies = [
    { from: NUMBER, text: 'Cô ơi thôi đừng nhắn nữa ạ' },
    { from: '+84987654321', text: 'Cảm ơn cô' },
  ];
  expect(await gateway.reply(replies)).toEqual({ status: 200, body: { stopped: 1 } });
  expect(await gateway.reply(replies)).toMatchObject({ body: { stopped: 0 } });
  await tell();
  expect(await states()).toEqual(['sent', 'stopped']);
  await registry.senders.sendCode({ channel: 'sms', to: NUMBER, code: '481920', minutes: 5, language: 'vi' });
  expect(gateway.taken.map(({ to }) => to)).toEqual([NUMBER, NUMBER]);
  expect(registry.logLines.join('')).not.toMatch(/912345678|nhắn/);
});

it.each(['another', ''])('the gateway’s routes refuse the token "%s" and change nothing', async (token) => {
  const reference = await tell();
  const told = await gateway.report([{ reference, state: 'failed' }], token);
  expect(told).toMatchObject({ status: 401, body: { code: 'GATEWAY_UNKNOWN' } });
  expect(await gateway.reply([{ from: NUMBER, text: 'stop' }], token)).toMatchObject({ status: 401 });
  await tell();
  expect(await states()).toEqual(['sent', 'sent']);
});
