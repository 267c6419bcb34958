import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SMS_LENGTH } from '../text/gsm-text.ts';
import { messageText } from './message-text.ts';
import { PUPIL_LENGTH, pupilCalled } from './pupil-called.ts';
import { SENTENCES, type SentenceId } from './sentences.ts';

const IDS = Object.keys(SENTENCES) as SentenceId[];

/** The longest value that each place of a sentence may get. */
const LONGEST: Readonly<Record<string, number>> = { code: 8, minutes: 3, pupil: PUPIL_LENGTH, date: 10 };

const parametersOf = (id: SentenceId, letter: string): Record<string, string> =>
  Object.fromEntries(SENTENCES[id].parameters.map((name) => [name, letter.repeat(LONGEST[name] ?? 0)]));

const placesOf = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

it.each(IDS)('the sentence %s uses each of its parameters once in every language', (id) => {
  const { parameters, text } = SENTENCES[id];
  expect(parameters.filter((name) => LONGEST[name] === undefined)).toEqual([]);
  for (const language of ['vi', 'en'] as const)
    expect(placesOf(text[language])).toEqual([...parameters].sort());
});

it.each(IDS)('the sentence %s fits into one text message with its longest values', (id) => {
  for (const language of ['vi', 'en'] as const) {
    fc.assert(
      fc.property(fc.constantFrom('ở', 'W', 'Đ', '9'), (letter) => {
        const { text, subject } = messageText(id, parametersOf(id, letter) as never, {
          channel: 'sms',
          language,
        });
        expect(text.length).toBeLessThanOrEqual(SMS_LENGTH);
        expect(subject).toBe('');
      }),
    );
  }
});

it('a text message has no accents and a mail keeps them', () => {
  const parameters = { code: '481920', minutes: '5' };
  const told = (channel: 'sms' | 'mail') =>
    messageText('one-time-code', parameters, { channel, language: 'vi' });
  expect(told('sms').text).toBe(
    'Ma dang nhap Hoc Ba: 481920. Dung trong 5 phut. Khong dua ma nay cho ai, ke ca nha truong.',
  );
  expect(told('mail').text).toContain('Mã đăng nhập Học Bạ: 481920.');
  expect(told('mail').subject).toBe('Mã đăng nhập Học Bạ');
});

it('a queued text message says how to end messages', () => {
  const parameters = { pupil: 'Tuyết', date: '30/11/2026' };
  expect(messageText('code-used', parameters, { channel: 'sms', language: 'vi' }).text).toBe(
    'Ma tra cuu hoc ba cua em Tuyet duoc dung ngay 30/11/2026. Neu gia dinh khong dua ma, vui long goi nha truong. Thoi nhan tin: tra loi DUNG.',
  );
});

it.each([
  ['Nguyễn Thị Ánh Tuyết', 'Tuyết'],
  ["H'Nhi Êban", "H'Nhi"],
  ['Trần Nguyễnnnnnnnnnnnnnnnn', 'Nguyễnnnnnnn'],
])('a message calls %s by the given name %s alone', (name, called) => {
  expect(pupilCalled(name)).toBe(called);
});
