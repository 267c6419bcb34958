import { RegistryError } from '@hocba/shared/problems';
import type { Sender } from './sender.ts';

/** A gateway of text messages that speaks the interface of `server/OPERATING.md`, "Text messages". */
export interface SmsOptions {
  readonly url: string;
  readonly token: string;
}

/** Milliseconds until a gateway that does not answer counts as away. */
const PATIENCE_MS = 10_000;

/** The answer of a gateway that will never take a message to this number. */
const REFUSED = 422;

/** Sends text messages through an HTTP gateway. Redirections are not followed: the token is for one address. */
export const smsSender = ({ url, token }: SmsOptions): Sender => ({
  send: async ({ to, text, reference }) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ to, text, reference }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    if (answer.status === REFUSED) throw new RegistryError('MESSAGE_REFUSED');
    if (!answer.ok) throw new RegistryError('MESSAGE_NOT_SENT', `the gateway answered ${answer.status}`);
  },
});
