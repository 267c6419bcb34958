import { type Counted, PASSWORD_LIMITS, type ThrottleLimits } from './throttle.ts';

/** Where a try to sign in comes from. */
export interface SignInOrigin {
  /** The network address, as `networkOf` cuts it. */
  readonly network: string;
  /** The browser's id. A browser that was never here gets one with its first sign-in. */
  readonly device: string;
}

const HOUR = 3600;

/** One account from everywhere but its own browsers: more than forgetful people need, far less than guessing does. */
const STRANGERS_LIMITS: ThrottleLimits = {
  free: 30,
  firstPause: 60,
  longestPause: 900,
  forgetAfter: 24 * HOUR,
};

/** One address, whatever names it tries. A staff room that types twenty wrong passwords in an hour waits half a minute. */
const SOURCE_LIMITS: ThrottleLimits = { free: 20, firstPause: 30, longestPause: 900, forgetAfter: HOUR };

/** The rows that a successful sign-in forgets, and the one from which it takes back its own try only. */
export interface SignInTries {
  readonly counted: readonly Counted[];
  readonly forgotten: readonly Counted[];
  readonly takenBack: readonly Counted[];
}

/**
 * What a try to sign in counts on. In a browser where the account signed in before only its own failures count, so that
 * nobody elsewhere can lock a person out. Everywhere else tries count for the pair of address and account, for the
 * account and for the address, so that neither one account nor many in turn can be tried freely.
 */
export const signInTries = (
  account: string,
  { network, device }: SignInOrigin,
  isKnown: boolean,
): SignInTries => {
  if (isKnown) {
    const own = { key: `sign-in:device:${device}:${account}`, account, limits: PASSWORD_LIMITS };
    return { counted: [own], forgotten: [own], takenBack: [] };
  }
  const pair = { key: `sign-in:pair:${network}:${account}`, account, limits: PASSWORD_LIMITS };
  const strangers = { key: `sign-in:strangers:${account}`, account, limits: STRANGERS_LIMITS };
  const source = { key: `sign-in:source:${network}`, account: null, limits: SOURCE_LIMITS };
  return { counted: [pair, strangers, source], forgotten: [pair, strangers], takenBack: [source] };
};
