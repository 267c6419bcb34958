import { REFRESH_HEADER, refresh, type SignedIn } from '@hocba/shared/contract/auth';
import { PROBLEMS } from '@hocba/shared/problems';
import { type CallCode, CallError, call } from '../call.ts';
import { accept, alone, closeAccount, expire, type Held } from './held.ts';

/** A token with less life than this is renewed first, so that it does not end within a run. */
const MARGIN_MS = 60_000;

/** Only a clear "no" ends a session; a busy or broken registry says nothing about it. */
const endsSession = (code: CallCode): boolean => code !== 'OFFLINE' && PROBLEMS[code].status === 401;

const noteEnd = (held: Held, code: CallCode): void => {
  if (code === 'ACCOUNT_CLOSED') void closeAccount(held);
  else if (endsSession(code)) expire(held);
};

/**
 * Renews the access token by the refresh cookie, once at a time over all tabs: the cookie is used up by each renewal,
 * and two at once would look like a stolen one. Throws CallError.
 */
export const renew = (held: Held): Promise<void> => {
  const before = held.departures;
  const acceptUnlessLeft = async (signedIn: SignedIn): Promise<void> => {
    if (before !== held.departures) throw new CallError('SESSION_ENDED');
    await accept(held, signedIn);
  };
  held.renewing ??= alone(held, () => call(refresh, {}, { [REFRESH_HEADER]: '1' }))
    .then(acceptUnlessLeft, (error: unknown) => {
      if (error instanceof CallError && before === held.departures) noteEnd(held, error.code);
      throw error;
    })
    .finally(() => {
      held.renewing = undefined;
    });
  return held.renewing;
};

/**
 * A token good for the next minute, and another one than the registry has just refused: the clock of a device may have
 * been set back. Throws CallError: OFFLINE, or a code of the session that has ended.
 */
export const freshToken = async (held: Held, refused?: string): Promise<string> => {
  const isGood = ({ text, endsAt }: NonNullable<Held['token']>) =>
    text !== refused && endsAt - Date.now() >= MARGIN_MS;
  if (held.token === undefined || !isGood(held.token)) await renew(held);
  if (held.token === undefined) throw new CallError('SESSION_ENDED');
  return held.token.text;
};
