import type { AccountName } from '@hocba/shared/school/identifiers';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { drop, findNow, keep } from '../../device/kept/kept.ts';
import { CallError } from '../call.ts';
import { type Gate, openGate } from './gate.ts';
import { checkPassword } from './password-check.ts';

const Tries = Type.Object({ wrong: Type.Integer({ minimum: 0 }), until: Type.Number() });
type Tries = Static<typeof Tries>;

const KEY = 'hocba.tries';
const FREE = 5;
const FIRST_SECONDS = 30;
const LONGEST_SECONDS = 900;

/** The pause after so many wrong passwords in a row, in seconds: as the registry's own. */
export const pauseAfter = (wrong: number): number =>
  wrong < FREE ? 0 : Math.min(FIRST_SECONDS * 2 ** Math.min(wrong - FREE, 10), LONGEST_SECONDS);

const triesNow = (): Tries => {
  const found = findNow(KEY);
  return Value.Check(Tries, found) ? found : { wrong: 0, until: 0 };
};

const checkPause = ({ until }: Tries): void => {
  const seconds = Math.ceil((until - Date.now()) / 1000);
  // A clock that was set back must not lock anybody out for a year.
  if (seconds > 0 && seconds <= LONGEST_SECONDS) throw new CallError('SIGN_IN_LOCKED', seconds);
};

/** The key that is opened, and the fault when this device cannot. */
export interface Unlocking {
  readonly gate: Gate;
  readonly signIn: (account: string, password: string) => Promise<void>;
}

/**
 * Opens the page with the password: by this device alone when it can tell, else by signing in. Throws CallError:
 * SIGN_IN_FAILED, SIGN_IN_LOCKED with the seconds to wait, or OFFLINE when only the registry could tell.
 */
export const unlock = async (
  { gate, signIn }: Unlocking,
  account: AccountName,
  password: string,
): Promise<void> => {
  const tries = triesNow();
  checkPause(tries);
  const fits = await checkPassword(account, password);
  if (fits) {
    await drop(KEY);
    return openGate(gate);
  }
  try {
    // It may have been changed on another device, or this one may keep nothing to check it with.
    await signIn(account, password);
    await drop(KEY);
  } catch (error) {
    if (fits === undefined || !(error instanceof CallError) || error.code !== 'OFFLINE') throw error;
    const wrong = tries.wrong + 1;
    await keep(KEY, { wrong, until: Date.now() + pauseAfter(wrong) * 1000 } satisfies Tries);
    throw new CallError('SIGN_IN_FAILED');
  }
};
