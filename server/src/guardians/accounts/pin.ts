import { RegistryError } from '@hocba/shared/problems';
import { hashPassword, verifyPassword } from '../../people/sign-in/password.ts';
import type { GuardianRow } from '../../storage/queries/guardians/guardian-accounts.ts';

const DIGITS = '01234567890123456789';

/** Six equal digits, a run up or down, two or three digits repeated: what people try first. */
const isEasy = (pin: string): boolean =>
  /^(\d{1,3})\1+$/.test(pin) || DIGITS.includes(pin) || DIGITS.includes([...pin].reverse().join(''));

/**
 * Throws PIN_TOO_EASY for a PIN that is among the first tries of anybody, and for the day, month or year of the child's
 * birth (`2013-05-17`) in it.
 */
export const checkNewPin = (pin: string, birthDate: string): void => {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const born = [`${day}${month}${year.slice(2)}`, `${year.slice(2)}${month}${day}`, `${day}${month}`, year];
  if (isEasy(pin) || born.some((part) => part.length >= 4 && pin.includes(part))) {
    throw new RegistryError('PIN_TOO_EASY');
  }
};

/** The form in which a PIN is kept. Throws OVERLOADED. */
export const hashPin = (pin: string, network: string): Promise<string> =>
  hashPassword(pin, `address:${network}`);

/**
 * The account of a shared phone number or mail address whose PIN this is. A number without accounts costs as much as one
 * account. Throws OVERLOADED.
 */
export const findByPin = async (
  accounts: readonly GuardianRow[],
  pin: string,
  network: string,
): Promise<GuardianRow | undefined> => {
  const asker = `address:${network}` as const;
  if (accounts.length === 0) await verifyPassword(undefined, pin, asker);
  let found: GuardianRow | undefined;
  for (const account of accounts) {
    if (await verifyPassword(account.pin_hash, pin, asker)) found ??= account;
  }
  return found;
};
