import { RegistryError } from '@hocba/shared/problems';
import { expect, it } from 'vitest';
import { printingSender } from './printer.ts';
import type { Sender } from './sender.ts';
import { openSenders } from './senders.ts';

const CODE = { channel: 'sms', to: '+84912345678', code: '481920', minutes: 5, language: 'vi' } as const;

const failing = (error: Error): Sender => ({ send: () => Promise.reject(error) });

it('a one-time code goes out at once through the sender of its channel', async () => {
  const lines: string[] = [];
  const senders = openSenders({ sms: printingSender((line) => lines.push(line)) });
  expect([senders.has('sms'), senders.has('mail')]).toEqual([true, false]);
  await senders.sendCode(CODE);
  expect(lines).toEqual([
    '✉ +84912345678: Ma dang nhap Hoc Ba: 481920. Dung trong 5 phut. Khong dua ma nay cho ai, ke ca nha truong.',
  ]);
});

it('a one-time code for a channel without a sender is refused by its code', async () => {
  await expect(openSenders({}).sendCode(CODE)).rejects.toMatchObject({ code: 'CHANNEL_MISSING' });
});

it.each([
  ['MESSAGE_NOT_SENT', new Error('550 message "481920" to +84912345678 dropped')],
  ['MESSAGE_REFUSED', new RegistryError('MESSAGE_REFUSED', 'no such number 481920')],
])(
  'a failure to send a one-time code ends as %s and repeats neither code nor number',
  async (code, error) => {
    const told = openSenders({ sms: failing(error) }).sendCode(CODE);
    await expect(told).rejects.toMatchObject({ code, message: code });
  },
);
