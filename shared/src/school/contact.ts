import { type Static, Type } from 'typebox';
import { closed } from './members.ts';

/** A way to reach a person; `value` is `+84912345678` for a phone and lower case for a mail address. */
export const Contact = Type.Union([
  Type.Object(
    { kind: Type.Literal('phone'), value: Type.String({ pattern: '^\\+[1-9][0-9]{7,14}$', maxLength: 16 }) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('mail'),
      value: Type.String({ pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', maxLength: 254 }),
    },
    closed,
  ),
]);
export type Contact = Static<typeof Contact>;

const MAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}$/;
/** Mobile numbers of Vietnam begin with one of these after the country code and have nine digits. */
const MOBILE = /^[35789]\d{8}$/;

/** A Vietnamese mobile number from its digits: with 0, 84 or +84 before it. */
const mobileOf = (digits: string): string | undefined => {
  const national = digits.replace(/^(?:\+?84|0)/, '');
  return MOBILE.test(national) && digits !== national ? `+84${national}` : undefined;
};

/**
 * Reads a phone number or a mail address as people write it (`0912 345 678`, `+84 912.345.678`, `Lan@Example.vn`); undefined
 * when it is neither. Only mobile numbers of Vietnam and foreign numbers with their country code are phones.
 */
export const parseContact = (text: string): Contact | undefined => {
  const trimmed = text.normalize('NFC').trim();
  const mail = trimmed.toLowerCase();
  if (MAIL.test(mail) && mail.length <= 254) return { kind: 'mail', value: mail };
  const digits = trimmed.replace(/[\s.()-]/g, '');
  const mobile = mobileOf(digits);
  if (mobile !== undefined) return { kind: 'phone', value: mobile };
  const isForeign = /^\+(?!84)[1-9]\d{7,14}$/.test(digits);
  return isForeign ? { kind: 'phone', value: digits } : undefined;
};

/** A contact that tells its owner which one it is and others nothing: `…678`, `l…@example.vn`. */
export const maskContact = ({ kind, value }: Contact): string => {
  if (kind === 'phone') return `…${value.slice(-3)}`;
  const [name = '', host = ''] = value.split('@');
  return `${name.slice(0, 1)}…@${host}`;
};

/**
 * The value of a contact as people say it: `0912 345 678`, with blanks that never break, so that nobody dials half of a number;
 * foreign numbers and mail addresses as they are.
 */
export const contactText = (value: string): string =>
  value.replace(/^\+84(\d{3})(\d{3})(\d{3})$/, '0$1\u00a0$2\u00a0$3');
