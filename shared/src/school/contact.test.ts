import { expect, it } from 'vitest';
import { contactText, maskContact, parseContact } from './contact.ts';

it.each([
  ['0912 345 678', '+84912345678'],
  ['+84 912.345.678', '+84912345678'],
  ['84912345678', '+84912345678'],
  ['(0912) 345-678', '+84912345678'],
  ['+856 20 5551 2345', '+8562055512345'],
])('the phone number %j is read as %s', (text, value) => {
  expect(parseContact(text)).toEqual({ kind: 'phone', value });
});

it('a mail address is read in lower case', () => {
  expect(parseContact(' Lan.Anh@Example.VN ')).toEqual({ kind: 'mail', value: 'lan.anh@example.vn' });
});

it.each(['', '912345678', '02073822222', '091234567', '09123456789', 'lan@', '@b.vn', 'a b@c.vn', '+84 12'])(
  '%j is neither a mobile phone nor a mail address',
  (text) => expect(parseContact(text)).toBeUndefined(),
);

it('a masked contact shows the end of a number and the host of a mail address', () => {
  expect(maskContact({ kind: 'phone', value: '+84912345678' })).toBe('…678');
  expect(maskContact({ kind: 'mail', value: 'lan@example.vn' })).toBe('l…@example.vn');
});

it('a number is shown as people say it and never breaks in two, and other contacts stay as they are', () => {
  expect(contactText('+84912345678')).toBe('0912\u00a0345\u00a0678');
  expect(['+33612345678', 'lan@example.vn'].map(contactText)).toEqual(['+33612345678', 'lan@example.vn']);
});
