import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSenders } from '@hocba/server/connectors/messages/read-senders';
import type { Senders } from '@hocba/server/connectors/messages/senders';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SmsGateway, startSmsGateway } from '../../reference/sms-gateway.ts';

let gateway: SmsGateway;
let folder: string;
let tokenFile: string;
let senders: Senders;

beforeEach(async () => {
  gateway = await startSmsGateway('ma-cua-cong');
  folder = mkdtempSync(join(tmpdir(), 'hocba-sms-'));
  tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, 'ma-cua-cong\n');
  senders = readSenders({ mail: undefined, sms: { url: gateway.url, tokenFile } });
});

afterEach(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

const code = { channel: 'sms', to: '+84912345678', code: '481920', minutes: 5, language: 'vi' } as const;
const text = { to: '+84912345678', subject: '', text: 'Hoc ba da ky', reference: 'm1' };

it('a one-time code reaches the gateway as one part in plain letters', async () => {
  await senders.sendCode(code);
  expect(gateway.taken).toMatchObject([
    {
      to: '+84912345678',
      text: 'Ma dang nhap Hoc Ba: 481920. Dung trong 5 phut. Khong dua ma nay cho ai, ke ca nha truong.',
    },
  ]);
});

it('a message that is sent again under its reference is taken once', async () => {
  await senders.table.sms?.send(text);
  await senders.table.sms?.send(text);
  expect([gateway.requests(), gateway.taken.length]).toEqual([2, 1]);
});

it('a number that the gateway does not know is refused for good', async () => {
  gateway.unknownNumbers.add('+84912345678');
  await expect(senders.sendCode(code)).rejects.toMatchObject({ code: 'MESSAGE_REFUSED' });
});

it.each([429, 500, 503])('a gateway that answers %i is away, and takes the message later', async (status) => {
  gateway.failNext(1, status);
  await expect(senders.sendCode(code)).rejects.toMatchObject({
    code: 'MESSAGE_NOT_SENT',
    message: 'MESSAGE_NOT_SENT',
  });
  await senders.sendCode(code);
  expect(gateway.taken).toHaveLength(1);
});

it('a gateway that is not there is away', async () => {
  await gateway.close();
  await expect(senders.sendCode(code)).rejects.toMatchObject({ code: 'MESSAGE_NOT_SENT' });
});

it('a wrong token is a failure of the registry’s settings and no fault of the number', async () => {
  writeFileSync(tokenFile, 'another');
  const wrong = readSenders({ mail: undefined, sms: { url: gateway.url, tokenFile } });
  await expect(wrong.sendCode(code)).rejects.toMatchObject({ code: 'MESSAGE_NOT_SENT' });
});

it.each([
  ['is empty', ''],
  ['holds two lines', 'a\nb'],
])('a token file that %s is refused at the start, and its content is not shown', (_, content) => {
  writeFileSync(tokenFile, content);
  expect(() => readSenders({ mail: undefined, sms: { url: gateway.url, tokenFile } })).toThrow(
    `SMS_GATEWAY_TOKEN_FILE: the file ${tokenFile} must hold one line`,
  );
});

it('a token file that is not there is named at the start', () => {
  const missing = { url: gateway.url, tokenFile: join(folder, 'none') };
  expect(() => readSenders({ mail: undefined, sms: missing })).toThrow('SMS_GATEWAY_TOKEN_FILE');
});
