import { endSession, REFRESH_HEADER } from '@hocba/shared/contract/auth';
import { PROBLEMS } from '@hocba/shared/problems';
import type { AccountName } from '@hocba/shared/school/identifiers';
import { drop, find, findNow, keep } from '../../device/kept/kept.ts';
import { CallError, call } from '../call.ts';
import { createPatience } from '../retry.ts';

/*
 * Somebody signed out and the registry was not told yet. No secret is kept for it: the session's own cookie, which no
 * script can read and which cannot be taken away without the registry, is what ends it. The account is kept with it.
 */

const KEY = 'hocba.owed-sign-out';
const LONGEST_MS = 60_000;

const nameOf = (found: unknown): AccountName | undefined =>
  typeof found === 'string' ? (found as AccountName) : undefined;

/** Notes that the registry is still to be told; kept over a power cut. Never rejects. */
export const oweSignOut = (account: AccountName): Promise<void> => keep(KEY, account);

/** The account whose sign-out is owed, read without waiting. */
export const owedNow = (): AccountName | undefined => nameOf(findNow(KEY));

/** Nothing is owed any more, because the session has ended or its cookie was replaced. Never rejects. */
export const forgetOwed = (): Promise<void> => drop(KEY);

/** A registry that answers with a refusal has no such session any more, or this browser has no cookie of it. */
const isSettled = (error: unknown): boolean =>
  error instanceof CallError && error.code !== 'OFFLINE' && [401, 403].includes(PROBLEMS[error.code].status);

/**
 * Tells the registry of a sign-out that is owed, if one is; true when none is owed after it. Never rejects. It is
 * called while nobody else on this device renews or opens a session, because it ends the one whose cookie is here.
 */
export const payOwed = async (): Promise<boolean> => {
  const account = owedNow() ?? nameOf(await find(KEY));
  if (account === undefined) return true;
  try {
    await call(endSession, { body: { account } }, { [REFRESH_HEADER]: '1' });
  } catch (error) {
    if (!isSettled(error)) return false;
  }
  await forgetOwed();
  return true;
};

/** Goes on trying `pay` with growing pauses, and at once when the network is back, until nothing is owed. */
export const keepPaying = (pay: () => Promise<boolean>): void => {
  const patience = createPatience(() => performance.now());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTrying = false;
  const attempt = async (): Promise<void> => {
    if (isTrying) return;
    isTrying = true;
    clearTimeout(timer);
    const isPaid = await pay();
    isTrying = false;
    patience.ended(isPaid);
    if (isPaid) return removeEventListener('online', again);
    timer = setTimeout(again, patience.pause(LONGEST_MS));
  };
  const again = (): void => void attempt();
  addEventListener('online', again);
  again();
};
